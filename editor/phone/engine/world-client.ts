import { TransportError } from "../transport.ts";
import type { WorldAnswer, WorldRequestName, WorldRequests } from "./world-messages.ts";

/** Asks the worker; throws `TransportError` with what it said. */
export type AskWorld = <K extends WorldRequestName>(
  what: K,
  question: WorldRequests[K]["ask"],
) => Promise<WorldRequests[K]["answer"]>;

/** A worker with the engine in it. */
export interface WorldClient {
  readonly ask: AskWorld;
  readonly close: () => void;
}

/** Starts the worker. */
export const startWorld = (): WorldClient => {
  const worker = new Worker(new URL("./world-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, (answer: WorldAnswer) => void>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<WorldAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  worker.addEventListener("error", ({ message }) => {
    for (const [id, resolve] of waiting) resolve({ id, ok: false, message });
    waiting.clear();
  });
  const ask = (what: string, question: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      waiting.set(id, (answer) => {
        if (answer.ok) resolve(answer.value);
        else reject(new TransportError(answer.message));
      });
      worker.postMessage({ ...question, what, id });
    });
  return { ask: ask as AskWorld, close: () => worker.terminate() };
};
