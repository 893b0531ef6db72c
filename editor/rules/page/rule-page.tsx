import { Alert, Button } from "antd";
import { useMemo, useState } from "react";
import { Link, useParams } from "react-router";
import type { Diagnostic } from "../../../engine/index.ts";
import type { RuleDetail } from "../../../server/admin/contract.ts";
import { ApiProblem } from "../../api/problem.ts";
import { useApi, useAsk } from "../../api/use-api.ts";
import { useAccountParams, useAccountPath, useMay } from "../../shell/account.ts";
import { Lazy } from "../../shell/lazy.tsx";
import { Loaded } from "../../shell/loaded.tsx";
import { useNotice } from "../../shell/use-notice.ts";
import { usePageTitle } from "../../shell/use-page-title.ts";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useSay, useText } from "../../strings/text.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { RuleHead } from "./rule-head.tsx";
import { RuleProblems } from "./rule-problems.tsx";
import { TestFailures } from "./test-failures.tsx";
import { useRuleText } from "./use-rule-text.ts";
import { useSaveKey } from "./use-save-key.ts";
import { useUnsavedGuard } from "./use-unsaved-guard.ts";
import { WhyNotDialog } from "./why-not-dialog.tsx";
import "./rule-page.css";

const EditorPane = Lazy(async () => (await import("./editor-pane.tsx")).EditorPane);
const NONE: readonly Diagnostic[] = [];

const useRuns = (rule: string) => {
  const params = useAccountParams();
  const notice = useNotice();
  const run = useAsk("POST /accounts/:account/tests-run");
  const start = (): void =>
    run.mutate({ params, body: { of: "draft", rule } }, { onError: notice.failed });
  return { runs: run.data ?? null, isRunning: run.isPending, start };
};

const Editing = ({ detail }: { readonly detail: RuleDetail }) => {
  const words = useText(rulePageWords);
  const say = useSay();
  const notice = useNotice();
  const mayWrite = useMay("write-rules");
  const editing = useRuleText(detail);
  const { runs, isRunning, start } = useRuns(detail.id);
  const [isAsking, setAsking] = useState(false);
  const save = (merged?: { readonly text: string; readonly revision: string }): void => {
    if (!mayWrite || (merged === undefined && !editing.isDirty)) return;
    // Saving over it would take the colleague's change away without a word.
    if (merged === undefined && detail.conflict) {
      editing.look();
      return;
    }
    editing.save(merged).then((saved) => {
      if (saved === null) return;
      notice.done(words.saved);
      start();
    }, notice.failed);
  };
  useSaveKey(() => save());
  useUnsavedGuard(editing.isDirty);
  const name = detail.rule?.name ?? detail.id;
  usePageTitle(name);
  const { clash } = editing;
  const told = useMemo(
    () => detail.problems.map(({ diagnostic }) => diagnostic),
    [detail.problems],
  );
  return (
    <div className="rule-page">
      <RuleHead
        {...{ detail, runs, isRunning }}
        isDirty={editing.isDirty}
        isSaving={editing.isSaving}
        onSave={() => save()}
        onRun={start}
        onWhy={() => setAsking(true)}
      />
      {detail.conflict && (
        <Alert
          type="warning"
          showIcon
          title={words.conflict}
          action={<Button onClick={editing.look}>{words.resolve}</Button>}
        />
      )}
      <p className="help">{say(detail.sentence)}</p>
      <EditorPane
        rule={detail.id}
        text={editing.text}
        onText={editing.setText}
        diagnostics={editing.text === detail.text ? told : NONE}
        isReadOnly={!mayWrite}
      />
      <RuleProblems problems={detail.problems} />
      {runs !== null && <TestFailures runs={runs.runs} />}
      {isAsking && <WhyNotDialog rule={detail.id} name={name} onClose={() => setAsking(false)} />}
      {clash !== null && (
        <MergeDialog
          clash={clash}
          isBusy={editing.isSaving}
          onSave={(text) => save({ text, revision: clash.revision })}
          onClose={editing.dropClash}
        />
      )}
    </div>
  );
};

const Gone = () => {
  const words = useText(rulePageWords);
  const path = useAccountPath();
  usePageTitle(words.gone);
  return (
    <div className="block">
      <h1>{words.gone}</h1>
      <Link to={path("/rules")}>{words.back}</Link>
    </div>
  );
};

/** One rule: its text, its problems and tests, and why it did not answer. */
export const RulePage = () => {
  const { rule = "" } = useParams();
  const params = { ...useAccountParams(), rule };
  const detail = useApi("GET /accounts/:account/rules/:rule", { params, query: {} });
  if (detail.error instanceof ApiProblem && detail.error.code === "not-found") return <Gone />;
  return <Loaded query={detail}>{(data) => <Editing key={data.id} detail={data} />}</Loaded>;
};
