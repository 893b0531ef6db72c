import { Button } from "antd";
import type { Rehearsal as Rehearsed } from "../../server/admin/contract.ts";
import { useAsk } from "../api/use-api.ts";
import { MessageText } from "../ladder/message-text.tsx";
import { useRuleNames } from "../ladder/use-rule-names.ts";
import { useAccountParams } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { publishWords } from "../strings/publish.ts";
import { useText } from "../strings/text.ts";

const LAST = 500;
type Changed = Rehearsed["changed"][number];

const Side = ({
  answered,
  title,
  nameOf,
}: {
  readonly answered: Changed["before"];
  readonly title: string;
  readonly nameOf: (rule: string) => string;
}) => {
  const words = useText(publishWords);
  return (
    <td>
      <span className="visually-hidden">{title}：</span>
      <b>{answered.rule === null ? words.nobody : nameOf(answered.rule)}</b>
      {answered.says.map((message, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an answer is shown as a whole
        <div className="try-reply" key={place}>
          <MessageText message={message} />
        </div>
      ))}
    </td>
  );
};

const Result = ({ rehearsed }: { readonly rehearsed: Rehearsed }) => {
  const words = useText(publishWords);
  const nameOf = useRuleNames();
  const { compared, skipped, changed } = rehearsed;
  return (
    <div aria-live="polite">
      <p>
        <b>{words.rehearsed(compared, changed.length)}</b>{" "}
        {skipped > 0 && <span className="soft">{words.skipped(skipped)}</span>}
      </p>
      {changed.length === 0 ? (
        <p className="help">{words.same}</p>
      ) : (
        <table className="rehearsed">
          <thead>
            <tr>
              <th scope="col">{words.message}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ key, atMs, body, kind, before, after }) => (
              <tr key={key}>
                <td>
                  {body === "" ? kind : body}
                  <div className="soft">
                    <LocalTime atMs={atMs} />
                  </div>
                </td>
                <Side answered={before} title={words.before} nameOf={nameOf} />
                <Side answered={after} title={words.after} nameOf={nameOf} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
};

/** 预演: the last real messages through what is published and through the draft. */
export const Rehearsal = () => {
  const words = useText(publishWords);
  const params = useAccountParams();
  const ask = useAsk("POST /accounts/:account/rehearsal");
  return (
    <>
      <p className="help">{words.rehearsalHelp}</p>
      <Button loading={ask.isPending} onClick={() => ask.mutate({ params, body: { last: LAST } })}>
        {words.rehearse}
      </Button>
      {ask.error !== null && <LoadFailed error={ask.error} onRetry={() => ask.reset()} />}
      {ask.data !== undefined && <Result rehearsed={ask.data} />}
    </>
  );
};
