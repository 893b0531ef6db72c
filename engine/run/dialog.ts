import type { AskParams } from "../actions/ask.ts";
import { askedMessage } from "../actions/ask.ts";
import { isCancelled, takeAnswer } from "../actions/ask-answer.ts";
import type { WaitingDialog } from "../schema/follower.ts";
import type { Message } from "../schema/reply.ts";
import type { ActionRow, Rule } from "../schema/rule.ts";
import type { TraceStep } from "../schema/trace.ts";
import type { Json, RulePath } from "../schema/words.ts";
import type { ReadyRules } from "./asked.ts";
import { framesTo, rowAt } from "./frames.ts";
import { inVersion, rulesAt } from "./in-version.ts";
import { isMessage } from "./is-message.ts";
import { climb } from "./ladder.ts";
import type { Run } from "./run.ts";
import { addChange, covered } from "./run.ts";
import { errorStep, fillRow } from "./values.ts";

/** Why a dialog ended without an answer: `{{ ended }}` in its `else`. */
type EndedBy = "tries" | "timeout" | "cancel";
interface Waiting {
  readonly dialog: WaitingDialog;
  readonly rule: Rule;
  readonly row: ActionRow;
  readonly rules: ReadyRules;
}
type Verdict = Extract<TraceStep, { kind: "dialog" }>["verdict"];

const note = (run: Run, dialog: WaitingDialog, verdict: Verdict, reason: string | null = null) => {
  run.steps.push({ kind: "dialog", path: dialog.path, verdict, reason });
};
const stop = (run: Run, dialog: WaitingDialog): void => {
  addChange(run, { kind: "stop-waiting", what: "dialog", id: dialog.id });
};

/** The dialog that waits, with its row; one whose rule was switched off or is gone ends in silence. */
const waitingIn = (run: Run, dialog: WaitingDialog): Waiting | null => {
  const id = dialog.path.split("/")[1] ?? "";
  const rules = rulesAt(run, dialog.version);
  const rule = rules?.rule(id);
  const row = rule && rules ? rowAt(rule, dialog.path, rules.registry) : null;
  const isOn = run.asked.rules.rule(id)?.enabled === true;
  if (isOn && rules && rule && row) return { dialog, rule, row, rules };
  stop(run, dialog);
  note(run, dialog, "ended", isOn ? "version-gone" : "switched-off");
  return null;
};

const inIts = ({ rules, rule }: Waiting) => ({ rules, rule: rule.id });

const recallCaptured = (run: Run, dialog: WaitingDialog, more: Readonly<Record<string, Json>>) => {
  run.captured = { ...dialog.captured, ...more };
  run.secrets = dialog.secrets;
};

const paramsOf = (run: Run, waiting: Waiting): AskParams =>
  fillRow(run, waiting.row) as unknown as AskParams;

/** Said by the dialog itself: no row of a list ran, but it stands on the ladder like what one said. */
const say = (run: Run, path: RulePath, message: Message): void => {
  const ask: Json =
    message.kind === "options"
      ? { question: message.head, options: message.items.map(({ text }) => text) }
      : { question: "text" in message ? message.text : "" };
  const did = covered(run, { ask });
  run.steps.push({ kind: "action", path, did, isEffect: false, left: "planned", reason: null });
  run.says.push({ message, path });
};

const endDialog = async (run: Run, waiting: Waiting, endedBy: EndedBy): Promise<void> => {
  const { dialog, row } = waiting;
  stop(run, dialog);
  note(run, dialog, "ended", endedBy);
  recallCaptured(run, dialog, { ended: endedBy });
  const list = (row.params as unknown as AskParams).else ?? [];
  if (endedBy === "cancel" && list.length === 0) {
    const text = run.asked.rules.settings.texts.cancelled;
    say(run, dialog.path, { kind: "text", text });
  }
  await inVersion(run, inIts(waiting), [{ rows: list, next: 0 }]);
};

const save = (run: Run, params: AskParams, value: Json): void => {
  const { save: name, secret } = params;
  if (name === undefined) return;
  if (name.startsWith("follower.")) {
    const key = name.slice("follower.".length);
    addChange(run, { kind: "set", name: key, value, ...(secret ? { secret: true } : {}) });
    return;
  }
  run.captured = { ...run.captured, [name]: value };
  if (secret) run.secrets = [...run.secrets, name];
};

