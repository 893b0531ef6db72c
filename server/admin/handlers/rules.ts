import type { TestCase } from "../../../engine/index.ts";
import type { CheckedCopy, CopyView } from "../../rules/copies.ts";
import { append, insertAfter, moveAfter, removeAt } from "../../rules/edit-parts.ts";
import { dashColumn, indentTo, scalarOf, setScalar } from "../../rules/entry-text.ts";
import { byFile } from "../../rules/working-copy.ts";
import type { SourcePart } from "../../storage/sources.ts";
import type { Call, HandlersOf, SignedIn } from "../call.ts";
import { bringsCode } from "../code-right.ts";
import type { BodyOf, QueryOf, Right, RouteName, RuleList, RuleRow } from "../contract.ts";
import { changeCopy, copyOf, ofView } from "../copy-calls.ts";
import type { Desk } from "../desk.ts";
import { registryOf } from "../desk.ts";
import { Refusal } from "../refusal.ts";
import { checkRevision, idIn, partOf, placeOf, ruleDetail, withFreeId } from "../rule-copy.ts";
import type { RowSource } from "../rule-rows.ts";
import { filterOf, rowOf, sorted } from "../rule-rows.ts";
import type { LastRun } from "../test-results.ts";
import { digestOf } from "../tokens.ts";

const done = { done: true } as const;
const PAGE = 50;

const rulesIn = (test: TestCase): readonly string[] =>
  test.steps.flatMap(({ expect }) =>
    expect === null ? [] : [...(expect.rule === null ? [] : [expect.rule]), ...(expect.also ?? [])],
  );
/** Which tests concern a rule: those that name it, and those that reached it. */
const testsByRule = (
  checked: CheckedCopy | null,
  runs: ReadonlyMap<string, LastRun>,
): RowSource["tests"] => {
  const byRule = new Map<string, (LastRun | null)[]>();
  if (checked === null) return byRule;
  const texts = new Map(checked.view.parts.map((part) => [`${part.kind}\n${part.id}`, part.text]));
  for (const [key, test] of checked.tests) {
    const last = runs.get(key);
    const run = last !== undefined && last.text === texts.get(key) ? last : null;
    for (const id of new Set([...rulesIn(test), ...(run?.reached ?? [])])) {
      const list = byRule.get(id) ?? [];
      list.push(run);
      byRule.set(id, list);
    }
  }
  return byRule;
};

/** A copy without changes is what is served: its rules are known before the check is done. */
const quickRules = async (desk: Desk, view: CopyView) => {
  const ruleSet = await desk.store.ruleSet(view.account, "active");
  return new Map((ruleSet?.rules ?? []).map((rule) => [rule.id, rule]));
};
const rowSource = async (desk: Desk, view: CopyView): Promise<RowSource> => {
  const { account, copy } = view;
  const isShared = view.draft.parts.length === 0;
  const checked = isShared ? desk.copies.peek(view) : await desk.copies.check(view);
  const rules = checked?.rules ?? (await quickRules(desk, view));
  const timezone = (await desk.store.ruleSet(account, "active"))?.account.timezone;
  return {
    view,
    rules,
    problems: checked?.problems ?? null,
    registry: registryOf(desk, account),
    hits: await desk.hits.of(account, timezone ?? "Asia/Shanghai"),
    off: await desk.library.ruleSets.rulesOff(account),
    tests: testsByRule(checked, desk.testResults.of({ account, copy })),
  };
};

const counted = (rows: readonly RuleRow[]): Pick<RuleList, "families" | "groups"> => {
  const families = { all: rows.length, keyword: 0, follow: 0, message: 0, other: 0 };
  const groups = new Map<string, number>();
  for (const row of rows) {
    for (const family of row.families) families[family] += 1;
    if (row.group !== "") groups.set(row.group, (groups.get(row.group) ?? 0) + 1);
  }
  return { families, groups: [...groups].map(([name, count]) => ({ name, count })) };
};
const listRules = async (
  desk: Desk,
  view: CopyView,
  query: QueryOf<"GET /accounts/:account/rules">,
): Promise<RuleList> => {
  const from = await rowSource(desk, view);
  const rows = view.parts.filter(({ kind }) => kind === "rule").map((part) => rowOf(part, from));
  const wanted = sorted(rows.filter(filterOf(query, from.rules)), query.sort);
  const start = query.offset ?? 0;
  return {
    total: wanted.length,
    rows: wanted.slice(start, start + (query.limit ?? PAGE)),
    isChecked: from.problems !== null,
    ...counted(rows),
  };
};

