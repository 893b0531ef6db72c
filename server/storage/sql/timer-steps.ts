import type { Change, FollowerState } from "../../../engine/index.ts";
import type { SecretBox } from "../secret-box.ts";
import type { Delivery } from "../store.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { sealRemembered } from "./remembered-box.ts";
import type { timerStatements } from "./timer-statements.ts";

type Statements = ReturnType<typeof timerStatements>;
type Lane = { readonly account: string; readonly openid: string };
export interface TimerTools {
  readonly statements: Statements;
  /** Encrypts what a reminder keeps and nobody may read. */
  readonly box: SecretBox;
}
type Waits = Extract<Change, { readonly kind: "wait" }>;

const wait = ({ statements, box }: TimerTools, lane: Lane, change: Waits): readonly Step[] => {
  if (change.what === "reminder")
    return [
      step(statements.set, {
        ...lane,
        kind: "reminder",
        id: change.id,
        path: change.path,
        version: change.version,
        due_at_ms: change.untilMs,
        captured: JSON.stringify(sealRemembered(box, { ...lane, id: change.id }, change.captured)),
      }),
    ];
  const { id, path, version, untilMs } = change.dialog;
  return [
    // One dialog a follower: a new one ends the old one's timeout.
    step(statements.stopDialogs, lane, "any"),
    step(statements.set, {
      ...lane,
      kind: "timeout",
      id,
      path,
      version,
      due_at_ms: untilMs,
      captured: "null",
    }),
  ];
};

/** A person keeps the conversation until nobody wrote for a while. */
const quiet = (
  statements: Statements,
  lane: Lane,
  agent: FollowerState["agent"],
): readonly Step[] => {
  const key = { ...lane, kind: "quiet", id: "agent" } as const;
  if (agent === null) return [step(statements.stop, key, "any")];
  const due = { path: "agent", version: 0, due_at_ms: agent.quietUntilMs, captured: "null" };
  return [step(statements.set, { ...key, ...due })];
};

const changed = (tools: TimerTools, lane: Lane, change: Change): readonly Step[] => {
  const { statements } = tools;
  if (change.kind === "wait") return wait(tools, lane, change);
  if (change.kind === "agent") return quiet(statements, lane, change.agent);
  if (change.kind === "unfollowed") return [step(statements.stopAll, lane, "any")];
  if (change.kind !== "stop-waiting") return [];
  const kind = change.what === "dialog" ? "timeout" : "reminder";
  return [step(statements.stop, { ...lane, kind, id: change.id }, "any")];
};

/** What fired is gone, or moved to its next tick; then the changes, in their order. */
export const timerSteps = (tools: TimerTools, given: Delivery): readonly Step[] => {
  const { statements } = tools;
  const { event, nextTick } = given;
  const lane = { account: event.account, openid: event.follower ?? "" };
  const steps: Step[] = [];
  if (event.kind === "due")
    steps.push(
      step(
        statements.fired,
        { ...lane, kind: event.what, id: event.id, due_at_ms: event.sentAtMs },
        // One that was forgotten or replaced since it was taken must not fire.
        event.what === "reminder" ? 1 : "any",
      ),
    );
  if (nextTick !== null)
    steps.push(
      step(statements.set, {
        account: event.account,
        openid: "",
        kind: "schedule",
        id: nextTick.path,
        path: nextTick.path,
        version: nextTick.version,
        due_at_ms: nextTick.dueAtMs,
        captured: "null",
      }),
    );
  if (event.follower !== null)
    for (const change of given.changes) steps.push(...changed(tools, lane, change));
  return steps;
};
