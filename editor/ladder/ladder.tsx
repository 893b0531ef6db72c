import { Tag } from "antd";
import type { FailedLeaf, TraceStep } from "../../engine/index.ts";
import { actualWords, didWords, expectedWords } from "../phone/chat/did-words.ts";
import { ladderWords } from "../strings/ladder.ts";
import { useText } from "../strings/text.ts";
import { useSpeech } from "./use-speech.ts";
import "./ladder.css";

/** How the names of rules, and links to them, are made. */
export interface LadderNames {
  readonly nameOf: (rule: string) => string;
  /** `null`: no link. */
  readonly pathOf?: (rule: string) => string | null;
}

const ruleOf = (path: string): string => path.split("/")[1] ?? "";
const colours: Readonly<Record<string, string>> = {
  answered: "success",
  acted: "success",
  "took-it": "success",
  "did-not-hold": "error",
  "refused-it": "error",
  failed: "error",
};

const Leaf = ({ leaf }: { readonly leaf: FailedLeaf }) => {
  const speech = useSpeech();
  const words = useText(ladderWords);
  const [place = "", ...rest] = leaf.path.split("/").slice(2);
  const parts: Readonly<Record<string, string>> = words.parts;
  const name = parts[place] ?? [words.condition, ...rest].join(" › ");
  return (
    <li>
      <span className="leaf-name">{name}</span> {words.expected}{" "}
      <b className="expected">{expectedWords(leaf, speech)}</b>，{words.actual}{" "}
      <b className="actual">{actualWords(leaf, speech)}</b>
    </li>
  );
};

const Named = ({ path, names }: { readonly path: string; readonly names: LadderNames }) => {
  const rule = ruleOf(path);
  const to = names.pathOf?.(rule) ?? null;
  const name = names.nameOf(rule);
  return to === null ? <b>{name}</b> : <a href={to}>{name}</a>;
};

const RuleStep = ({
  step,
  names,
}: {
  readonly step: Extract<TraceStep, { kind: "rule" }>;
  readonly names: LadderNames;
}) => {
  const words = useText(ladderWords);
  return (
    <>
      <Named path={step.path} names={names} />{" "}
      <Tag color={colours[step.verdict]}>{words.verdicts[step.verdict]}</Tag>
      {step.branch === "else" && <Tag>{words.branch.else}</Tag>}
      {step.failed.length > 0 && (
        <ul className="leaves">
          {step.failed.map((leaf) => (
            <Leaf key={leaf.path} leaf={leaf} />
          ))}
        </ul>
      )}
    </>
  );
};

const Step = ({ step, names }: { readonly step: TraceStep; readonly names: LadderNames }) => {
  const words = useText(ladderWords);
  const speech = useSpeech();
  switch (step.kind) {
    case "rule":
      return <RuleStep step={step} names={names} />;
    case "dialog":
      return (
        <>
          <Named path={step.path} names={names} />{" "}
          <Tag color={colours[step.verdict]}>{words.verdicts[step.verdict]}</Tag>
          {step.reason !== null && <span className="soft">{step.reason}</span>}
        </>
      );
    case "action":
      return (
        <>
          <span className="soft">{words.action}</span> {didWords(step.did, speech)}{" "}
          <Tag color={colours[step.left]}>{words.left[step.left]}</Tag>
          {step.reason !== null && <span className="soft">{step.reason}</span>}
        </>
      );
    case "meaning":
      return (
        <>
          <Named path={step.path} names={names} />{" "}
          <Tag color={step.verdict === "understood" ? "success" : "default"}>
            {words.meaning[step.verdict]}
          </Tag>
          <span className="soft">
            {words.scored(step)}
            {step.runnerUp !== null && (
              <>
                {" "}
                {words.next} <Named path={step.runnerUp.path} names={names} /> {step.runnerUp.score}
              </>
            )}
          </span>
        </>
      );
    case "picture":
      return (
        <>
          <Tag color={step.verdict === "recognised" ? "success" : "default"}>
            {words.seen[step.verdict]}
          </Tag>
          <span className="soft">
            {words.compared(step)}
            {step.runnerUp !== null &&
              ` ${words.next} ${step.runnerUp.picture} ${step.runnerUp.score}`}
          </span>
        </>
      );
    case "missing-value":
      return <span className="soft">{words.missing(step.name)}</span>;
    case "error":
      return (
        <>
          <Tag color="error">{words.error}</Tag> {step.message}
        </>
      );
    default:
      return <span>{words.kinds[step.kind]}</span>;
  }
};

/** Every rung of the ladder in the order in which it was climbed, with what was expected and what was found. */
export const Ladder = ({
  steps,
  names,
}: {
  readonly steps: readonly TraceStep[];
  readonly names: LadderNames;
}) => {
  const words = useText(ladderWords);
  if (steps.length === 0) return <p className="help">{words.empty}</p>;
  return (
    <ol className="rungs" aria-label={words.title}>
      {steps.map((step, place) => (
        <li
          className={step.kind === "action" || step.kind === "missing-value" ? "rung sub" : "rung"}
          // biome-ignore lint/suspicious/noArrayIndexKey: a record never changes
          key={place}
        >
          <Step step={step} names={names} />
        </li>
      ))}
    </ol>
  );
};