const goOn = async (run: Run, waiting: Waiting, params: AskParams, value: Json) => {
  const { dialog, rule, rules } = waiting;
  stop(run, dialog);
  note(run, dialog, "took-it");
  if (params.secret) run.secret = true;
  recallCaptured(run, dialog, {});
  save(run, params, value);
  await inVersion(run, inIts(waiting), framesTo(rule, dialog.path, rules.registry) ?? []);
};

const refuse = async (run: Run, waiting: Waiting, params: AskParams): Promise<void> => {
  const tries = waiting.dialog.tries + 1;
  if (params.secret) run.secret = true;
  if (tries >= params.tries) return endDialog(run, waiting, "tries");
  note(run, waiting.dialog, "refused-it");
  const dialog = { ...waiting.dialog, tries };
  addChange(run, { kind: "wait", what: "dialog", dialog });
  say(run, dialog.path, askedMessage(params, params.retry ?? params.question));
};

const offer = async (run: Run, waiting: Waiting): Promise<boolean> => {
  const { event } = run.asked;
  recallCaptured(run, waiting.dialog, {});
  const params = paramsOf(run, waiting);
  const answer = takeAnswer(params, event, run.asked.rules.settings, run.asked.nowMs);
  if (answer.kind === "taken") await goOn(run, waiting, params, answer.value);
  else if (isMessage(event)) await refuse(run, waiting, params);
  else return false;
  return true;
};

/** A rule was chosen among those suggested, and is tried like one that was found; whatever else is said ends the choice and is a message as any. */
const choose = async (run: Run, { dialog }: Waiting, chosen: string | null): Promise<boolean> => {
  if (chosen === null && !isMessage(run.asked.event)) return false;
  stop(run, dialog);
  note(run, dialog, chosen === null ? "ended" : "took-it", chosen === null ? "not-chosen" : null);
  const rule = chosen === null ? undefined : run.asked.rules.rule(chosen);
  if (rule === undefined) return false;
  await climb(run, [{ rule: rule.id, trigger: `rules/${rule.id}/when`, captured: {} }]);
  return true;
};

/** Rules of higher priority than the asking one are tried before the dialog gets the message. */
const climbAbove = async (run: Run, waiting: Waiting): Promise<boolean> => {
  const { rules, event } = run.asked;
  const isBelow = (rule: Rule) => rule.priority <= waiting.rule.priority;
  const winner = await climb(run, rules.candidates(event), isBelow);
  if (winner === null) return false;
  const isReplaced = run.follower?.dialog?.path !== waiting.dialog.path;
  note(
    run,
    waiting.dialog,
    isReplaced ? "ended" : "keeps-waiting",
    isReplaced ? "asked-anew" : null,
  );
  return true;
};

const guarded = async (run: Run, waiting: Waiting, work: () => Promise<boolean>) => {
  try {
    return await work();
  } catch (error) {
    errorStep(run, waiting.dialog.path, error);
    return true;
  }
};

/** Offers the event to the dialog that waits, if one does; `true` if it was used up. */
export const askDialog = async (run: Run): Promise<boolean> => {
  const dialog = run.follower?.dialog ?? null;
  const { event, nowMs, rules } = run.asked;
  if (dialog === null || dialog.untilMs <= nowMs || event.kind === "due") return false;
  const waiting = waitingIn(run, dialog);
  if (waiting === null) return false;
  const { chooses } = waiting.rules.registry.actions.get(waiting.row.use) ?? {};
  if (chooses !== undefined)
    return guarded(run, waiting, () =>
      choose(run, waiting, chooses(dialog.captured, event, rules.settings)),
    );
  return guarded(run, waiting, async () => {
    if (!isMessage(event)) return offer(run, waiting);
    if (await climbAbove(run, waiting)) return true;
    if (isCancelled(event, rules.settings)) {
      await endDialog(run, waiting, "cancel");
      return true;
    }
    return offer(run, waiting);
  });
};

/** A dialog's time is up: its `else` runs. A timer that comes too late for its dialog does nothing. */
export const timeOut = async (run: Run): Promise<void> => {
  const { event, nowMs } = run.asked;
  const dialog = run.follower?.dialog ?? null;
  const isIts = event.kind === "due" && dialog !== null && dialog.path === event.path;
  if (!isIts || dialog.untilMs > nowMs) return;
  const waiting = waitingIn(run, dialog);
  if (waiting === null) return;
  await guarded(run, waiting, async () => {
    await endDialog(run, waiting, "timeout");
    return true;
  });
};
