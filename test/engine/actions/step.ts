import { actions } from "../../../engine/actions/list.ts";
import { newFollower } from "../../../engine/apply-changes.ts";
import type { ActionResult, Step } from "../../../engine/definitions/definition.ts";
import { settings, textEvent } from "../../builders.ts";

/** What an action runs with; every field may be given. */
export const stepOf = (params: unknown, of: Partial<Step<unknown>> = {}): Step<unknown> => ({
  params,
  path: "rules/r/then/0",
  facts: { get: () => undefined },
  captured: {},
  answer: () => {
    throw new Error("no call is answered here");
  },
  event: textEvent(),
  follower: newFollower(),
  settings: settings(),
  nowMs: 1_000_000,
  seed: "seed",
  meant: () => null,
  holds: async () => false,
  ...of,
});

/** Runs an action by its name, with its parameters in normal form and filled in. */
export const runAction = async (
  name: string,
  params: unknown,
  of: Partial<Step<unknown>> = {},
): Promise<ActionResult> => {
  const action = actions.find((one) => one.name === name);
  if (action === undefined) throw new Error(`no action is called ${name}`);
  return action.run(stepOf(params, of) as Step<never>);
};
