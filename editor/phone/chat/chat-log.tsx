import { useEffect, useMemo, useRef } from "react";
import { useWords } from "../../strings/language.tsx";
import { currentLines } from "../phone-state.ts";
import { usePhoneState } from "../use-phone.ts";
import { chatItems } from "./chat-items.ts";
import { ChatLine } from "./chat-line.tsx";
import { formatMoment } from "./format-moment.ts";
import { useNowMs } from "./status-bar.tsx";

/** The conversation; new lines are read out, and come into view. */
export const ChatLog = () => {
  const { phone: words, lang } = useWords();
  const state = usePhoneState();
  const nowMs = useNowMs();
  const lines = currentLines(state);
  const items = useMemo(() => chatItems(lines, state.answers), [lines, state.answers]);
  const end = useRef<HTMLDivElement>(null);
  const last = items.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: comes into view when there is a new last line
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [last]);
  return (
    // A log that scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="log-frame" tabIndex={0} aria-label={words.chat.log}>
      <div className="log" role="log" aria-live="polite" aria-label={words.chat.log}>
        {items.length === 0 && state.current !== null && (
          <p className="log-empty">{words.chat.empty}</p>
        )}
        {items.map((item) =>
          item.kind === "moment" ? (
            <p className="moment" key={item.id}>
              <time dateTime={new Date(item.atMs).toISOString()}>
                {formatMoment(item.atMs, nowMs, lang)}
              </time>
            </p>
          ) : (
            <ChatLine key={item.id} item={item} />
          ),
        )}
      </div>
      <div ref={end} />
    </section>
  );
};
