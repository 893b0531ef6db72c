import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CompiledFolder, PluginData } from "../../engine/index.ts";

/** A folder as text, and the plugins its rules may name. */
export interface CompileRequest {
  readonly accountId: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly plugins: readonly PluginData[];
}
export type CompileAnswer = Omit<CompiledFolder, "checked">;
export interface CompileProcess {
  /** One folder at a time; rejects when it takes too long or the process dies. */
  readonly compile: (request: CompileRequest) => Promise<CompileAnswer>;
  readonly close: () => void;
}

const DEADLINE_MS = 30_000;
/** An idle compiler gives its memory back. */
const IDLE_MS = 20_000;
// Built code has the ending of this very file.
const ENTRY = fileURLToPath(
  new URL(`./compile-child${import.meta.url.slice(-3)}`, import.meta.url),
);

const start = (): ChildProcess =>
  fork(ENTRY, { execArgv: ["--max-old-space-size=512"], serialization: "advanced", env: {} });

const ask = (child: ChildProcess, request: CompileRequest): Promise<CompileAnswer> =>
  new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      settle();
    };
    const onMessage = (answer: unknown): void => done(() => resolve(answer as CompileAnswer));
    const onExit = (): void => done(() => reject(new Error("the compiler process ended")));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      done(() => reject(new Error(`compiling took longer than ${DEADLINE_MS / 1000} s`)));
    }, DEADLINE_MS);
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.send(request);
  });

/** Compiles account folders in a supervised child process, which ends when nothing is asked of it for a while. */
export const createCompileProcess = (): CompileProcess => {
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const close = (): void => {
    if (idle !== null) clearTimeout(idle);
    child?.kill();
    child = null;
  };
  const one = async (request: CompileRequest): Promise<CompileAnswer> => {
    if (idle !== null) clearTimeout(idle);
    child ??= start();
    child.ref();
    try {
      return await ask(child, request);
    } catch (error) {
      close();
      throw error;
    } finally {
      child?.unref();
      child?.channel?.unref();
      idle = setTimeout(close, IDLE_MS).unref();
    }
  };
  const compile = (request: CompileRequest): Promise<CompileAnswer> => {
    const answer = last.then(() => one(request));
    last = answer.catch(() => {});
    return answer;
  };
  return { compile, close };
};
