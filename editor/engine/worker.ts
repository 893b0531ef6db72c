/// <reference lib="webworker" />
import type { Answer, Question, Tried } from "./messages.ts";
import type { TryText } from "./try-text.ts";
import { compileDraft } from "./try-text.ts";

let tryText: TryText | null = null;

const answer = async (question: Question): Promise<Tried | null> => {
  if (question.kind === "load") {
    tryText = compileDraft(question.data);
    return null;
  }
  if (tryText === null) throw new Error("no rules are loaded");
  const from = performance.now();
  const tried = await tryText(question);
  return { ...tried, tookMs: Math.round(performance.now() - from) };
};

const post = (message: Answer): void => self.postMessage(message);

self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  const { id } = data;
  answer(data).then(
    (tried) => post({ id, ok: true, tried }),
    (error: unknown) =>
      post({ id, ok: false, message: error instanceof Error ? error.message : String(error) }),
  );
});
