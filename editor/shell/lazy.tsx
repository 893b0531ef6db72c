import type { ComponentType } from "react";
import { Component, lazy, Suspense } from "react";
import { LoadFailed } from "./load-failed.tsx";
import { Waiting } from "./waiting.tsx";

/** What a page threw, or why its code did not load: the rest of the frame stays usable. */
class Guard extends Component<{ readonly children: React.ReactNode }, { readonly error: unknown }> {
  override state = { error: null as unknown };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    if (this.state.error === null) return this.props.children;
    return <LoadFailed error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}

/** A page whose code is loaded when it is first shown. */
export const Lazy = <P extends object>(load: () => Promise<ComponentType<P>>) => {
  const Loaded = lazy(async () => ({ default: await load() }));
  const Page = (props: P) => (
    <Guard>
      <Suspense fallback={<Waiting />}>
        <Loaded {...props} />
      </Suspense>
    </Guard>
  );
  return Page;
};
