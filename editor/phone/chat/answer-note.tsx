import { useId, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { useSources } from "../sources.ts";
import type { Answer } from "../transport.ts";
import type { ChatItem } from "./chat-items.ts";
import { answeringRule } from "./told.ts";
import type { Read } from "./use-told.ts";
import { useTold } from "./use-told.ts";
import { KnownEffects, Why } from "./why.tsx";

type LineItem = Extract<ChatItem, { readonly kind: "line" }>;

/** Who answered, where that is known, else whether anything came. */
const useWho = (told: Read, isAnswered: boolean): string => {
  const { phone: words } = useWords();
  if (typeof told === "string") return isAnswered ? "" : words.answer.none;
  const rule = answeringRule(told);
  return rule === null ? words.answer.nobody : words.answer.by(rule);
};

const Facts = ({
  answer: { tookMs, deliveries, refused },
  who,
}: {
  readonly answer: Answer;
  readonly who: string;
}) => {
  const { phone: words } = useWords();
  const facts = [
    refused === null ? who : words.answer.refused(refused),
    words.answer.took(tookMs),
    deliveries > 1 ? words.answer.deliveries(deliveries) : "",
  ];
  return <span>{facts.filter((fact) => fact !== "").join(" · ")}</span>;
};

const Note = ({ item, answer }: { readonly item: LineItem; readonly answer: Answer }) => {
  const { phone: words } = useWords();
  const { traces } = useSources();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { ref, told } = useTold(traces, item.key);
  const who = useWho(told, item.isAnswered);
  const canTell = traces !== null && item.key !== null && told !== "gone";
  return (
    <div className="ph-note" ref={ref}>
      <Facts answer={answer} who={who} />
      {canTell && (
        <>
          <button
            type="button"
            className="ph-why-opener"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {words.answer.why}
          </button>
          <KnownEffects told={told} />
          <div id={id} className="ph-why" hidden={!isOpen}>
            {isOpen && <Why told={told} />}
          </div>
        </>
      )}
    </div>
  );
};

/** Under the last line of a push: which rule answered, how long that took, what else was done, and why. */
export const AnswerNote = ({ item }: { readonly item: LineItem }) => {
  const { answer } = item;
  return answer === null || answer.deliveries === 0 ? null : <Note item={item} answer={answer} />;
};
