import type { Rule, TriggerRow } from "../../engine/index.ts";
import type { Family } from "./contract.ts";

const MESSAGES = ["nothing-matched", "image", "voice", "video", "link", "file"];
/** Under which of the official tabs a trigger stands. */
export const familyOf = ({ use, params }: Pick<TriggerRow, "use" | "params">): Family => {
  if (use === "follow") return "follow";
  if (MESSAGES.includes(use)) return "message";
  if (use !== "text") return "other";
  const isAny = typeof params === "object" && params !== null && "any" in params;
  return isAny ? "message" : "keyword";
};
export const familiesOf = (rule: Pick<Rule, "when">): readonly Family[] => {
  const found = new Set(rule.when.map(familyOf));
  return found.size === 0 ? ["other"] : [...found];
};
