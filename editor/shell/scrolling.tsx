import type { ReactNode } from "react";

/** A part that scrolls by itself, reachable by key. */
export const Scrolling = ({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
  <section className="scrolling" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
