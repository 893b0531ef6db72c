import { App, Button, Checkbox, Tag } from "antd";
import { Link } from "react-router";
import type { DraftChange } from "../../server/admin/contract.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { LineDiff } from "../shell/line-diff.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { publishWords } from "../strings/publish.ts";
import { useSay, useText } from "../strings/text.ts";

const useDiscard = (change: DraftChange): (() => void) => {
  const words = useText(publishWords);
  const { modal } = App.useApp();
  const params = useAccountParams();
  const notice = useNotice();
  const discard = useSend("POST /accounts/:account/changes/discard");
  const { kind, id, name } = change;
  const drop = (): Promise<unknown> =>
    discard.mutateAsync({ params, body: { parts: [{ kind, id }] } }).catch(notice.failed);
  return () =>
    void modal.confirm({
      title: words.discardAsk(name),
      content: words.discardHelp,
      okText: words.discard,
      okButtonProps: { danger: true },
      onOk: drop,
    });
};

/** What a change does, in the operator's words, with its lines below. */
export const ChangeText = ({ change }: { readonly change: DraftChange }) => {
  const words = useText(publishWords);
  const say = useSay();
  return (
    <>
      <ul className="says">
        {change.says.map((each) => (
          <li key={each.en}>{say(each)}</li>
        ))}
      </ul>
      <details>
        <summary>{words.diff}</summary>
        <LineDiff
          before={change.before}
          after={change.after}
          label={`${words.diff}：${change.name}`}
        />
      </details>
    </>
  );
};

/** One change of the draft: whose it is, what it says, and whether it goes out. */
export const ChangeRow = ({
  change,
  isPicked,
  onPick,
}: {
  readonly change: DraftChange;
  readonly isPicked: boolean;
  readonly onPick: (on: boolean) => void;
}) => {
  const words = useText(publishWords);
  const path = useAccountPath();
  const mayWrite = useMay("write-rules");
  const discard = useDiscard(change);
  const { kind, id, name, what, author, authorName, atMs, conflict, file } = change;
  const isThere = kind === "rule" && what !== "removed";
  const edit = path(`/rules/edit/${encodeURIComponent(id)}`);
  return (
    <li className="block change">
      <div className="row">
        <Checkbox
          aria-label={words.pick(name)}
          checked={isPicked}
          onChange={({ target }) => onPick(target.checked)}
        />
        <Tag>{words[kind]}</Tag>
        <Tag color="processing">{words.what[what]}</Tag>
        {isThere ? <Link to={edit}>{name}</Link> : <b>{name}</b>}
        <span className="soft">
          {file} · {words.by(authorName === "" ? author : authorName)}
          {atMs !== null && (
            <>
              {" · "}
              <LocalTime atMs={atMs} />
            </>
          )}
        </span>
        <span className="spring" />
        {mayWrite && (
          <Button size="small" onClick={discard} aria-label={`${words.discard}：${name}`}>
            {words.discard}
          </Button>
        )}
      </div>
      {conflict && (
        <p className="problem">
          {words.conflict} {isThere && <Link to={edit}>{words.merge}</Link>}
        </p>
      )}
      <ChangeText change={change} />
    </li>
  );
};
