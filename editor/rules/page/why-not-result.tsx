import { Alert } from "antd";
import type { WhyNot } from "../../../server/admin/contract.ts";
import { Ladder } from "../../ladder/ladder.tsx";
import { useRuleNames } from "../../ladder/use-rule-names.ts";
import { useSpeech } from "../../ladder/use-speech.ts";
import { actualWords, expectedWords } from "../../phone/chat/did-words.ts";
import { useSay, useText } from "../../strings/text.ts";
import { whyNotWords } from "../../strings/why-not.ts";

type Hindrance = WhyNot["hindrances"][number];

const Reason = ({ hindrance }: { readonly hindrance: Hindrance }) => {
  const words = useText(whyNotWords);
  const say = useSay();
  const { says, expected, change } = hindrance;
  const speech = useSpeech();
  return (
    <li className="hindrance">
      <b>{say(says)}</b>
      {expected !== null && (
        <div>
          {words.expected} <b className="expected">{expectedWords(hindrance, speech)}</b>，
          {words.actual} <b className="actual">{actualWords(hindrance, speech)}</b>
        </div>
      )}
      {change !== null && (
        <div>
          {words.change}：{say(change)}
        </div>
      )}
    </li>
  );
};

/** What keeps a rule from answering, first things first, and the ladder behind it. */
export const WhyNotResult = ({
  why,
  pathOf,
}: {
  readonly why: WhyNot;
  readonly pathOf: (rule: string) => string;
}) => {
  const words = useText(whyNotWords);
  const nameOf = useRuleNames();
  const { fires, branch, hindrances, winner, trace } = why;
  const verdict = branch === "else" ? words.firesElse : words.fires;
  return (
    <section aria-live="polite" className="stack">
      <Alert
        type={fires ? "success" : "error"}
        showIcon
        title={fires ? verdict : words.doesNot}
        description={
          winner === null || winner.rule === why.rule ? undefined : words.winner(winner.name)
        }
      />
      {hindrances.length > 0 && (
        <ol className="hindrances">
          {hindrances.map((hindrance, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is shown as a whole
            <Reason key={place} hindrance={hindrance} />
          ))}
        </ol>
      )}
      <details>
        <summary>{words.ladder}</summary>
        <Ladder steps={trace.steps} names={{ nameOf, pathOf }} />
      </details>
    </section>
  );
};
