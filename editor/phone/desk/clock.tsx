import type { FormEvent } from "react";
import { useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { useNowMs } from "../chat/status-bar.tsx";
import { usePhone } from "../use-phone.ts";

const hourMs = 3_600_000;
const zone = "Asia/Shanghai";

/** The account's clock: shown, and moved. */
export const Clock = () => {
  const { phone: words, lang } = useWords();
  const { travel } = usePhone();
  const nowMs = useNowMs();
  const [wanted, setWanted] = useState("");
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    // The field knows no zone; the platform's is Beijing's.
    const toMs = Date.parse(`${wanted}+08:00`);
    if (!Number.isNaN(toMs)) void travel({ toMs });
  };
  const shown = new Intl.DateTimeFormat(lang, {
    timeZone: zone,
    dateStyle: "full",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(nowMs);
  return (
    <section className="ph-desk-part">
      <h3>{words.desk.time}</h3>
      <p>
        <time dateTime={new Date(nowMs).toISOString()}>{shown}</time>
      </p>
      <div className="ph-row">
        <button type="button" className="ph-small-button" onClick={() => travel({ byMs: hourMs })}>
          {words.desk.hourLater}
        </button>
        <button
          type="button"
          className="ph-small-button"
          onClick={() => travel({ byMs: 24 * hourMs })}
        >
          {words.desk.dayLater}
        </button>
        <button
          type="button"
          className="ph-small-button"
          onClick={() => travel({ toMs: Date.now() })}
        >
          {words.desk.now}
        </button>
      </div>
      <form className="ph-row" onSubmit={onSubmit}>
        <input
          type="datetime-local"
          aria-label={words.desk.setTime}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
        <button type="submit" className="ph-small-button">
          {words.desk.go}
        </button>
      </form>
    </section>
  );
};
