import { randomBytes } from "node:crypto";
import type { TestCase } from "../../../engine/index.ts";
import type { CheckedCopy, CopyView } from "../../rules/copies.ts";
import { revisionOf } from "../../rules/copies.ts";
import { append, appendTest, removeAt } from "../../rules/edit-parts.ts";
import { dashColumn, indentTo, scalarOf } from "../../rules/entry-text.ts";
import type { RunTest } from "../../rules/run-tests.ts";
import { runTests } from "../../rules/run-tests.ts";
import { keyOf } from "../../rules/working-copy.ts";
import type { HandlersOf, SignedIn } from "../call.ts";
import type { AnswerOf, BodyOf, TestRow, TestRun } from "../contract.ts";
import { changeCopy, copyOf, ofView } from "../copy-calls.ts";
import type { Desk } from "../desk.ts";
import { readyRules, tryingCall, viewOf } from "../desk.ts";
import { Refusal } from "../refusal.ts";
import { checkRevision, partOf, placeOf } from "../rule-copy.ts";
import type { LastRun } from "../test-results.ts";
import { digestOf } from "../tokens.ts";

const done = { done: true } as const;

const namedIn = (test: TestCase | undefined): string[] => {
  const rules = (test?.steps ?? []).flatMap(({ expect }) => [
    ...(expect?.rule === null || expect?.rule === undefined ? [] : [expect.rule]),
    ...(expect?.also ?? []),
  ]);
  return [...new Set(rules)].filter((rule) => rule !== "none");
};

const rowsOf = (
  { view, tests }: CheckedCopy,
  runs: ReadonlyMap<string, LastRun>,
): readonly TestRow[] =>
  view.parts
    .filter(({ kind }) => kind === "test")
    .map((part) => {
      const test = tests.get(keyOf(part));
      const run = runs.get(keyOf(part));
      return {
        id: part.id,
        name: test?.name ?? scalarOf(part.text, "name") ?? "",
        file: part.file,
        text: part.text,
        revision: revisionOf(part),
        steps: test?.steps.length ?? 0,
        rules: namedIn(test),
        change: part.change,
        passed: run !== undefined && run.text === part.text ? run.passed : null,
      };
    });

/** A test run as the editor shows it. */
export const shownRun = ({ key, result, ms }: RunTest): TestRun => ({
  id: key.slice(key.indexOf("\n") + 1),
  name: result.name,
  passed: result.passed,
  ms,
  steps: result.steps.map(({ path, turns, failures }) => ({
    path,
    failures: failures.map((one) => ({ ...one })),
    seen: turns.flatMap(({ seen }) => [...seen]),
    trace: turns.map(({ outcome }) => outcome.trace),
  })),
});

const wantedTests = (
  { tests }: CheckedCopy,
  body: BodyOf<"POST /accounts/:account/tests-run">,
  last: ReadonlyMap<string, LastRun>,
) =>
  [...tests].filter(([key, test]) => {
    const id = key.slice(key.indexOf("\n") + 1);
    if (body.tests !== undefined && !body.tests.includes(id)) return false;
    const { rule } = body;
    if (rule === undefined) return true;
    return namedIn(test).includes(rule) || last.get(key)?.reached.has(rule) === true;
  });

const coverageOf = ({ rules }: CheckedCopy, runs: Iterable<LastRun>) => {
  const on = [...rules.values()].filter(({ enabled }) => enabled).map(({ id }) => id);
  const reached = new Set([...runs].flatMap((run) => [...run.reached]));
  const untested = on.filter((id) => !reached.has(id));
  return { rules: on.length, reached: on.length - untested.length, untested };
};

