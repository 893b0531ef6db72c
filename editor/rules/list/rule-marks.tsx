import { Tag } from "antd";
import type { RuleRow } from "../../../server/admin/contract.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useText } from "../../strings/text.ts";

const TestMark = ({ tests }: { readonly tests: RuleRow["tests"] }) => {
  const words = useText(ruleListWords);
  const { total, passed, failed } = tests;
  if (total > 0 && passed + failed === 0) return <Tag>{words.testsWaiting(total)}</Tag>;
  if (total === 0) return <Tag>{words.noTests}</Tag>;
  return <Tag color={failed > 0 ? "error" : "success"}>{words.tests(passed, failed)}</Tag>;
};

/** What one should know of a rule: mistakes, conflicts, draft, tests. Words, not colours alone. */
export const RuleMarks = ({ row }: { readonly row: RuleRow }) => {
  const words = useText(ruleListWords);
  return (
    <span className="marks">
      {row.errors > 0 && <Tag color="error">{words.errors(row.errors)}</Tag>}
      {row.isOff && <Tag color="error">{words.off}</Tag>}
      {row.conflict && <Tag color="error">{words.conflict}</Tag>}
      {row.warnings > 0 && <Tag color="warning">{words.warnings(row.warnings)}</Tag>}
      {row.overlaps && <Tag color="warning">{words.overlap}</Tag>}
      {row.change !== null && <Tag color="processing">{words.changes[row.change]}</Tag>}
      {row.hasActive && <Tag>{words.active}</Tag>}
      <TestMark tests={row.tests} />
    </span>
  );
};
