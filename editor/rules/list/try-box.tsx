import type { InputRef } from "antd";
import { Input } from "antd";
import { useEffect, useRef } from "react";
import type { Tried } from "../../engine/messages.ts";
import { MessageText } from "../../ladder/message-text.tsx";
import { isTyping } from "../../shell/use-frame-keys.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useText } from "../../strings/text.ts";

const Outcome = ({
  tried,
  nameOf,
}: {
  readonly tried: Tried;
  readonly nameOf: (rule: string) => string;
}) => {
  const words = useText(ruleListWords);
  const { winner, says, needs, tookMs } = tried;
  return (
    <p className="try-outcome">
      <b>{winner === null ? words.tryNobody : words.tryAnswer(nameOf(winner))}</b>
      {says.map((message, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer is shown as a whole
        <span className="try-reply" key={place}>
          <MessageText message={message} />
        </span>
      ))}
      {needs.length > 0 && <span>{words.tryNeeds}</span>}
      <span className="soft">{words.tryMs(tookMs)}</span>
    </p>
  );
};

/** A box to type a message into: which rules match, and what would be said. `/` goes to it. */
export const TryBox = ({
  text,
  onText,
  tried,
  nameOf,
  hasFailed,
  help,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly tried: Tried | null;
  readonly nameOf: (rule: string) => string;
  readonly hasFailed: boolean;
  /** What the page does with the answer. */
  readonly help: string;
}) => {
  const words = useText(ruleListWords);
  const field = useRef<InputRef>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "/" || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <div className="try-box">
      <Input
        ref={field}
        size="large"
        allowClear
        aria-label={words.tryIt}
        placeholder={words.tryIt}
        value={text}
        maxLength={600}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={({ key }) => key === "Escape" && onText("")}
      />
      <div aria-live="polite">
        {tried !== null && <Outcome tried={tried} nameOf={nameOf} />}
        {tried === null && text === "" && <p className="help">{help}</p>}
        {hasFailed && <p className="help">{words.engineFailed}</p>}
      </div>
    </div>
  );
};
