import { REFUSED } from "../facts/refusals.ts";
import type { NoticeResult } from "../triggers/notice.ts";
import type { Run } from "./run.ts";
import { addChange, addEffect } from "./run.ts";

declare module "../schema/effect.ts" {
  interface EffectFields {
    /** Finds out which templates these results are about, and tells the rules. */
    "notice-result": { readonly results: readonly NoticeResult[] };
  }
}

const remember = (run: Run, template: string, isRefused: boolean): void => {
  const known = Object.hasOwn(run.asked.follower?.refused ?? {}, template);
  if (isRefused) addChange(run, { kind: "refused", template, atMs: run.asked.nowMs });
  else if (known) addChange(run, { kind: "refused", template, atMs: null });
};

/** What the account calls a template of the platform's. */
const namesOf = (run: Run, id: string): readonly string[] =>
  Object.entries(run.asked.rules.settings.templates).flatMap(([name, known]) =>
    known === id ? [name] : [],
  );

/** What the event tells about notices: a refusal is remembered, a permission forgets it. */
export const noteNotice = (run: Run): void => {
  const { event } = run.asked;
  if (event.kind === "notice") {
    const isRefused = event.state === "failed" && event.reason === REFUSED;
    if (isRefused || event.state === "sent") remember(run, event.template, isRefused);
  } else if (event.kind === "notice-permission")
    for (const { template, isAllowed } of event.answers)
      for (const name of namesOf(run, template)) remember(run, name, !isAllowed);
  else if (event.kind === "notice-job")
    addEffect(run, "notice", { kind: "notice-result", results: event.results });
};
