import { basename, join, resolve } from "node:path";
import type { Call, CallAnswer, CompiledFolder, ReadyRules } from "../../engine/index.ts";
import {
  builtIn,
  compileFolder,
  compileRules,
  lints,
  makeRegistry,
  withBuiltIn,
} from "../../engine/index.ts";
import { checkShape } from "../check-shape.ts";
import type { PluginHost } from "../plugins/plugin-host.ts";
import { startPluginHost } from "../plugins/plugin-host.ts";
import type { AccountFolder } from "../rules/read-folder.ts";
import { accountFolders, readFolder } from "../rules/read-folder.ts";
import { UsageError } from "./command.ts";

const SILENT = { warn: () => {}, error: () => {}, info: () => {} };

/** An account folder, compiled as it lies on disk, with its plugins running. */
export interface OpenFolder {
  readonly folder: AccountFolder;
  readonly compiled: CompiledFolder;
  readonly rules: ReadyRules | null;
  readonly plugins: PluginHost;
  /** Runs a plugin for a test or an explanation; other calls are refused. */
  readonly answerCall: (call: Call) => Promise<CallAnswer>;
}

/** The account folders that a path means: itself, or those inside it; throws `UsageError` if there is none. */
export const foldersAt = async (path: string): Promise<readonly string[]> => {
  const whole = resolve(path);
  const siblings = await accountFolders(join(whole, ".."));
  if (siblings.includes(whole)) return [whole];
  const inside = await accountFolders(whole);
  if (inside.length === 0)
    throw new UsageError(`${path} holds no account: an account folder has an account.yaml`);
  return inside;
};

const answering =
  (plugins: PluginHost, account: string) =>
  async (call: Call): Promise<CallAnswer> => {
    if (call.kind !== "plugin") return { ok: false, reason: `no ${call.kind} from here` };
    const signal = AbortSignal.timeout(call.deadlineMs);
    const context = { account, follower: "oTester", key: call.key, attempt: 1, signal };
    const answered = await plugins.caller.answer(call, context);
    return answered.kind === "done"
      ? { ok: true, value: answered.value }
      : { ok: false, reason: answered.code };
  };

/** Opens an account folder for the length of `work`. */
export const withFolder = async <R>(
  path: string,
  work: (open: OpenFolder) => Promise<R>,
): Promise<R> => {
  const folder = await readFolder(path);
  const account = basename(path);
  const taken = {
    actions: builtIn.actions.map(({ name }) => name),
    facts: builtIn.facts.map(({ name }) => name),
  };
  const places = folder.plugins === null ? [] : [{ account, folder: folder.plugins }];
  const plugins = await startPluginHost({ places, log: SILENT, taken });
  try {
    const registry = makeRegistry(withBuiltIn(plugins.definitions(account)));
    const compiled = compileFolder({
      accountId: account,
      files: folder.files,
      registry,
      checkShape,
      lints,
    });
    const rules =
      compiled.ruleSet === null
        ? null
        : compileRules({ ...compiled.ruleSet, version: 1 }, registry);
    const answerCall = answering(plugins, account);
    return await work({ folder, compiled, rules, plugins, answerCall });
  } finally {
    plugins.close();
  }
};
