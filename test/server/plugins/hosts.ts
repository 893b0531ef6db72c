import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Call, Json } from "../../../engine/index.ts";
import type { Performed } from "../../../server/effects/performer.ts";
import type { PluginHost, PluginHostOptions } from "../../../server/plugins/plugin-host.ts";
import { startPluginHost } from "../../../server/plugins/plugin-host.ts";

export interface Line {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}
export interface Running {
  readonly host: PluginHost;
  /** The plugins' folder: outside the repository. */
  readonly folder: string;
  readonly lines: readonly Line[];
  readonly write: (name: string, source: string) => void;
  /** Asks a plugin's action as the engine would. */
  readonly ask: (use: string, params?: Json, given?: Partial<Call>) => Promise<Performed>;
}
type Files = Readonly<Record<string, string>>;

/** An action `NAME` of the plugin NAME, whose `run` has this body. */
export const action = (name: string, body: string): string => `
  import { defineAction, text, Type } from "yingda/plugin";
  export const it = defineAction({
    name: "${name}",
    title: "${name}",
    params: Type.Object({ n: Type.Optional(Type.Number()), text: Type.Optional(Type.String()) }),
    run: async (step) => { ${body} },
  });
`;
/** A plugin that answers. */
export const fine = (name: string): string => action(name, 'return { say: "fine" };');
export const said = (text: string): Performed => ({
  kind: "done",
  value: { say: [{ kind: "text", text }] },
});
export const never = (code: string): Performed => ({ kind: "never", code });

/** Starts a host for the account `shop` over files in a temporary folder; both end with the test. */
export const startHost = async (
  files: Files,
  options: Partial<PluginHostOptions> = {},
): Promise<Running> => {
  const account = mkdtempSync(path.join(tmpdir(), "yingda-plugins-"));
  const folder = path.join(account, "plugins");
  const write = (name: string, source: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), source);
  };
  for (const [name, source] of Object.entries(files)) write(name, source);
  const lines: Line[] = [];
  const note = (fields: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ fields, message });
  };
  const host = await startPluginHost({
    places: [{ account: "shop", folder }],
    log: { info: note, warn: note },
    taken: { actions: ["reply"], facts: ["text"] },
    ...options,
  });
  onTestFinished(() => {
    host.close();
    rmSync(account, { recursive: true, force: true });
  });
  const ask: Running["ask"] = (use, params = {}, given = {}) => {
    const args = { plugin: use, use, params };
    const call = { key: "k", kind: "plugin", deadlineMs: 3_000, args, ...given };
    const signal = new AbortController().signal;
    const context = { account: "shop", follower: null, key: call.key, attempt: 1, signal };
    return host.caller.answer(call, context);
  };
  return { host, folder, lines, write, ask };
};
