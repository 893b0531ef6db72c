import { Button, Tag } from "antd";
import { Link } from "react-router";
import type { RuleDetail, TestRuns } from "../../../server/admin/contract.ts";
import { useAccountPath, useMay } from "../../shell/account.ts";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";

const TestState = ({ runs }: { readonly runs: TestRuns | null }) => {
  const words = useText(rulePageWords);
  if (runs === null) return null;
  if (runs.failed > 0) return <Tag color="error">{words.testsBad(runs.failed)}</Tag>;
  if (runs.passed === 0) return <Tag>{words.noTests}</Tag>;
  return <Tag color="success">{words.testsGood(runs.passed)}</Tag>;
};

const StateTags = ({
  detail,
  isDirty,
}: {
  readonly detail: RuleDetail;
  readonly isDirty: boolean;
}) => {
  const words = useText(rulePageWords);
  const isPublished = detail.published !== null && detail.base === null;
  return (
    <>
      <Tag color={isPublished ? "success" : "processing"}>
        {isPublished ? words.published : words.draft}
      </Tag>
      {isDirty && <Tag color="warning">{words.unsaved}</Tag>}
      {detail.isOff && <Tag color="error">{words.off}</Tag>}
    </>
  );
};

/** Name, state and what can be done with the rule. */
export const RuleHead = ({
  detail,
  isDirty,
  isSaving,
  isRunning,
  runs,
  onSave,
  onRun,
  onWhy,
}: {
  readonly detail: RuleDetail;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly isRunning: boolean;
  readonly runs: TestRuns | null;
  readonly onSave: () => void;
  readonly onRun: () => void;
  readonly onWhy: () => void;
}) => {
  const words = useText(rulePageWords);
  const path = useAccountPath();
  const mayWrite = useMay("write-rules");
  return (
    <div className="page-head">
      <Link to={path("/rules")}>← {words.back}</Link>
      <h1>{detail.rule?.name ?? detail.id}</h1>
      <StateTags detail={detail} isDirty={isDirty} />
      <span aria-live="polite">
        <TestState runs={runs} />
      </span>
      <span className="spring" />
      <Button onClick={onWhy}>{words.whyNot}</Button>
      <Button onClick={onRun} loading={isRunning}>
        {words.runTests}
      </Button>
      {mayWrite && (
        <Button
          type={isDirty ? "primary" : "default"}
          disabled={!isDirty}
          loading={isSaving}
          onClick={onSave}
          title="Ctrl+S"
        >
          {words.save}
        </Button>
      )}
      <Link to={path("/publish")}>
        <Button type={isDirty ? "default" : "primary"}>{words.publish}</Button>
      </Link>
    </div>
  );
};