const run = async (
  desk: Desk,
  account: string,
  {
    me,
    body,
  }: { readonly me: SignedIn; readonly body: BodyOf<"POST /accounts/:account/tests-run"> },
): Promise<AnswerOf<"POST /accounts/:account/tests-run">> => {
  const view = await ofView(desk, account, copyOf(me, body.of));
  const checked = await desk.copies.check(view);
  const { ruleSet } = checked.compiled;
  if (ruleSet === null) throw new Refusal("account-refused");
  const of = { account, copy: view.copy };
  const wanted = wantedTests(checked, body, desk.testResults.of(of));
  const rules = readyRules(desk, { ...ruleSet, version: 1 });
  const runs = await runTests(wanted, rules, tryingCall(desk, account));
  const texts = new Map(view.parts.map((part) => [keyOf(part), part.text]));
  for (const { key, result } of runs) {
    const { passed, reached } = result;
    desk.testResults.note(of, key, { text: texts.get(key) ?? "", passed, reached });
  }
  const failed = runs.filter(({ result }) => !result.passed).length;
  const known = [...desk.testResults.of(of)].filter(([key, one]) => texts.get(key) === one.text);
  return {
    passed: runs.length - failed,
    failed,
    runs: runs.map(shownRun),
    coverage: coverageOf(
      checked,
      known.map(([, one]) => one),
    ),
  };
};

const testText = (text: string): string => {
  if (dashColumn(text) === null) throw new Refusal("cannot-read", { expected: "- name: …" });
  return text;
};
const newTest = (view: CopyView, body: BodyOf<"POST /accounts/:account/tests">, id: string) => {
  const entry = { kind: "test", id, text: testText(body.text) } as const;
  if (body.rule === undefined) return append(view.parts, entry);
  return appendTest(view.parts, entry, partOf(view, "rule", body.rule).file);
};

export const testHandlers = (
  desk: Desk,
): HandlersOf<
  | "GET /accounts/:account/tests"
  | "POST /accounts/:account/tests"
  | "PUT /accounts/:account/tests/:test"
  | "DELETE /accounts/:account/tests/:test"
  | "POST /accounts/:account/tests-run"
> => ({
  "GET /accounts/:account/tests": async ({ params, query, me }) => {
    const view = await viewOf(desk, params.account, me.member.id);
    const runs = desk.testResults.of({ account: params.account, copy: view.copy });
    const rows = rowsOf(await desk.copies.check(view), runs);
    const { rule } = query;
    return { tests: rows.filter(({ rules }) => rule === undefined || rules.includes(rule)) };
  },
  "POST /accounts/:account/tests": async (call) => {
    const id = `t-${randomBytes(6).toString("hex")}`;
    const view = await changeCopy(desk, call, {
      subject: () => id,
      change: (before) => newTest(before, call.body, id),
    });
    return { id, revision: revisionOf(partOf(view, "test", id)) };
  },
  "PUT /accounts/:account/tests/:test": async (call) => {
    const id = call.params.test;
    const { text, revision } = call.body;
    const view = await changeCopy(desk, call, {
      subject: () => id,
      change: (before) => {
        const part = partOf(before, "test", id);
        checkRevision(part, revision);
        const column = dashColumn(part.text);
        if (column === null) throw new Refusal("cannot-edit-here");
        const changed = { ...part, text: indentTo(testText(text), column) };
        return before.parts.map((one) => (one === part ? changed : one));
      },
      details: (before) => ({
        before: digestOf(partOf(before, "test", id).text),
        after: digestOf(text),
      }),
    });
    return { id, revision: revisionOf(partOf(view, "test", id)) };
  },
  "DELETE /accounts/:account/tests/:test": async (call) => {
    const id = call.params.test;
    await changeCopy(desk, call, {
      subject: () => id,
      change: (view) => {
        checkRevision(partOf(view, "test", id), call.query.revision);
        const left = removeAt(view.parts, placeOf(view, "test", id));
        if (left === null) throw new Refusal("cannot-edit-here");
        return left;
      },
    });
    return done;
  },
  "POST /accounts/:account/tests-run": ({ params, me, body }) =>
    run(desk, params.account, { me, body }),
});
