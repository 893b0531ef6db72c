import { Button } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { LogDetail } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { Ladder } from "../ladder/ladder.tsx";
import { useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { useDock } from "../shell/dock-state.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { saveFile } from "../shell/save-file.ts";
import { Scrolling } from "../shell/scrolling.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { messagesWords } from "../strings/messages.ts";
import { useText } from "../strings/text.ts";
import { SaveTestDialog } from "../tests/save-test-dialog.tsx";
import { OutcomeTag } from "./outcome-tag.tsx";
import { RulesAsTheyWere } from "./rules-as-they-were.tsx";
import "./messages.css";

const textOf = ({ event, body }: LogDetail): string => (event.kind === "text" ? event.text : body);

const Acts = ({ detail }: { readonly detail: LogDetail }) => {
  const words = useText(messagesWords);
  const notice = useNotice();
  const mayWrite = useMay("write-rules");
  const replay = useDock((dock) => dock.replay);
  const [isSaving, setSaving] = useState(false);
  const isText = detail.event.kind === "text";
  const copy = (): void => {
    navigator.clipboard.writeText(location.href).then(
      () => notice.done(words.copied),
      (error: unknown) => notice.failed(error),
    );
  };
  return (
    <div className="row">
      {isText && <Button onClick={() => replay(textOf(detail))}>{words.replay}</Button>}
      {isText && mayWrite && <Button onClick={() => setSaving(true)}>{words.save}</Button>}
      <Button onClick={copy}>{words.copyLink}</Button>
      <Button
        onClick={() =>
          saveFile(`${detail.key}.json`, JSON.stringify(detail, null, 2), "application/json")
        }
      >
        {words.download}
      </Button>
      {isSaving && (
        <SaveTestDialog text={textOf(detail)} rule={detail.rule} onClose={() => setSaving(false)} />
      )}
    </div>
  );
};

const Neighbours = ({ detail }: { readonly detail: LogDetail }) => {
  const words = useText(messagesWords);
  const path = useAccountPath();
  const to = (key: string): string => path(`/messages/${encodeURIComponent(key)}`);
  return (
    <>
      {detail.newer !== null && <Link to={to(detail.newer)}>← {words.newer}</Link>}
      {detail.older !== null && <Link to={to(detail.older)}>{words.older} →</Link>}
    </>
  );
};

const Detail = ({ detail }: { readonly detail: LogDetail }) => {
  const words = useText(messagesWords);
  const path = useAccountPath();
  const names = new Map(detail.rules.map(({ id, name }) => [id, name]));
  return (
    <>
      <div className="page-head">
        <h1>{words.detail}</h1>
        <OutcomeTag row={detail} />
        <LocalTime atMs={detail.atMs} />
        <span className="mono">{detail.follower}</span>
        <span className="spring" />
        <Neighbours detail={detail} />
      </div>
      <p className="block body-text">{detail.body}</p>
      <Acts detail={detail} />
      <div className="log-detail">
        <section className="block" aria-label={words.ladder}>
          <h2>{words.ladder}</h2>
          {detail.trace === null ? (
            <p className="help">{words.noTrace}</p>
          ) : (
            <Ladder
              steps={detail.trace.steps}
              names={{
                nameOf: (id) => names.get(id) ?? id,
                pathOf: (id) => path(`/rules/edit/${encodeURIComponent(id)}`),
              }}
            />
          )}
        </section>
        <div className="block">
          <h2>{words.tabs.event}</h2>
          <Scrolling label={words.tabs.event}>
            <pre>{JSON.stringify(detail.event, null, 2)}</pre>
          </Scrolling>
          <h2>{words.tabs.answer}</h2>
          <Scrolling label={words.tabs.answer}>
            <pre>{detail.answer === "" ? words.noAnswer : detail.answer}</pre>
          </Scrolling>
          <RulesAsTheyWere rules={detail.rules} />
        </div>
      </div>
    </>
  );
};

/** 轨迹: one delivery, how it was decided, and the rules as they were. */
export const LogDetailPage = () => {
  const words = useText(messagesWords);
  const { key = "" } = useParams();
  const params = { ...useAccountParams(), key };
  const path = useAccountPath();
  const detail = useApi("GET /accounts/:account/log/:key", { params });
  usePageTitle(words.detail);
  return (
    <div className="stack">
      <Link to={path("/messages")}>← {words.back}</Link>
      <Loaded query={detail}>{(data) => <Detail detail={data} />}</Loaded>
    </div>
  );
};
