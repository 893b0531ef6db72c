import type { ActionResult, Step } from "../definitions/definition.ts";
import { evaluateCondition } from "../matcher/evaluate-condition.ts";
import type { Meant } from "../schema/meaning.ts";
import type { ActionRow, Condition, Rule } from "../schema/rule.ts";
import type { Json, Names, RulePath } from "../schema/words.ts";
import type { Frame } from "./frames.ts";
import { listsOf } from "./frames.ts";
import type { Run } from "./run.ts";
import { addChange, addEffect, answerFor, covered, factsOf } from "./run.ts";
import type { Soon } from "./soon.ts";
import { conditionContext, errorStep, fillRow } from "./values.ts";

/** `goto` may follow `goto` this often in one message. */
const GOTO_DEPTH = 8;
/** Rows one message may run, so that no list runs for ever. */
const ROWS_PER_MESSAGE = 500;

/** The conditions of `choose`, by place; a branch without `if` always holds. */
const branchHolds =
  (run: Run, row: ActionRow) =>
  async (place: number): Promise<boolean> => {
    const branches = (row.params as { branches?: readonly { if?: Condition }[] }).branches ?? [];
    const condition = branches[place]?.if;
    if (condition === undefined || condition === null) return true;
    const verdict = await evaluateCondition(
      condition,
      conditionContext(run, () => run.follower, condition.path),
    );
    return verdict.holds;
  };

