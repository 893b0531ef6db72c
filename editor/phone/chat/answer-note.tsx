import { useId, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { useSources } from "../sources.ts";
import type { Answer } from "../transport.ts";
import type { ChatItem } from "./chat-items.ts";
import { Why } from "./why.tsx";

type LineItem = Extract<ChatItem, { readonly kind: "line" }>;

const Facts = ({
  answer,
  isAnswered,
}: {
  readonly answer: Answer;
  readonly isAnswered: boolean;
}) => {
  const { phone: words } = useWords();
  const { tookMs, deliveries, refused } = answer;
  const facts = [
    isAnswered ? "" : refused === null ? words.answer.none : words.answer.refused(refused),
    words.answer.took(tookMs),
    deliveries > 1 ? words.answer.deliveries(deliveries) : "",
  ];
  return <span>{facts.filter((fact) => fact !== "").join(" · ")}</span>;
};

/** Under the last line of a push: how long the answer took, and why it is what it is where somebody knows. */
export const AnswerNote = ({ item }: { readonly item: LineItem }) => {
  const { phone: words } = useWords();
  const { traces } = useSources();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { answer, key, isAnswered } = item;
  if (answer === null || answer.deliveries === 0) return null;
  const canTell = traces !== null && key !== null;
  return (
    <div className="ph-note">
      <Facts answer={answer} isAnswered={isAnswered} />
      {canTell && (
        <button
          type="button"
          className="ph-why-opener"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {words.answer.why}
        </button>
      )}
      {canTell && <Why id={id} source={traces} traceKey={key} isOpen={isOpen} />}
    </div>
  );
};