type Setting = BodyOf<"POST /accounts/:account/rules-bulk">["set"];
const setIn = (text: string, set: Setting): string | null => {
  if (set.kind === "enabled") {
    if (!set.value) return setScalar(text, "enabled", "false");
    return setScalar(text, "enabled", null) ?? setScalar(text, "enabled", "true");
  }
  if (set.kind === "priority") return setScalar(text, "priority", String(set.value));
  if (set.kind === "group") return setScalar(text, "group", set.value === "" ? null : set.value);
  return null;
};
type Bulk = { readonly parts: readonly SourcePart[]; readonly failed: readonly string[] };
const placeIn = (parts: readonly SourcePart[], id: string): number =>
  parts.findIndex((part) => part.kind === "rule" && part.id === id);
const bulkRemove = (from: readonly SourcePart[], ids: readonly string[]): Bulk =>
  ids.reduce<Bulk>(
    ({ parts, failed }, id) => {
      const left = removeAt(parts, placeIn(parts, id));
      return left === null ? { parts, failed: [...failed, id] } : { parts: left, failed };
    },
    { parts: from, failed: [] },
  );
/** Changes what it can; rules that stand in brackets are left and named. */
const bulkChange = (
  { parts }: CopyView,
  { rules, set }: BodyOf<"POST /accounts/:account/rules-bulk">,
): Bulk => {
  if (set.kind === "removed") return bulkRemove(parts, rules);
  const wanted = new Set(rules);
  const done = new Set<string>();
  const changed = parts.map((part) => {
    if (part.kind !== "rule" || !wanted.has(part.id)) return part;
    const text = setIn(part.text, set);
    if (text === null) return part;
    done.add(part.id);
    return { ...part, text };
  });
  return { parts: changed, failed: rules.filter((id) => !done.has(id)) };
};

type RuleCall = {
  readonly me: SignedIn;
  readonly can: (right: Right) => boolean;
  readonly params: { readonly account: string };
};
const refuseCode = (
  desk: Desk,
  { can, params }: RuleCall,
  text: string,
  before: string | null,
): void => {
  if (can("code")) return;
  if (bringsCode(text, before, desk.plugins.data(params.account))) throw new Refusal("needs-code");
};

type RuleRoutes =
  | "GET /accounts/:account/rules"
  | "POST /accounts/:account/rules"
  | "POST /accounts/:account/rules-bulk"
  | "GET /accounts/:account/rules/:rule"
  | "PUT /accounts/:account/rules/:rule"
  | "DELETE /accounts/:account/rules/:rule"
  | "POST /accounts/:account/rules/:rule/copy"
  | "POST /accounts/:account/rules/:rule/move"
  | "PUT /accounts/:account/rules/:rule/switch";

/** Saves in the caller's copy and gives the rule back, checked. */
const saveRule = async <K extends RouteName & RuleRoutes>(
  desk: Desk,
  call: Call<K> & RuleCall,
  change: (view: CopyView) => { readonly id: string; readonly parts: readonly SourcePart[] },
) => {
  let id = "";
  const view = await changeCopy(desk, call, {
    subject: () => id,
    change: (before) => {
      const changed = change(before);
      id = changed.id;
      return changed.parts;
    },
    details: (before, after) => {
      const textIn = (parts: readonly SourcePart[]) =>
        parts.find((part) => part.kind === "rule" && part.id === id)?.text ?? null;
      return { before: digestOf(textIn(before.parts)), after: digestOf(textIn(after)) };
    },
  });
  return ruleDetail(desk, await desk.copies.check(view), id);
};

const insertRule = (
  view: CopyView,
  rule: { readonly id: string; readonly text: string },
  after: string | undefined,
): readonly SourcePart[] => {
  const entry = { kind: "rule", ...rule } as const;
  if (after === undefined) return append(view.parts, entry);
  const parts = insertAfter(view.parts, placeOf(view, "rule", after), entry);
  if (parts === null) throw new Refusal("cannot-edit-here");
  return parts;
};

