import type { PluginAsk } from "./messages.ts";

/** Why a call to a plugin failed; the codes stand in the table of the server's errors. */
export type PluginFailure =
  | "plugin-unknown"
  | "plugin-timeout"
  | "plugin-crashed"
  | "plugin-resting"
  | "plugin-busy"
  | "plugin-failed"
  | "plugin-bad-answer"
  | "plugin-closed";
export type PluginAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: PluginFailure; readonly reason: string };

interface Pending {
  readonly ask: PluginAsk;
  readonly settle: (answer: PluginAnswer) => void;
  isSent: boolean;
  /** Was in progress with others when the process died: it is tried alone, so that only the guilty one fails. */
  isSuspect: boolean;
}
const failure = (code: PluginFailure, reason = ""): PluginAnswer => ({ ok: false, code, reason });

/** The calls that wait for one plugin, and which of them may be sent to its process now. */
export class PendingCalls {
  readonly #calls = new Map<number, Pending>();

  get size(): number {
    return this.#calls.size;
  }
  add(ask: PluginAsk, settle: (answer: PluginAnswer) => void): void {
    this.#calls.set(ask.id, { ask, settle, isSent: false, isSuspect: false });
  }
  /** Whether the process has it. */
  isSent(id: number): boolean {
    return this.#calls.get(id)?.isSent === true;
  }
  /** Ends a call; one that has ended is left alone. */
  settle(id: number, answer: PluginAnswer): void {
    const call = this.#calls.get(id);
    if (call === undefined) return;
    this.#calls.delete(id);
    call.settle(answer);
  }
  fail(id: number, code: PluginFailure, reason = ""): void {
    this.settle(id, failure(code, reason));
  }
  failAll(code: PluginFailure): void {
    for (const id of [...this.#calls.keys()]) this.fail(id, code);
  }
  /** Takes what may be sent: everything new, but suspects one by one and before the others. */
  takeSendable(): readonly PluginAsk[] {
    const calls = [...this.#calls.values()];
    const suspects = calls.filter((call) => call.isSuspect);
    if (suspects.length > 0 && calls.some((call) => call.isSent)) return [];
    const sendable =
      suspects.length > 0 ? suspects.slice(0, 1) : calls.filter((call) => !call.isSent);
    for (const call of sendable) call.isSent = true;
    return sendable.map((call) => call.ask);
  }
  /** The process died: a call that was alone with it is to blame unless the guilty one is known; several are tried again one by one. */
  blame(reason: string, isGuiltyKnown: boolean): void {
    const sent = [...this.#calls.values()].filter((call) => call.isSent);
    const [only] = sent;
    if (only !== undefined && sent.length === 1 && !isGuiltyKnown)
      this.fail(only.ask.id, "plugin-crashed", reason);
    else for (const call of sent) Object.assign(call, { isSent: false, isSuspect: true });
  }
}
