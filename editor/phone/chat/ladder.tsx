import type { FailedLeaf, TraceStep } from "../../../engine/index.ts";
import { useWords } from "../../strings/language.tsx";
import type { Told } from "../sources.ts";
import { actualWords, didWords, expectedWords } from "./did-words.ts";
import { nameOf } from "./told.ts";

/** Where a condition stands: `if/all/1` in words. */
const placeOf = (
  path: string,
  parts: Readonly<Record<string, string>>,
  condition: string,
): string => {
  const [place = "", ...rest] = path.split("/").slice(2);
  return parts[place] ?? [condition, ...rest].join(" ");
};

const Leaf = ({ leaf }: { readonly leaf: FailedLeaf }) => {
  const { phone, lang } = useWords();
  const { parts, condition, expected, actual, nothing } = phone.answer;
  const speech = { lang, nothing };
  return (
    <li className="ph-failed-leaf">
      {placeOf(leaf.path, parts, condition)}: {expected} <b>{expectedWords(leaf, speech)}</b>,{" "}
      {actual} <b>{actualWords(leaf, speech)}</b>
    </li>
  );
};

const Step = ({ step, told }: { readonly step: TraceStep; readonly told: Told }) => {
  const { phone, lang } = useWords();
  const { steps, verdicts, branches, left, nothing } = phone.answer;
  switch (step.kind) {
    case "rule":
      return (
        <li className={`ph-rung ph-${step.verdict}`}>
          <b>{nameOf(told, step.path)}</b>: {verdicts[step.verdict]}
          {step.branch === "else" && ` (${branches.else})`}
          {step.failed.length > 0 && (
            <ul>
              {step.failed.map((leaf) => (
                <Leaf key={leaf.path} leaf={leaf} />
              ))}
            </ul>
          )}
        </li>
      );
    case "dialog":
      return (
        <li className={`ph-rung ph-${step.verdict}`}>
          <b>{nameOf(told, step.path)}</b>: {verdicts[step.verdict]}
          {step.reason !== null && ` (${step.reason})`}
        </li>
      );
    case "action":
      return (
        <li className={`ph-rung ph-${step.left}`}>
          {steps.action} {didWords(step.did, { lang, nothing })}: {left[step.left]}
          {step.reason !== null && ` (${step.reason})`}
        </li>
      );
    case "meaning":
      return (
        <li className={`ph-rung ph-${step.verdict === "understood" ? "answered" : "gave-way"}`}>
          <b>{nameOf(told, step.path)}</b>:{" "}
          {steps.meaning(step.score, step.threshold, step.verdict === "understood")}
        </li>
      );
    case "picture":
      return (
        <li className={`ph-rung ph-${step.verdict === "recognised" ? "answered" : "gave-way"}`}>
          {steps.picture(step.picture, step.score, step.threshold)}
        </li>
      );
    case "missing-value":
      return (
        <li className="ph-rung ph-failed">
          {steps["missing-value"]}: <code>{step.name}</code>
        </li>
      );
    case "error":
      return (
        <li className="ph-rung ph-failed">
          {steps.error}: {step.message}
        </li>
      );
    default:
      return <li className="ph-rung">{steps[step.kind]}</li>;
  }
};

/** Every rung of the ladder, in the order in which it was climbed. */
export const Ladder = ({ told }: { readonly told: Told }) => {
  const { phone: words } = useWords();
  return (
    <ol className="ph-ladder" aria-label={words.answer.ladder}>
      {told.trace.steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a record never changes
        <Step key={place} step={step} told={told} />
      ))}
    </ol>
  );
};
