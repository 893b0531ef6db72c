/** What server and plugin process say to each other, as JSON over the IPC channel. */

/** Asks for a definition's `run` or `read`; `simulate` asks for what the phone shows instead, if there is one. */
export interface PluginAsk {
  readonly id: number;
  readonly use: string;
  readonly mode: "real" | "simulate";
  readonly args: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly deadlineMs: number;
}
/** Why a plugin file cannot be used; `code` stands in the table of diagnostics. Line and column from 1. */
export interface PluginRefusal {
  readonly code: "plugin-not-loaded" | "plugin-empty" | "plugin-definition" | "plugin-short";
  readonly name: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}
export type PluginSays =
  | { readonly kind: "ready"; readonly definitions: readonly unknown[] }
  | { readonly kind: "refused"; readonly refusal: PluginRefusal }
  | { readonly kind: "answered"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly reason: string };
