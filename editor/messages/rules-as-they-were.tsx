import type { LogDetail } from "../../server/admin/contract.ts";
import { LineDiff } from "../shell/line-diff.tsx";
import { Scrolling } from "../shell/scrolling.tsx";
import { messagesWords } from "../strings/messages.ts";
import { useText } from "../strings/text.ts";

type Was = LogDetail["rules"][number];

const One = ({ was }: { readonly was: Was }) => {
  const words = useText(messagesWords);
  const { name, then, now } = was;
  const note = (): string => {
    if (then === null) return words.absent;
    if (now === null) return words.gone;
    return then === now ? words.same : `${words.then} → ${words.now}`;
  };
  return (
    <details>
      <summary>
        {name} <span className="soft">{note()}</span>
      </summary>
      {then !== null && then === now ? (
        <Scrolling label={name}>
          <pre>{then}</pre>
        </Scrolling>
      ) : (
        <LineDiff before={then} after={now} label={`${name}：${words.then} → ${words.now}`} />
      )}
    </details>
  );
};

/** The rules of the ladder as they were then, against what is published now. */
export const RulesAsTheyWere = ({ rules }: { readonly rules: LogDetail["rules"] }) => {
  const words = useText(messagesWords);
  return (
    <section aria-label={words.tabs.rules}>
      <h2>{words.tabs.rules}</h2>
      {rules.map((was) => (
        <One key={was.id} was={was} />
      ))}
    </section>
  );
};
