import type { ReactNode } from "react";

/** A plain table; where it is wider than its place, it scrolls, also by key. */
export const WideTable = ({
  label,
  titles,
  children,
}: {
  readonly label: string;
  /** Of the columns. */
  readonly titles: readonly string[];
  /** The rows. */
  readonly children: ReactNode;
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
  <div className="block scrolls" tabIndex={0}>
    <table className="plain-table" aria-label={label}>
      <thead>
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);
