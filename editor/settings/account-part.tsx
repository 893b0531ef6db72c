import { Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { AccountDetail, AnswerOf } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { settingsWords } from "../strings/settings.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { ConnectionFacts } from "../wizard/connection-facts.tsx";

const Facts = ({ detail }: { readonly detail: AccountDetail }) => {
  const words = useText(settingsWords);
  const shell = useText(shellWords);
  const facts: readonly (readonly [string, string | number])[] = [
    [words.name, detail.name],
    ["ID", detail.id],
    [words.kind, words.kinds[detail.kind]],
    [words.verified, detail.verified ? shell.yes : shell.no],
    [words.platform, words.platforms[detail.platform]],
    [words.originalId, detail.originalId ?? shell.none],
    [words.appId, detail.appId ?? shell.none],
    [words.mode, words.modes[detail.mode]],
    [words.timezone, detail.timezone],
    [words.rules, detail.rules],
    [words.tests, detail.tests],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

type File = AnswerOf<"GET /accounts/:account/settings">;

const SettingsFile = ({ file }: { readonly file: File }) => {
  const words = useText(settingsWords);
  const params = useAccountParams();
  const notice = useNotice();
  const send = useSend("PUT /accounts/:account/settings");
  const [text, setText] = useState(file.text);
  const save = (): void =>
    send.mutate(
      { params, body: { text, revision: file.revision } },
      { onSuccess: () => notice.done(words.saved), onError: notice.failed },
    );
  return (
    <>
      <label htmlFor="account-file">{words.file}</label>
      <p className="help">{words.fileHelp}</p>
      <Input.TextArea
        id="account-file"
        className="code"
        spellCheck={false}
        autoSize={{ minRows: 10, maxRows: 30 }}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p>
        <Button
          type="primary"
          disabled={text === file.text}
          loading={send.isPending}
          onClick={save}
        >
          {words.save}
        </Button>
      </p>
    </>
  );
};

/** What the account is, how it is connected, and its file. */
export const AccountPart = ({ mayManage }: { readonly mayManage: boolean }) => {
  const words = useText(settingsWords);
  const shell = useText(shellWords);
  const params = useAccountParams();
  const detail = useApi("GET /accounts/:account", { params });
  const file = useApi("GET /accounts/:account/settings", { params }, { when: mayManage });
  return (
    <div className="stack">
      <section className="block">
        <Loaded query={detail}>{(data) => <Facts detail={data} />}</Loaded>
      </section>
      {mayManage && (
        <section className="block" aria-label={words.connection}>
          <div className="page-head">
            <h2>{words.connection}</h2>
            <span className="spring" />
            <Link to="/connect">{shell.addAccount}</Link>
          </div>
          <ConnectionFacts account={params.account} />
        </section>
      )}
      {mayManage && (
        <section className="block">
          <Loaded query={file}>{(data) => <SettingsFile key={data.revision} file={data} />}</Loaded>
        </section>
      )}
    </div>
  );
};
