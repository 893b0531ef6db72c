import type { ChildProcess } from "node:child_process";
import type { PluginLimits } from "./limits.ts";
import type { PluginAsk, PluginRefusal, PluginSays } from "./messages.ts";
import type { PluginAnswer } from "./pending-calls.ts";
import { PendingCalls } from "./pending-calls.ts";
import { pipeLines } from "./pipe-lines.ts";
import { residentBytes } from "./resident-memory.ts";
import { spawnPlugin } from "./spawn-plugin.ts";

/** The part of pino that is used here. */
export interface PluginLog {
  readonly info: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}
export interface PluginProcessOptions {
  readonly file: string;
  readonly limits: PluginLimits;
  readonly log: PluginLog;
}
/** What loading a plugin came to. */
export type Loaded =
  | { readonly ok: true; readonly definitions: readonly unknown[] }
  | { readonly ok: false; readonly refusal: PluginRefusal };

/** Beyond any call's deadline. */
const RETIRE_MS = 10_000;
const TOO_LONG = "a call took too long";
const notLoaded = (reason: string): Loaded => ({
  ok: false,
  refusal: { code: "plugin-not-loaded", name: "", reason, line: 1, column: 1 },
});

/**
 * Keeps the process of one plugin file: starts it, sends calls, ends it at a call's deadline or beyond its
 * memory, starts it again after a pause that grows, and stops it when nobody asks.
 */
export class PluginProcess {
  readonly #options: PluginProcessOptions;
  readonly #calls = new PendingCalls();
  #state: "stopped" | "starting" | "ready" | "ending" | "resting" | "closed" = "stopped";
  #child: ChildProcess | null = null;
  /** Crashes, hangs and memory kills since the last answer. */
  #strikes = 0;
  #nextId = 1;
  #restsUntilMs = 0;
  #why = "";
  #rest: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;
  #tellLoaded: ((loaded: Loaded) => void) | null = null;

  constructor(options: PluginProcessOptions) {
    this.#options = options;
  }

  /** Starts the process for the first time; what it hands up, or why it cannot be used. */
  load(): Promise<Loaded> {
    return new Promise((resolve) => {
      this.#tellLoaded = resolve;
      this.#start();
    });
  }

