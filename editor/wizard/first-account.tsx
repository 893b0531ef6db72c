import { Button, Form } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useSend } from "../api/use-api.ts";
import { useNotice } from "../shell/use-notice.ts";
import { useText } from "../strings/text.ts";
import { wizardWords } from "../strings/wizard.ts";
import { AccountFields, EMPTY_ACCOUNT } from "./account-fields.tsx";
import { accountIdOf } from "./account-id.ts";
import { WizardPage } from "./wizard-page.tsx";

/** The first account: it lives on the local WeChat and needs no credentials. */
export const FirstAccount = () => {
  const words = useText(wizardWords);
  const navigate = useNavigate();
  const notice = useNotice();
  const send = useSend("POST /accounts");
  const [draft, setDraft] = useState(EMPTY_ACCOUNT);
  const save = (): void =>
    send.mutate(
      { body: { ...draft, id: accountIdOf(draft), name: draft.name.trim(), platform: "sandbox" } },
      {
        onSuccess: ({ id }) => {
          notice.done(words.made);
          void navigate(`/a/${id}/templates`);
        },
        onError: notice.failed,
      },
    );
  return (
    <WizardPage title={words.firstTitle}>
      <p className="help">{words.firstHelp}</p>
      <Form layout="vertical" className="block" onFinish={save}>
        <AccountFields draft={draft} onDraft={setDraft} />
        <div className="row">
          <Button
            type="primary"
            htmlType="submit"
            loading={send.isPending}
            disabled={draft.name.trim() === ""}
          >
            {words.create}
          </Button>
          <Link to="/connect">{words.realInstead}</Link>
        </div>
      </Form>
    </WizardPage>
  );
};
