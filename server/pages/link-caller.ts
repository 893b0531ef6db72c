import type { Caller, Performed } from "../effects/performer.ts";
import type { Mark } from "./marks.ts";

/**
 * Makes the addresses that the action `link` sends. Each is marked for its follower, without naming them: who opens it is
 * asked of the platform, and must be the one it was sent to.
 */
export const linkCaller = ({
  mark,
  publicUrl,
}: {
  readonly mark: Mark;
  readonly publicUrl: () => string;
}): Caller => ({
  kind: "page",
  answer: ({ args }, { account, follower }): Promise<Performed> => {
    const { page } = args as { readonly page: string };
    if (follower === null) return Promise.resolve({ kind: "never", code: "page-without-follower" });
    const recipient = mark("recipient", account, follower);
    const path = `/p/${encodeURIComponent(account)}/${encodeURIComponent(page)}`;
    return Promise.resolve({ kind: "done", value: `${publicUrl()}${path}?for=${recipient}` });
  },
});
