import { Alert } from "antd";
import { Link } from "react-router";
import { TestFailures } from "../rules/page/test-failures.tsx";
import { useAccountPath } from "../shell/account.ts";
import { publishWords } from "../strings/publish.ts";
import { useSay, useText } from "../strings/text.ts";
import { Rehearsal } from "./rehearsal.tsx";
import type { Gates } from "./use-gates.ts";

const Checked = ({ checked }: { readonly checked: Gates["checked"] }) => {
  const words = useText(publishWords);
  const say = useSay();
  const path = useAccountPath();
  if (checked === null) return <p className="help">{words.checking}</p>;
  const { errors, warnings, rules, problems } = checked;
  const wrong = problems.filter(({ diagnostic }) => diagnostic.severity === "error");
  return (
    <>
      <Alert
        type={errors > 0 ? "error" : "success"}
        showIcon
        title={errors > 0 ? words.checkBad(errors) : words.checkGood(rules)}
        description={warnings > 0 ? words.warnings(warnings) : undefined}
      />
      <ul className="says">
        {wrong.map(({ rule, says, diagnostic }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
          <li key={place}>
            {rule === null ? (
              diagnostic.file
            ) : (
              <Link to={path(`/rules/edit/${encodeURIComponent(rule)}`)}>{rule}</Link>
            )}
            ：{say(says)}
          </li>
        ))}
      </ul>
    </>
  );
};

const Tested = ({ runs }: { readonly runs: Gates["runs"] }) => {
  const words = useText(publishWords);
  if (runs === null) return <p className="help">{words.testing}</p>;
  const { passed, failed } = runs;
  const good = passed === 0 ? words.noTests : words.testsGood(passed);
  return (
    <>
      <Alert
        type={failed > 0 ? "error" : "success"}
        showIcon
        title={failed > 0 ? words.testsBad(failed) : good}
      />
      <TestFailures runs={runs.runs} />
    </>
  );
};

/** 校验, 测试, 预演: what is looked at before a draft goes out. */
export const GateList = ({ gates }: { readonly gates: Gates }) => {
  const words = useText(publishWords);
  const { check, tests, rehearsal } = words.steps;
  return (
    <>
      <section className="block" aria-label={check}>
        <h2>{check}</h2>
        <Checked checked={gates.checked} />
      </section>
      <section className="block" aria-label={tests}>
        <h2>{tests}</h2>
        <Tested runs={gates.runs} />
      </section>
      <section className="block" aria-label={rehearsal}>
        <h2>{rehearsal}</h2>
        <Rehearsal />
      </section>
    </>
  );
};
