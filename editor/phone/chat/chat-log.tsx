import { useEffect, useMemo, useRef } from "react";
import { useWords } from "../../strings/language.tsx";
import { currentLines } from "../phone-state.ts";
import { usePhoneState } from "../use-phone.ts";
import type { ChatItem } from "./chat-items.ts";
import { chatItems } from "./chat-items.ts";
import { ChatLine } from "./chat-line.tsx";
import { formatMoment } from "./format-moment.ts";
import { useNowMs } from "./status-bar.tsx";

const nearPx = 60;

/** Keeps the end in view while it is: a new line always comes into view, a late note only where one was looking at the end. */
const useStayAtEnd = (items: readonly ChatItem[]) => {
  const frame = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const shown = useRef("");
  useEffect(() => {
    const last = items.at(-1)?.id ?? "";
    // Not `scrollIntoView`: it would move the page around the phone as well.
    if (frame.current !== null && (isAtEnd.current || last !== shown.current))
      frame.current.scrollTop = frame.current.scrollHeight;
    shown.current = last;
  }, [items]);
  const onScroll = (): void => {
    if (frame.current === null) return;
    const { scrollHeight, scrollTop, clientHeight } = frame.current;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearPx;
  };
  return { frame, onScroll };
};

/** The conversation; new lines are read out, and come into view. */
export const ChatLog = () => {
  const { phone: words, lang } = useWords();
  const state = usePhoneState();
  const nowMs = useNowMs();
  const lines = currentLines(state);
  const items = useMemo(() => chatItems(lines, state.answers), [lines, state.answers]);
  const { frame, onScroll } = useStayAtEnd(items);
  return (
    <section
      ref={frame}
      onScroll={onScroll}
      className="ph-log-frame"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      aria-label={words.chat.log}
    >
      <div className="ph-log" role="log" aria-live="polite" aria-label={words.chat.log}>
        {items.length === 0 && state.current !== null && (
          <p className="ph-log-empty">{words.chat.empty}</p>
        )}
        {items.map((item) =>
          item.kind === "moment" ? (
            <p className="ph-moment" key={item.id}>
              <time dateTime={new Date(item.atMs).toISOString()}>
                {formatMoment(item.atMs, nowMs, lang)}
              </time>
            </p>
          ) : (
            <ChatLine key={item.id} item={item} />
          ),
        )}
      </div>
    </section>
  );
};
