import type { Rule } from "../../engine/index.ts";
import type { Answer, Question, RuleSetData, Tried } from "./messages.ts";

/** The engine in a worker: typing never waits for it. */
export interface EngineClient {
  readonly load: (data: RuleSetData) => Promise<void>;
  /** `edited` stands in place of the draft's rule of its id. */
  readonly tryText: (text: string, edited: Rule | null) => Promise<Tried>;
  readonly close: () => void;
}

type Ask = Question extends infer Q ? (Q extends Question ? Omit<Q, "id"> : never) : never;

/** Starts the worker. Its code is loaded with it. */
export const startEngine = (): EngineClient => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  worker.addEventListener("error", ({ message }) => {
    for (const [id, resolve] of waiting) resolve({ id, ok: false, message });
    waiting.clear();
  });
  const ask = (question: Ask): Promise<Tried | null> =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      waiting.set(id, (answer) => {
        if (answer.ok) resolve(answer.tried);
        else reject(new Error(answer.message));
      });
      worker.postMessage({ ...question, id });
    });
  return {
    load: async (data) => {
      await ask({ kind: "load", data });
    },
    tryText: async (text, edited) => {
      const tried = await ask({ kind: "text", text, nowMs: Date.now(), edited });
      if (tried === null) throw new Error("the engine gave no answer");
      return tried;
    },
    close: () => worker.terminate(),
  };
};
