import { useMemo } from "react";
import { lineDiff } from "../texts/line-diff.ts";
import { Scrolling } from "./scrolling.tsx";
import "./line-diff.css";

const signs = { same: " ", removed: "−", added: "+" } as const;

/** Two texts, line by line: what went is marked −, what came +. */
export const LineDiff = ({
  before,
  after,
  label,
}: {
  readonly before: string | null;
  readonly after: string | null;
  readonly label: string;
}) => {
  const lines = useMemo(() => lineDiff(before, after), [before, after]);
  return (
    <Scrolling label={label}>
      <pre className="line-diff">
        {lines.map(({ kind, text }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts are replaced as a whole
          <span className={kind} key={place}>
            {signs[kind]} {text}
            {"\n"}
          </span>
        ))}
      </pre>
    </Scrolling>
  );
};
