import type { Diagnostic, PluginData, RuleSet } from "../../engine/index.ts";
import { nextTickMs, schedulesOf } from "../../engine/index.ts";
import { missingSecrets } from "../accounts/account-secrets.ts";
import type { NowMs } from "../clock.ts";
import type { DraftPart } from "../storage/drafts.ts";
import type { Library, SourcePart, StoredAccount } from "../storage/library.ts";
import type { ScheduleTick, Store } from "../storage/store.ts";
import { accountRecord } from "./account-record.ts";
import { alignParts } from "./align-parts.ts";
import type { CompileAnswer, CompileProcess } from "./compile-process.ts";
import type { AccountFolder } from "./read-folder.ts";
import { ACCOUNT_FILE, filesOf, sourceParts } from "./source-parts.ts";
import { draftOf, draftWrite, joinCopy } from "./working-copy.ts";

/** The working copy that changed files of a folder become; among the sources, the folder as it was last published. */
export const FILES_COPY = "files";

export interface RuleLibraryDeps {
  readonly library: Library;
  readonly store: Store;
  readonly compiler: CompileProcess;
  readonly plugins: (account: string) => readonly PluginData[];
  readonly nowMs: NowMs;
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

/** When each schedule of a rule set is due next. */
export const ticksOf = (ruleSet: RuleSet, afterMs: number): readonly ScheduleTick[] =>
  schedulesOf(ruleSet).flatMap(({ path, cron }) => {
    const dueAtMs = nextTickMs(cron, ruleSet.account.timezone, afterMs);
    return dueAtMs === null ? [] : [{ path, version: ruleSet.version, dueAtMs }];
  });

const accountText = (folder: AccountFolder): string =>
  folder.files.find(({ name }) => ACCOUNT_FILE.test(name))?.text ?? "";

/** Whether a folder holds the very texts. */
const holds = (folder: AccountFolder, parts: readonly SourcePart[]): boolean => {
  const known = new Map(filesOf(parts).map(({ name, text }) => [name, text]));
  const others = folder.files.filter(({ name }) => !ACCOUNT_FILE.test(name));
  return others.length === known.size && others.every(({ name, text }) => known.get(name) === text);
};

interface Compiled {
  readonly folder: AccountFolder;
  readonly answer: CompileAnswer;
  readonly ruleSet: RuleSet;
  readonly parts: readonly SourcePart[];
}

/** Brings folders in. What a folder held when it was last published is kept as the copy `files`: only what changed since is a change. */
class FolderImport {
  readonly #deps: RuleLibraryDeps;
  readonly #setSchedules: RuleLibrary["setSchedules"];
  constructor(deps: RuleLibraryDeps, setSchedules: RuleLibrary["setSchedules"]) {
    this.#deps = deps;
    this.#setSchedules = setSchedules;
  }

  importFolder: RuleLibrary["importFolder"] = async (folder, how) => {
    const nothing = { account: folder.name, version: null, diagnostics: [], missing: [] };
    if (await this.#isUnchanged(folder, how.publish)) return { ...nothing, kind: "unchanged" };
    const compiled = await this.#deps.compiler.compile({
      accountId: folder.name,
      files: folder.files,
      plugins: this.#deps.plugins(folder.name),
    });
    const { ruleSet, diagnostics } = compiled;
    const missing = missingSecrets(compiled.file, this.#deps.env);
    const account = ruleSet?.account.id ?? folder.name;
    const answer = { ...nothing, account, diagnostics, missing };
    if (ruleSet === null || missing.length > 0) return { ...answer, kind: "refused" };
    const parts = sourceParts(folder.files, compiled);
    return {
      ...answer,
      ...(await this.#bringIn({ folder, answer: compiled, ruleSet, parts }, how)),
    };
  };

  async #isUnchanged(folder: AccountFolder, isPublished: boolean): Promise<boolean> {
    const { library } = this.#deps;
    const known = await library.accounts.find(folder.name);
    if (known === null) return false;
    const copy = isPublished ? "" : FILES_COPY;
    if (!holds(folder, await library.sources.read({ account: known.id, copy }))) return false;
    return !isPublished || known.secrets["file:account"] === accountText(folder);
  }

