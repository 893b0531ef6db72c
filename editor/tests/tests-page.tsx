import { App, Button, Empty, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { TestRow, TestRuns } from "../../server/admin/contract.ts";
import { useApi, useAsk, useSend } from "../api/use-api.ts";
import { useRuleNames } from "../ladder/use-rule-names.ts";
import { TestFailures } from "../rules/page/test-failures.tsx";
import { useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { testsWords } from "../strings/tests.ts";
import { useText } from "../strings/text.ts";
import { EditTestDialog } from "./edit-test-dialog.tsx";
import { SaveTestDialog } from "./save-test-dialog.tsx";
import "../publish/publish.css";
import "../rules/page/rule-page.css";

const Result = ({ passed }: { readonly passed: boolean | null }) => {
  const words = useText(testsWords);
  if (passed === null) return <Tag>{words.never}</Tag>;
  return <Tag color={passed ? "success" : "error"}>{passed ? words.passed : words.failed}</Tag>;
};

const Coverage = ({ runs }: { readonly runs: TestRuns }) => {
  const words = useText(testsWords);
  const path = useAccountPath();
  const nameOf = useRuleNames();
  const { rules, reached, untested } = runs.coverage;
  return (
    <section className="block" aria-live="polite">
      <h2>{words.summary(runs.passed, runs.failed)}</h2>
      <p>{words.coverage(reached, rules)}</p>
      {untested.length > 0 && (
        <details>
          <summary>{words.untested}</summary>
          <ul>
            {untested.map((rule) => (
              <li key={rule}>
                <Link to={path(`/rules/edit/${encodeURIComponent(rule)}`)}>{nameOf(rule)}</Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const useRemove = (test: TestRow): (() => void) => {
  const words = useText(testsWords);
  const { modal } = App.useApp();
  const params = { ...useAccountParams(), test: test.id };
  const notice = useNotice();
  const send = useSend("DELETE /accounts/:account/tests/:test");
  const remove = (): Promise<unknown> =>
    send.mutateAsync({ params, query: { revision: test.revision } }).catch(notice.failed);
  return () =>
    void modal.confirm({
      title: words.removeAsk(test.name),
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: remove,
    });
};

const Row = ({
  test,
  passed,
  nameOf,
  onEdit,
  onRun,
}: {
  readonly test: TestRow;
  readonly passed: boolean | null;
  readonly nameOf: (rule: string) => string;
  readonly onEdit: () => void;
  readonly onRun: () => void;
}) => {
  const words = useText(testsWords);
  const path = useAccountPath();
  const mayWrite = useMay("write-rules");
  const remove = useRemove(test);
  const { name, rules, steps, file } = test;
  return (
    <tr>
      <td>{name}</td>
      <td>
        {rules.map((rule) => (
          <div key={rule}>
            <Link to={path(`/rules/edit/${encodeURIComponent(rule)}`)}>{nameOf(rule)}</Link>
          </div>
        ))}
      </td>
      <td>{steps}</td>
      <td>
        <Result passed={passed} />
      </td>
      <td className="soft">{file}</td>
      <td>
        <div className="row">
          <Button size="small" onClick={onRun} aria-label={`${words.run}：${name}`}>
            {words.run}
          </Button>
          {mayWrite && (
            <>
              <Button size="small" onClick={onEdit} aria-label={`${words.edit}：${name}`}>
                {words.edit}
              </Button>
              <Button size="small" danger onClick={remove} aria-label={`${words.remove}：${name}`}>
                {words.remove}
              </Button>
            </>
          )}
        </div>
      </td>
    </tr>
  );
};

const TestTable = ({
  tests,
  runs,
  onEdit,
  onRun,
}: {
  readonly tests: readonly TestRow[];
  readonly runs: TestRuns | null;
  readonly onEdit: (test: TestRow) => void;
  readonly onRun: (id: string) => void;
}) => {
  const words = useText(testsWords);
  const { name, rules, steps, result, file, actions } = words.columns;
  const nameOf = useRuleNames();
  const results = new Map(runs?.runs.map(({ id, passed }) => [id, passed]));
  return (
    <WideTable label={words.title} titles={[name, rules, steps, result, file, actions]}>
      {tests.map((test) => (
        <Row
          key={test.id}
          test={test}
          nameOf={nameOf}
          passed={results.get(test.id) ?? test.passed}
          onEdit={() => onEdit(test)}
          onRun={() => onRun(test.id)}
        />
      ))}
    </WideTable>
  );
};

/** 测试用例: what should be answered, whether it is, and what no test reaches. */
export const TestsPage = () => {
  const words = useText(testsWords);
  const params = useAccountParams();
  const notice = useNotice();
  const mayWrite = useMay("write-rules");
  const tests = useApi("GET /accounts/:account/tests", { params, query: {} });
  const run = useAsk("POST /accounts/:account/tests-run");
  const [edited, setEdited] = useState<TestRow | null>(null);
  const [isAdding, setAdding] = useState(false);
  usePageTitle(words.title);
  const start = (only?: string): void => {
    const some = only === undefined ? {} : { tests: [only] };
    run.mutate({ params, body: { of: "draft", ...some } }, { onError: notice.failed });
  };
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{words.title}</h1>
        <span className="spring" />
        {mayWrite && <Button onClick={() => setAdding(true)}>{words.add}</Button>}
        <Button type="primary" loading={run.isPending} onClick={() => start()}>
          {words.runAll}
        </Button>
      </div>
      <p className="help">{words.help}</p>
      {run.data !== undefined && (
        <>
          <Coverage runs={run.data} />
          <TestFailures runs={run.data.runs} />
        </>
      )}
      <Loaded query={tests}>
        {({ tests: all }) =>
          all.length === 0 ? (
            <Empty description={`${words.empty}。${words.emptyHelp}`} />
          ) : (
            <TestTable tests={all} runs={run.data ?? null} onEdit={setEdited} onRun={start} />
          )
        }
      </Loaded>
      {edited !== null && (
        <EditTestDialog key={edited.id} test={edited} onClose={() => setEdited(null)} />
      )}
      {isAdding && <SaveTestDialog text="" rule="" onClose={() => setAdding(false)} />}
    </div>
  );
};
