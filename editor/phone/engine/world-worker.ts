import type { DraftWorld } from "./draft-world.ts";
import { draftWorld } from "./draft-world.ts";
import type { WorldAnswer, WorldQuestion } from "./world-messages.ts";

let world: DraftWorld | null = null;

const load = (rules: Parameters<DraftWorld["load"]>[0]): null => {
  if (world === null) world = draftWorld(rules);
  else world.load(rules);
  return null;
};

const answer = (question: WorldQuestion): unknown => {
  if (question.what === "load") return load(question.rules);
  if (world === null) throw new Error("no rules are loaded");
  switch (question.what) {
    case "surroundings":
      return world.surroundings();
    case "meet":
      return world.meet(question.name, question.nowMs);
    case "people":
      return world.people();
    case "menu":
      return world.menu(question.openid);
    case "act":
      return world.act(question.openid, question.act, question);
    case "pass":
      return world.pass(question.nowMs);
    case "told":
      return world.told(question.key);
  }
};

const post = (message: WorldAnswer): void => self.postMessage(message);

// One after the other: what a follower does must not overtake what time did.
let before: Promise<unknown> = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<WorldQuestion>) => {
  const { id } = data;
  before = before
    .then(() => answer(data))
    .then(
      (value) => post({ id, ok: true, value }),
      (error: unknown) =>
        post({ id, ok: false, message: error instanceof Error ? error.message : String(error) }),
    );
});