const writeHandlers = (
  desk: Desk,
): HandlersOf<
  Exclude<
    RuleRoutes,
    | "GET /accounts/:account/rules"
    | "GET /accounts/:account/rules/:rule"
    | "PUT /accounts/:account/rules/:rule/switch"
  >
> => ({
  "POST /accounts/:account/rules": (call) =>
    saveRule(desk, call, (view) => {
      const { text, after } = call.body;
      if (dashColumn(text) === null) throw new Refusal("cannot-read", { expected: "- id: …" });
      refuseCode(desk, call, text, null);
      const rule = withFreeId(view, text, idIn(text));
      return { id: rule.id, parts: insertRule(view, rule, after) };
    }),
  "POST /accounts/:account/rules-bulk": async (call) => {
    let failed: readonly string[] = [];
    await changeCopy(desk, call, {
      subject: () => call.body.rules.slice(0, 50).join(" "),
      change: (view) => {
        const result = bulkChange(view, call.body);
        ({ failed } = result);
        return result.parts;
      },
      details: () => ({ ...call.body.set, count: call.body.rules.length - failed.length }),
    });
    return { changed: call.body.rules.length - failed.length, failed: [...failed] };
  },
  "PUT /accounts/:account/rules/:rule": (call) =>
    saveRule(desk, call, (view) => {
      const id = call.params.rule;
      const part = partOf(view, "rule", id);
      checkRevision(part, call.body.revision);
      const column = dashColumn(part.text);
      const isEntry = column !== null && dashColumn(call.body.text) !== null;
      const text = isEntry ? indentTo(call.body.text, column) : call.body.text;
      const said = scalarOf(text, "id");
      if (said !== null && /^[a-z0-9-]+$/.test(id) && said !== id) throw new Refusal("id-differs");
      refuseCode(desk, call, text, part.published ?? part.text);
      return { id, parts: view.parts.map((one) => (one === part ? { ...one, text } : one)) };
    }),
  "DELETE /accounts/:account/rules/:rule": async (call) => {
    const id = call.params.rule;
    await changeCopy(desk, call, {
      subject: () => id,
      change: (view) => {
        checkRevision(partOf(view, "rule", id), call.query.revision);
        const left = removeAt(view.parts, placeOf(view, "rule", id));
        if (left === null) throw new Refusal("cannot-edit-here");
        return left;
      },
    });
    return done;
  },
  "POST /accounts/:account/rules/:rule/copy": (call) =>
    saveRule(desk, call, (view) => {
      const part = partOf(view, "rule", call.params.rule);
      const { id: wanted = `${part.id}-copy`, name } = call.body;
      const renamed = name === undefined ? part.text : setScalar(part.text, "name", name);
      if (renamed === null) throw new Refusal("cannot-edit-here");
      const rule = withFreeId(view, renamed, wanted);
      return { id: rule.id, parts: insertRule(view, rule, part.id) };
    }),
  "POST /accounts/:account/rules/:rule/move": (call) =>
    saveRule(desk, call, (view) => {
      const { after } = call.body;
      const at = placeOf(view, "rule", call.params.rule);
      const behind = after === null ? null : placeOf(view, "rule", after);
      const parts = moveAfter(view.parts, at, behind);
      if (parts === null) throw new Refusal("cannot-edit-here");
      return { id: call.params.rule, parts: byFile(parts) };
    }),
});

export const ruleHandlers = (desk: Desk): HandlersOf<RuleRoutes> => ({
  ...writeHandlers(desk),
  "GET /accounts/:account/rules": async ({ params, query, me }) =>
    listRules(desk, await ofView(desk, params.account, copyOf(me, query.of)), query),
  "GET /accounts/:account/rules/:rule": async ({ params, query, me }) => {
    const view = await ofView(desk, params.account, copyOf(me, query.of));
    return ruleDetail(desk, await desk.copies.check(view), params.rule);
  },
  "PUT /accounts/:account/rules/:rule/switch": async ({ params, body, me, audit }) => {
    const { account, rule } = params;
    const served = await desk.store.ruleSet(account, "active");
    if (!served?.rules.some(({ id }) => id === rule)) throw new Refusal("not-found");
    const { isOff, reason } = body;
    const author = me.member.id;
    const row = audit(rule, { isOff, reason });
    await desk.library.ruleSets.switchRule(account, { id: rule, isOff, author }, row);
    await desk.onServed(account);
    return done;
  },
});
