import type { Json } from "../../../engine/index.ts";
import { cardWords } from "../../strings/card.ts";
import { useText } from "../../strings/text.ts";
import type { ConditionReport } from "./card-context.ts";

const SHOWN = 40;
const shown = (value: Json): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};

/** Whether a condition holds for what is tried, and what was found. */
export const ConditionChip = ({ report }: { readonly report: ConditionReport | undefined }) => {
  const words = useText(cardWords);
  if (report === undefined) return null;
  const { holds, actual } = report;
  const found = actual === null ? words.noValue : shown(actual);
  return (
    <span className={`condition-chip ${holds ? "holds" : "fails"}`}>
      {holds ? words.holds : words.fails} · {words.actual(found)}
    </span>
  );
};
