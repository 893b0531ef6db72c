import type { AccountFile, Diagnostic, PluginData, RuleSet } from "../../engine/index.ts";
import { nextTickMs, schedulesOf } from "../../engine/index.ts";
import { missingSecrets, secretsFrom } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { Library, SourcePart, StoredAccount } from "../storage/library.ts";
import type { ScheduleTick, Store } from "../storage/store.ts";
import type { CompileAnswer, CompileProcess } from "./compile-process.ts";
import type { AccountFolder } from "./read-folder.ts";
import { ACCOUNT_FILE, filesOf, sourceParts } from "./source-parts.ts";

/** The working copy that changed files of a folder become. */
export const FILES_COPY = "files";

export interface RuleLibraryDeps {
  readonly library: Library;
  readonly store: Store;
  readonly compiler: CompileProcess;
  readonly plugins: (account: string) => readonly PluginData[];
  readonly nowMs: () => number;
  readonly env: (name: string) => string | undefined;
}
export interface Imported {
  readonly account: string;
  /** `draft`: kept as the draft of the files. `refused`: nothing can be served, see the diagnostics. */
  readonly kind: "added" | "published" | "draft" | "unchanged" | "refused" | "busy";
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Secrets a real account needs and has not. */
  readonly missing: readonly string[];
}
export interface RuleLibrary {
  /** Brings an account folder in: a new account is served at once, changes of a known one become a draft, or are published. */
  readonly importFolder: (
    folder: AccountFolder,
    how: { readonly publish: boolean; readonly author: string },
  ) => Promise<Imported>;
  /** Sets the cron ticks of what is served; called at start. */
  readonly setSchedules: (ruleSet: RuleSet) => Promise<void>;
}

const settingsFrom = (file: AccountFile, name: string, folder: string): AccountSettings => ({
  name,
  originalId: file.originalId,
  appId: file.appId,
  platform: file.platform,
  mode: file.mode,
  hooks: Object.fromEntries(Object.entries(file.hooks).map(([hook, { url }]) => [hook, url])),
  folder,
});

/** When each schedule of a rule set is due next. */
export const ticksOf = (ruleSet: RuleSet, afterMs: number): readonly ScheduleTick[] =>
  schedulesOf(ruleSet).flatMap(({ path, cron }) => {
    const dueAtMs = nextTickMs(cron, ruleSet.account.timezone, afterMs);
    return dueAtMs === null ? [] : [{ path, version: ruleSet.version, dueAtMs }];
  });

/** Whether a folder holds the very texts that are stored. */
const isStored = (folder: AccountFolder, known: StoredAccount, parts: readonly SourcePart[]) => {
  const stored = new Map(filesOf(parts).map(({ name, text }) => [name, text]));
  const others = folder.files.filter(({ name }) => !ACCOUNT_FILE.test(name));
  return (
    known.secrets["file:account"] === accountText(folder) &&
    others.length === stored.size &&
    others.every(({ name, text }) => stored.get(name) === text)
  );
};

/** Texts, versions and what is served, over the store. */
export const createRuleLibrary = (deps: RuleLibraryDeps): RuleLibrary => {
  const { library, store, compiler, nowMs, env } = deps;
  const setSchedules = (ruleSet: RuleSet) =>
    store.setSchedules(ruleSet.account.id, ticksOf(ruleSet, nowMs()));

  const saveAccount = async (folder: AccountFolder, compiled: CompileAnswer, ruleSet: RuleSet) => {
    const { id, name } = ruleSet.account;
    const known = await library.accounts.find(id);
    const text = folder.files.find((file) => ACCOUNT_FILE.test(file.name))?.text ?? "";
    const before = known?.secrets ?? {};
    const secrets = { ...secretsFrom(compiled.file, before, env), "file:account": text };
    const settings = { ...settingsFrom(compiled.file, name, folder.path) };
    if (known === null) await library.accounts.add({ id, settings, secrets });
    else await library.accounts.change({ id, settings, secrets, revision: known.revision });
  };

  const publish = async (ruleSet: RuleSet, sources: readonly SourcePart[], author: string) => {
    const { id } = ruleSet.account;
    const expectedGeneration = (await library.ruleSets.active(id))?.generation ?? 0;
    const version = await library.ruleSets.nextVersion(id);
    const published = { ...ruleSet, version };
    const note = "";
    const done = await library.ruleSets.publish(id, {
      ruleSet: published,
      sources,
      author,
      note,
      expectedGeneration,
    });
    if (done === "stale") return null;
    await setSchedules(published);
    return version;
  };

  const unchanged = async (folder: AccountFolder): Promise<boolean> => {
    const known = await library.accounts.find(folder.name);
    if (known === null) return false;
    return isStored(folder, known, await library.sources.read({ account: known.id, copy: "" }));
  };

  const importFolder: RuleLibrary["importFolder"] = async (folder, how) => {
    const nothing = { account: folder.name, version: null, diagnostics: [], missing: [] };
    if (await unchanged(folder)) return { ...nothing, kind: "unchanged" };
    const plugins = deps.plugins(folder.name);
    const compiled = await compiler.compile({
      accountId: folder.name,
      files: folder.files,
      plugins,
    });
    const { ruleSet, diagnostics } = compiled;
    const missing = missingSecrets(compiled.file, env);
    const answer = {
      ...nothing,
      account: ruleSet?.account.id ?? folder.name,
      diagnostics,
      missing,
    };
    if (ruleSet === null || missing.length > 0) return { ...answer, kind: "refused" };
    const sources = sourceParts(folder.files, compiled);
    const isKnown = (await library.accounts.find(answer.account)) !== null;
    if (isKnown && !how.publish) {
      await library.sources.replace({ account: answer.account, copy: FILES_COPY }, sources);
      return { ...answer, kind: "draft" };
    }
    await saveAccount(folder, compiled, ruleSet);
    const version = await publish(ruleSet, sources, how.author);
    if (version === null) return { ...answer, kind: "busy" };
    return { ...answer, kind: isKnown ? "published" : "added", version };
  };
  return { importFolder, setSchedules };
};

const accountText = (folder: AccountFolder): string =>
  folder.files.find(({ name }) => ACCOUNT_FILE.test(name))?.text ?? "";