  async #bringIn(compiled: Compiled, how: { readonly publish: boolean; readonly author: string }) {
    const { library, nowMs } = this.#deps;
    const { id } = compiled.ruleSet.account;
    const known = await library.accounts.find(id);
    if (known === null)
      return this.#publish({ ...compiled, known, author: how.author, snapshot: compiled.parts });
    const seen = await library.sources.read({ account: id, copy: FILES_COPY });
    const shared = await library.sources.read({ account: id, copy: "" });
    const before = seen.length === 0 ? shared : seen;
    const parts = alignParts(before, compiled.parts);
    const entries = draftOf({
      shared: before,
      draft: [],
      parts,
      author: FILES_COPY,
      nowMs: nowMs(),
    });
    const joined = joinCopy(shared, entries);
    const conflicts = [...joined.parts, ...joined.removed].some(({ conflict }) => conflict);
    if (!how.publish || conflicts) {
      await this.#keepDraft(id, entries);
      return { kind: "draft" } as const;
    }
    const isWhole = holds(compiled.folder, joined.parts);
    const whole = isWhole ? compiled : await this.#compileJoined(compiled, joined.parts);
    if (whole === null) return { kind: "refused" } as const;
    return this.#publish({
      ...whole,
      parts: joined.parts,
      snapshot: parts,
      known,
      author: how.author,
    });
  }

  /** The folder's changes among those that were published from elsewhere. */
  async #compileJoined(compiled: Compiled, parts: readonly SourcePart[]): Promise<Compiled | null> {
    const { folder } = compiled;
    const account = folder.files.filter(({ name }) => ACCOUNT_FILE.test(name));
    const answer = await this.#deps.compiler.compile({
      accountId: folder.name,
      files: [...account, ...filesOf(parts)],
      plugins: this.#deps.plugins(folder.name),
    });
    return answer.ruleSet === null ? null : { ...compiled, answer, ruleSet: answer.ruleSet };
  }

  async #keepDraft(account: string, entries: readonly DraftPart[]): Promise<void> {
    const { drafts } = this.#deps.library;
    const of = { account, copy: FILES_COPY };
    const { revision, parts } = await drafts.read(of);
    const write = draftWrite(parts, entries);
    if (write.put.length + write.drop.length > 0)
      await drafts.write({ ...of, revision }, write, null);
  }

  async #publish(
    what: Compiled & {
      readonly known: StoredAccount | null;
      readonly author: string;
      /** The folder as it is, under the names that are published. */
      readonly snapshot: readonly SourcePart[];
    },
  ): Promise<Pick<Imported, "kind" | "version">> {
    const { library, env } = this.#deps;
    const { folder, answer, known, author } = what;
    const { id, name } = what.ruleSet.account;
    const record = accountRecord({
      file: answer.file,
      name,
      folder: folder.path,
      text: accountText(folder),
      before: known?.secrets ?? {},
      env,
    });
    const version = await library.ruleSets.nextVersion(id);
    const ruleSet = { ...what.ruleSet, version };
    const done = await library.ruleSets.publish(id, {
      ruleSet,
      sources: what.parts.map(({ kind, id: part, file, text }, position) => {
        return { kind, id: part, file, position, text };
      }),
      author,
      note: "",
      expectedGeneration: (await library.ruleSets.active(id))?.generation ?? 0,
      account: { id, ...record, revision: known?.revision ?? 0 },
    });
    if (done === "stale") return { kind: "busy", version: null };
    await library.sources.replace({ account: id, copy: FILES_COPY }, what.snapshot);
    await this.#keepDraft(id, []);
    await this.#setSchedules(ruleSet);
    return { kind: known === null ? "added" : "published", version };
  }
}

/** Texts, versions and what is served, over the store. */
export const createRuleLibrary = (deps: RuleLibraryDeps): RuleLibrary => {
  const setSchedules: RuleLibrary["setSchedules"] = (ruleSet) => {
    const { id } = ruleSet.account;
    return deps.store.setSchedules(id, ticksOf(ruleSet, deps.nowMs(id)));
  };
  return { importFolder: new FolderImport(deps, setSchedules).importFolder, setSchedules };
};