  /** Asks the plugin; always resolves, at the latest at the call's deadline. */
  ask(ask: Omit<PluginAsk, "id">): Promise<PluginAnswer> {
    const refused = this.#refuses(ask);
    if (refused !== null) return Promise.resolve({ ok: false, code: refused, reason: "" });
    clearTimeout(this.#idle);
    return new Promise((resolve) => {
      const id = this.#nextId;
      this.#nextId += 1;
      const timer = setTimeout(() => this.#expire(id), ask.deadlineMs);
      this.#calls.add({ ...ask, id }, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      if (this.#state === "stopped") this.#start();
      this.#send();
    });
  }

  /** Nobody will ask any more: ends the process when its calls are done, at the latest when their time is up. */
  retire(): void {
    if (this.#calls.size === 0) this.close();
    else setTimeout(() => this.close(), RETIRE_MS).unref();
  }

  /** Ends the process and everything that waits for it. */
  close(): void {
    this.#state = "closed";
    clearTimeout(this.#rest);
    clearTimeout(this.#idle);
    this.#calls.failAll("plugin-closed");
    this.#tell(notLoaded("closed"));
    this.#child?.kill("SIGKILL");
  }

  #refuses({ deadlineMs }: Omit<PluginAsk, "id">) {
    const { limits } = this.#options;
    if (this.#state === "closed") return "plugin-closed";
    if (this.#calls.size >= limits.pendingCalls) return "plugin-busy";
    const isOnTrial = this.#strikes >= limits.breakAfter && this.#calls.size > 0;
    const restsMs = this.#state === "resting" ? this.#restsUntilMs - performance.now() : 0;
    return isOnTrial || restsMs >= deadlineMs ? "plugin-resting" : null;
  }

  #start(): void {
    const { file, limits } = this.#options;
    this.#state = "starting";
    this.#why = "";
    const child = spawnPlugin(file, limits);
    this.#child = child;
    const late = setTimeout(() => this.#kill("it did not load in time"), limits.loadMs);
    const watch = setInterval(() => this.#watchMemory(child), limits.rssPollMs).unref();
    pipeLines(child, (line) => this.#options.log.info({ plugin: file }, line));
    child.on("message", (says) => {
      clearTimeout(late);
      if (this.#child === child) this.#hear(says as PluginSays);
    });
    const ended = (how: string) => {
      clearTimeout(late);
      clearInterval(watch);
      if (this.#child === child) this.#exited(how);
    };
    child.once("exit", (code, signal) => ended(`it ended with ${signal ?? code}`));
    child.on("error", (error) => {
      // One that never started does not exit.
      if (child.pid === undefined) ended(`it could not be started: ${error.message}`);
    });
  }

  #hear(says: PluginSays): void {
    if (says.kind === "ready") this.#ready(says.definitions);
    else if (says.kind === "refused") this.#refused(says.refusal);
    else this.#answered(says);
  }

  #ready(definitions: readonly unknown[]): void {
    if (this.#state !== "starting") return;
    this.#state = "ready";
    this.#tell({ ok: true, definitions });
    this.#send();
    this.#rememberIdle();
  }

  #refused(refusal: PluginRefusal): void {
    if (this.#tellLoaded !== null) {
      this.#tell({ ok: false, refusal });
      this.close();
    } else this.#kill(`it cannot be loaded any more: ${refusal.reason}`);
  }

  #answered(says: Extract<PluginSays, { readonly kind: "answered" | "failed" }>): void {
    this.#strikes = 0;
    if (says.kind === "failed") this.#calls.fail(says.id, "plugin-failed", says.reason);
    else this.#calls.settle(says.id, { ok: true, value: says.value });
    this.#send();
    this.#rememberIdle();
  }

  #send(): void {
    if (this.#state !== "ready") return;
    for (const ask of this.#calls.takeSendable()) this.#child?.send(ask, () => {});
  }

  /** A call's time is up. If the process has it, it may hang for ever: it is ended. */
  #expire(id: number): void {
    const isSent = this.#calls.isSent(id);
    this.#calls.fail(id, "plugin-timeout");
    if (isSent) this.#kill(TOO_LONG);
  }

  #watchMemory(child: ChildProcess): void {
    const bytes = child.pid === undefined ? null : residentBytes(child.pid);
    if (bytes !== null && bytes > this.#options.limits.rssBytes) {
      this.#kill(`it used ${Math.round(bytes / 1_048_576)} MB`);
    }
  }

  #kill(why: string): void {
    if (this.#state === "ready" || this.#state === "starting") this.#state = "ending";
    this.#why = why;
    this.#child?.kill("SIGKILL");
  }

  #exited(how: string): void {
    const why = this.#why || how;
    this.#child = null;
    if (this.#state === "closed") return;
    if (this.#tellLoaded !== null) {
      this.#tell(notLoaded(why));
      this.close();
      return;
    }
    // Whoever took too long was told so: the others are innocent.
    this.#calls.blame(why, why === TOO_LONG);
    this.#strikes += 1;
    this.#takeRest(why);
  }

  #takeRest(why: string): void {
    const { file, limits, log } = this.#options;
    const restMs = Math.min(limits.firstRestMs * 2 ** (this.#strikes - 1), limits.lastRestMs);
    log.warn({ plugin: file, strikes: this.#strikes, restMs }, `plugin stopped: ${why}`);
    this.#state = "resting";
    this.#restsUntilMs = performance.now() + restMs;
    this.#rest = setTimeout(() => this.#rested(), restMs);
    if (this.#calls.size === 0) this.#rest.unref();
  }

  #rested(): void {
    const isBroken = this.#strikes >= this.#options.limits.breakAfter;
    if (isBroken && this.#calls.size === 0) this.#state = "stopped";
    else this.#start();
  }

  #rememberIdle(): void {
    clearTimeout(this.#idle);
    if (this.#calls.size > 0 || this.#state !== "ready") return;
    this.#idle = setTimeout(() => {
      this.#state = "stopped";
      this.#child?.kill("SIGKILL");
      this.#child = null;
    }, this.#options.limits.idleMs).unref();
  }

  #tell(loaded: Loaded): void {
    this.#tellLoaded?.(loaded);
    this.#tellLoaded = null;
  }
}
