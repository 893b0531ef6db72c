import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { BodyOf } from "../../server/admin/contract.ts";
import { useSend } from "../api/use-api.ts";
import { useNotice } from "../shell/use-notice.ts";
import { useText } from "../strings/text.ts";
import { wizardWords } from "../strings/wizard.ts";
import type { AccountDraft } from "./account-fields.tsx";
import { AccountFields, EMPTY_ACCOUNT } from "./account-fields.tsx";
import { accountIdOf } from "./account-id.ts";
import { ConnectionFacts } from "./connection-facts.tsx";
import { WizardPage } from "./wizard-page.tsx";

type Mode = "safe" | "compatible" | "plain";
interface RealDraft extends AccountDraft {
  readonly appId: string;
  readonly appSecret: string;
  readonly originalId: string;
  readonly mode: Mode;
}
const EMPTY: RealDraft = {
  ...EMPTY_ACCOUNT,
  appId: "",
  appSecret: "",
  originalId: "",
  mode: "safe",
};
const MODES: readonly Mode[] = ["safe", "compatible", "plain"];

const bodyOf = (draft: RealDraft): BodyOf<"POST /accounts"> => {
  const { appId, appSecret, originalId, kind, verified, mode, name } = draft;
  const given = { appId, appSecret, originalId };
  const filled = Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      value.trim() === "" ? [] : [[key, value.trim()]],
    ),
  );
  const id = accountIdOf(draft);
  return { id, name: name.trim(), kind, verified, mode, platform: "wechat", ...filled };
};

const Credentials = ({
  draft,
  onDraft,
}: {
  readonly draft: RealDraft;
  readonly onDraft: (draft: RealDraft) => void;
}) => {
  const words = useText(wizardWords);
  const fields = [
    { name: "originalId", label: words.originalId },
    { name: "appId", label: words.appId },
  ] as const;
  return (
    <>
      {fields.map(({ name, label }) => (
        <Form.Item key={name} label={label} htmlFor={`connect-${name}`}>
          <Input
            id={`connect-${name}`}
            value={draft[name]}
            onChange={({ target }) => onDraft({ ...draft, [name]: target.value })}
          />
        </Form.Item>
      ))}
      <Form.Item label={words.appSecret} htmlFor="connect-secret">
        <Input.Password
          id="connect-secret"
          autoComplete="off"
          value={draft.appSecret}
          onChange={({ target }) => onDraft({ ...draft, appSecret: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.mode} htmlFor="connect-mode">
        <Radio.Group
          id="connect-mode"
          aria-label={words.mode}
          value={draft.mode}
          options={MODES.map((value) => ({ value, label: words.modes[value] }))}
          onChange={({ target }) => onDraft({ ...draft, mode: target.value })}
        />
      </Form.Item>
    </>
  );
};

const Steps = ({ place }: { readonly place: number }) => {
  const words = useText(wizardWords);
  return (
    <ol className="wizard-steps">
      {words.steps.map((step, at) => (
        <li key={step} {...(at === place ? { "aria-current": "step" as const } : {})}>
          {step}
        </li>
      ))}
    </ol>
  );
};

/** Connects a real account: what it is, what to copy into WeChat's console, and the light that turns on. */
export const ConnectAccount = () => {
  const words = useText(wizardWords);
  const notice = useNotice();
  const send = useSend("POST /accounts");
  const [draft, setDraft] = useState(EMPTY);
  const made = send.data?.id ?? null;
  const save = (): void => send.mutate({ body: bodyOf(draft) }, { onError: notice.failed });
  return (
    <WizardPage title={words.connectTitle}>
      <Steps place={made === null ? 0 : 1} />
      {made === null ? (
        <Form layout="vertical" className="block" onFinish={save}>
          <p className="help">{words.connectHelp}</p>
          <AccountFields draft={draft} onDraft={(next) => setDraft({ ...draft, ...next })} />
          <Credentials draft={draft} onDraft={setDraft} />
          <Button
            type="primary"
            htmlType="submit"
            loading={send.isPending}
            disabled={draft.name.trim() === ""}
          >
            {words.next}
          </Button>
        </Form>
      ) : (
        <section className="block">
          <ConnectionFacts account={made} />
          <Link to={`/a/${made}`}>
            <Button type="primary">{words.finish}</Button>
          </Link>
        </section>
      )}
    </WizardPage>
  );
};
