import type { ReactNode } from "react";

/** Whether an address may be opened from the phone. */
export const canOpen = (href: string): boolean => /^https?:\/\/./i.test(href);

/** A way out of the conversation: opens beside the page, and tells the other page nothing of this one. */
export const OutLink = ({
  href,
  className,
  children,
}: {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}) =>
  canOpen(href) ? (
    <a href={href} target="_blank" rel="noopener noreferrer" className={className}>
      {children}
    </a>
  ) : (
    <span className={className}>{children}</span>
  );
