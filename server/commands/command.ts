import type { Config } from "../config.ts";

/** What a command prints to and how it stops. */
export interface Io {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly lang: "zh-CN" | "en";
  readonly config: () => Config;
}
/** One word of the command line. */
export interface Command {
  readonly name: string;
  /** What stands after the name: `DIR`. */
  readonly usage: string;
  readonly help: { readonly "zh-CN": string; readonly en: string };
  /** Resolves with the exit code. */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}
/** The command was called wrongly: shown with its usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
