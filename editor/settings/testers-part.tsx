import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { AnswerOf, BodyOf } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { useMe } from "../shell/session.ts";
import { useNotice } from "../shell/use-notice.ts";
import { settingsWords } from "../strings/settings.ts";
import { useText } from "../strings/text.ts";

type Testers = AnswerOf<"GET /accounts/:account/testers">["testers"];
type Listed = BodyOf<"PUT /accounts/:account/testers">["testers"];
const EMPTY = { openid: "", name: "" };

const Editing = ({ testers }: { readonly testers: Testers }) => {
  const words = useText(settingsWords);
  const params = useAccountParams();
  const notice = useNotice();
  const mayPublish = useMay("publish");
  const send = useSend("PUT /accounts/:account/testers");
  const [fresh, setFresh] = useState(EMPTY);
  const me = useMe().id;
  const kept = testers.map(({ openid, name }) => ({ openid, name }));
  const others = (openid: string) => kept.filter((each) => each.openid !== openid);
  const put = (next: Listed): void =>
    send.mutate(
      { params, body: { testers: next } },
      {
        onSuccess: () => {
          setFresh(EMPTY);
          notice.done(words.saved);
        },
        onError: notice.failed,
      },
    );
  return (
    <>
      {testers.length === 0 && <p className="help">{words.noTesters}</p>}
      <ul>
        {testers.map(({ openid, name, copy, copyName }) => (
          <li key={openid} className="row">
            <b>{name}</b> <code>{openid}</code>
            <span className="soft">{words.testerDraft(copyName)}</span>
            {mayPublish && copy !== me && (
              <Button
                size="small"
                onClick={() => put([...others(openid), { openid, name, mine: true }])}
              >
                {words.takeTester(name === "" ? openid : name)}
              </Button>
            )}
            {mayPublish && (
              <Button size="small" onClick={() => put(others(openid))}>
                {words.removeTester(name === "" ? openid : name)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayPublish && (
        <Form
          layout="vertical"
          className="narrow"
          onFinish={() => put([...kept, { openid: fresh.openid.trim(), name: fresh.name.trim() }])}
        >
          <Form.Item label={words.openid} htmlFor="tester-openid" extra={words.openidHelp}>
            <Input
              id="tester-openid"
              maxLength={64}
              value={fresh.openid}
              onChange={({ target }) => setFresh({ ...fresh, openid: target.value })}
            />
          </Form.Item>
          <Form.Item label={words.testerName} htmlFor="tester-name">
            <Input
              id="tester-name"
              maxLength={64}
              value={fresh.name}
              onChange={({ target }) => setFresh({ ...fresh, name: target.value })}
            />
          </Form.Item>
          <Button
            type="primary"
            htmlType="submit"
            loading={send.isPending}
            disabled={fresh.openid.trim() === ""}
          >
            {words.addTester}
          </Button>
        </Form>
      )}
    </>
  );
};

/** 测试白名单: openids that get the draft's answers on the real account. */
export const TestersPart = () => {
  const words = useText(settingsWords);
  const params = useAccountParams();
  const testers = useApi("GET /accounts/:account/testers", { params });
  return (
    <section className="block" aria-label={words.tabs.testers}>
      <p className="help">{words.testersHelp}</p>
      <Loaded query={testers}>{({ testers: all }) => <Editing testers={all} />}</Loaded>
    </section>
  );
};
