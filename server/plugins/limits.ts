/** What a plugin's process is allowed; all times in ms. */
export interface PluginLimits {
  /** From the start of the process until its definitions are there. */
  readonly loadMs: number;
  /** V8's old space, in MB. */
  readonly heapMb: number;
  /** Of the whole process: buffers live outside V8's heap. */
  readonly rssBytes: number;
  readonly rssPollMs: number;
  /** The pause before a restart: this after the first strike, doubled with each, at most `lastRestMs`. */
  readonly firstRestMs: number;
  readonly lastRestMs: number;
  /** After so many strikes in a row only one call at a time is let through, and nothing starts without a call. */
  readonly breakAfter: number;
  /** A process nobody asked for so long is ended; the next call starts it again. */
  readonly idleMs: number;
  /** Calls that may wait for one plugin; more fail at once. */
  readonly pendingCalls: number;
  /** Of one answer, as JSON. */
  readonly answerBytes: number;
}

/** reliability.md F-16 to F-18. */
export const pluginLimits: PluginLimits = {
  loadMs: 10_000,
  heapMb: 128,
  rssBytes: 256 * 1024 * 1024,
  rssPollMs: 250,
  firstRestMs: 100,
  lastRestMs: 30_000,
  breakAfter: 5,
  idleMs: 300_000,
  pendingCalls: 200,
  answerBytes: 64 * 1024,
};
