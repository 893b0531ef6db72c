import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useSend } from "../../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../../shell/account.ts";
import { useNotice } from "../../shell/use-notice.ts";
import { usePageTitle } from "../../shell/use-page-title.ts";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";
import { NewRuleYaml } from "./new-rule-yaml.tsx";
import { QuickForm } from "./quick-form.tsx";
import "./rule-page.css";

/** A new rule: two fields, or a template, or YAML. */
export const NewRulePage = () => {
  const words = useText(rulePageWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const navigate = useNavigate();
  const notice = useNotice();
  const [search] = useSearchParams();
  const [isYaml, setYaml] = useState(false);
  const send = useSend("POST /accounts/:account/rules");
  usePageTitle(words.newTitle);
  const save = (text: string): void =>
    send.mutate(
      { params, body: { text } },
      {
        onSuccess: ({ id }) => {
          notice.done(words.saved);
          void navigate(path(`/rules/edit/${encodeURIComponent(id)}`));
        },
        onError: notice.failed,
      },
    );
  return (
    <div className="new-rule">
      <div className="page-head">
        <h1>{words.newTitle}</h1>
        <span className="spring" />
        <Link to={path("/templates")}>{words.fromTemplate}</Link>
        <Button onClick={() => setYaml(!isYaml)} aria-pressed={isYaml}>
          {words.asYaml}
        </Button>
      </div>
      {isYaml ? (
        <NewRuleYaml isBusy={send.isPending} onSave={save} />
      ) : (
        <QuickForm isBusy={send.isPending} onSave={save} keywords={search.get("keywords") ?? ""} />
      )}
    </div>
  );
};