/** What a row is told; each part is made when its action asks for it. */
class RowStep implements Step<unknown> {
  readonly params: Json;
  readonly #run: Run;
  readonly #row: ActionRow;
  constructor(run: Run, row: ActionRow, params: Json) {
    this.#run = run;
    this.#row = row;
    this.params = params;
  }
  get path(): RulePath {
    return this.#row.path;
  }
  get facts() {
    return factsOf(this.#run, () => this.#run.follower, this.#row.path);
  }
  get captured(): Names {
    return this.#run.captured;
  }
  get answer() {
    return answerFor(this.#run, this.#row.path);
  }
  get event() {
    return this.#run.asked.event;
  }
  get follower() {
    return this.#run.follower;
  }
  get settings() {
    return this.#run.asked.rules.settings;
  }
  get nowMs(): number {
    return this.#run.asked.nowMs;
  }
  get seed(): string {
    return this.#run.asked.seed;
  }
  get meant() {
    const { rules, event } = this.#run.asked;
    return (): Meant | null => rules.meanings?.meant(event) ?? null;
  }
  get holds() {
    return branchHolds(this.#run, this.#row);
  }
}

/** What an action does itself: the lists inside it have steps of their own. */
const withoutLists = (run: Run, row: ActionRow, params: Json): Json => {
  if (typeof params !== "object" || params === null || Array.isArray(params)) return params;
  if (run.asked.rules.registry.actions.get(row.use)?.lists === undefined) return params;
  const lists = Object.keys(listsOf(row, run.asked.rules.registry));
  const names = new Set(lists.map((name) => name.split("/")[0]));
  if (names.size === 0) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => !names.has(name))) as Json;
};
const record = (run: Run, row: ActionRow, params: Json): number => {
  const { path } = row;
  const did = covered(run, { [row.use]: withoutLists(run, row, params) });
  const left = "planned";
  return run.steps.push({ kind: "action", path, did, isEffect: false, left, reason: null }) - 1;
};
const markEffect = (run: Run, place: number, result: ActionResult): void => {
  const step = run.steps[place];
  if (step?.kind !== "action") return;
  const { effects = [], changes = [], reminds, failed } = result;
  const isEffect = effects.length + changes.length > 0 || reminds !== undefined;
  if (isEffect) run.steps[place] = { ...step, isEffect };
  if (failed !== undefined) run.steps[place] = { ...step, left: "failed", reason: failed };
};
const waitWith = (run: Run, { path }: ActionRow, reminds: ActionResult["reminds"]): void => {
  if (reminds === undefined) return;
  const { version } = run.asked.rules;
  const captured = { names: run.captured, secrets: run.secrets };
  addChange(run, { kind: "wait", what: "reminder", ...reminds, path, version, captured });
};

const take = (run: Run, row: ActionRow, result: ActionResult): void => {
  for (const message of result.say ?? []) run.says.push({ message, path: row.path });
  if ((result.say?.length ?? 0) > 0) run.spoke = true;
  for (const change of result.changes ?? []) addChange(run, change);
  for (const effect of result.effects ?? []) addEffect(run, row.path, effect);
  waitWith(run, row, result.reminds);
  if (result.transfers !== undefined) run.transfer = result.transfers;
  if (result.handsOver) run.handedOverAfter ??= run.says.length;
  if (result.captured !== undefined) run.captured = { ...run.captured, ...result.captured };
};

const perform = (run: Run, row: ActionRow): Soon<ActionResult> => {
  const definition = run.asked.rules.registry.actions.get(row.use);
  if (definition === undefined) throw new Error(`no action is called "${row.use}"`);
  const params = fillRow(run, row);
  const place = record(run, row, params);
  const running = definition.run(new RowStep(run, row, params) as unknown as Step<never>);
  return running instanceof Promise
    ? running.then((result) => keep(run, row, place, result))
    : keep(run, row, place, running);
};
const keep = (run: Run, row: ActionRow, place: number, result: ActionResult): ActionResult => {
  markEffect(run, place, result);
  take(run, row, result);
  return result;
};

type Next = NonNullable<ActionResult["next"]>;
/** How a list ended: by itself, or by `goto`, which the caller follows. */
export type Ended = { readonly goto: string; readonly from: RulePath } | null;

const waitFor = (run: Run, row: ActionRow, untilMs: number): void => {
  const { captured, secrets } = run;
  const version = run.asked.rules.version;
  const dialog = { id: "dialog", path: row.path, version, untilMs, captured, secrets, tries: 0 };
  addChange(run, { kind: "wait", what: "dialog", dialog });
};

/** What comes after a row; `true` ends the list. */
const follow = (run: Run, row: ActionRow, next: Next, frames: Frame[]): Ended | "go on" => {
  if (next === "end") return null;
  if ("goto" in next) return { goto: next.goto, from: row.path };
  if ("wait" in next) {
    waitFor(run, row, next.wait.untilMs);
    return null;
  }
  const rows = listsOf(row, run.asked.rules.registry)[next.list] ?? [];
  if (next.instead) frames.length = 0;
  frames.push({ rows, next: 0 });
  return "go on";
};

/** Runs lists of actions, the innermost (last) first, until they end, wait or go to another rule. */
export const runFrames = (run: Run, frames: Frame[], done = 0): Soon<Ended> => {
  for (let count = done; count < ROWS_PER_MESSAGE; count += 1) {
    const frame = frames.at(-1);
    if (frame === undefined) return null;
    const row = frame.rows[frame.next];
    frame.next += 1;
    if (row === undefined) {
      frames.pop();
      continue;
    }
    const performed = perform(run, row);
    if (performed instanceof Promise)
      return performed.then((result) => {
        const ended = endedBy(run, row, result, frames);
        return ended === "go on" ? runFrames(run, frames, count + 1) : ended;
      });
    const ended = endedBy(run, row, performed, frames);
    if (ended !== "go on") return ended;
  }
  throw new Error(`more than ${ROWS_PER_MESSAGE} actions for one message`);
};
const endedBy = (run: Run, row: ActionRow, { next }: ActionResult, frames: Frame[]) =>
  next === undefined ? "go on" : follow(run, row, next, frames);

/** Runs a branch of a rule and whatever rules it goes to; counts runs of `then`. */
export const runRule = (
  run: Run,
  rule: Rule,
  branch: "then" | "else",
  captured: Names,
): Soon<void> => {
  run.rule = rule.id;
  run.captured = captured;
  if (branch === "then") countRun(run, rule);
  const rows = branch === "then" ? rule.then : (rule.else ?? []);
  const ended = runFrames(run, [{ rows, next: 0 }]);
  if (ended === null) return;
  return ended instanceof Promise
    ? ended.then((one) => followGoto(run, one))
    : followGoto(run, ended);
};

const countRun = (run: Run, rule: Rule): void => {
  const keep = Math.max(1, rule.limit?.times ?? 1);
  addChange(run, { kind: "fired", rule: rule.id, atMs: run.asked.nowMs, keep });
};

/** Goes on in the rule that a list named; what was captured travels along. */
export const followGoto = async (run: Run, ended: Ended): Promise<void> => {
  if (ended === null) return;
  run.gotoDepth += 1;
  const rule = run.asked.rules.rule(ended.goto);
  if (run.gotoDepth > GOTO_DEPTH || rule === undefined || !rule.enabled) {
    const why = rule === undefined || !rule.enabled ? "no such rule" : "goto goes round";
    errorStep(run, ended.from, new Error(`goto ${ended.goto}: ${why}`));
    return;
  }
  run.rule = rule.id;
  const branch = await branchNow(run, rule);
  if (branch !== null) await runRule(run, rule, branch, run.captured);
};

const branchNow = async (run: Run, rule: Rule): Promise<"then" | "else" | null> => {
  const path = `rules/${rule.id}`;
  const context = conditionContext(run, () => run.follower, path);
  const verdict = rule.if === null ? null : await evaluateCondition(rule.if, context);
  const branch = verdict?.holds === false ? (rule.else === null ? null : "else") : "then";
  const failed = verdict?.failed ?? [];
  const verdictWord = branch === null ? "did-not-hold" : "acted";
  run.steps.push({ kind: "rule", path, trigger: null, verdict: verdictWord, branch, failed });
  return branch;
};
