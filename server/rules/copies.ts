import { createHash } from "node:crypto";
import type { Diagnostic, PluginData, Rule, RuleId, TestCase } from "../../engine/index.ts";
import type { AuditEntry } from "../storage/audit.ts";
import type { Draft, DraftPart, PartKey } from "../storage/drafts.ts";
import type { Library, StoredAccount } from "../storage/library.ts";
import type { SourceCopy, SourcePart, StoredPart } from "../storage/sources.ts";
import type { CompileAnswer, CompileProcess } from "./compile-process.ts";
import { filesOf } from "./source-parts.ts";
import type { CopyPart, WorkingCopy } from "./working-copy.ts";
import { draftOf, draftWrite, joinCopy, keyOf } from "./working-copy.ts";

/** A working copy as it stands, unread. */
export interface CopyView extends WorkingCopy, SourceCopy {
  readonly shared: readonly StoredPart[];
  readonly draft: Draft;
  readonly stored: StoredAccount;
  readonly generation: number;
  /** What is served; `null` before the first publication. */
  readonly version: number | null;
}
/** The same, checked. */
export interface CheckedCopy {
  readonly view: CopyView;
  readonly compiled: CompileAnswer;
  readonly rules: ReadonlyMap<RuleId, Rule>;
  /** By part (`keyOf`), `""` for what belongs to none. */
  readonly problems: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly tests: ReadonlyMap<string, TestCase>;
}
export interface CopiesDeps {
  readonly library: Pick<Library, "accounts" | "sources" | "drafts" | "ruleSets">;
  readonly compiler: CompileProcess;
  readonly plugins: (account: string) => readonly PluginData[];
  readonly nowMs: () => number;
}
export interface Edit {
  readonly author: string;
  /** The parts it must hold, in order; throw to change nothing. */
  readonly change: (view: CopyView) => readonly SourcePart[];
  /** Changes of others among them, which keep their authors and what they began from. */
  readonly taken?: readonly DraftPart[];
  /** Made once the change is known. */
  readonly audit: (view: CopyView) => AuditEntry;
}
/** Reads, changes and checks working copies; `""` is the shared one, which nobody changes but by publishing. */
export interface Copies {
  /** `null` for an unknown account. */
  readonly view: (of: SourceCopy) => Promise<CopyView | null>;
  readonly edit: (of: SourceCopy, edit: Edit) => Promise<CopyView | null | "busy">;
  /** Compiled in the child process; kept until something of it changes. */
  readonly check: (view: CopyView) => Promise<CheckedCopy>;
  /** What `check` would give, if it is known already; otherwise it begins. */
  readonly peek: (view: CopyView) => CheckedCopy | null;
  /** Checks other texts of this account, unkept. */
  readonly compile: (
    of: { readonly account: string; readonly stored: Pick<StoredAccount, "secrets"> },
    parts: readonly SourcePart[],
  ) => Promise<CompileAnswer>;
}

const TRIES = 5;
const KEPT = 8;
const FILE = "file:account";

/** The text of `account.yaml`, as it is kept with the secrets. */
export const accountTextOf = ({ secrets }: Pick<StoredAccount, "secrets">): string =>
  secrets[FILE] ?? "";
export const withAccountFile = (
  stored: Pick<StoredAccount, "secrets">,
  parts: readonly SourcePart[],
) => [{ name: "account.yaml", text: accountTextOf(stored) }, ...filesOf(parts)];

const linesIn = (text: string): number => text.split("\n").length - 1;
/** Which part a line of a file belongs to. */
const partFinder = (parts: readonly SourcePart[]) => {
  const starts = new Map<string, { readonly line: number; readonly key: string }[]>();
  const next = new Map<string, number>();
  for (const part of parts) {
    const line = next.get(part.file) ?? 1;
    next.set(part.file, line + linesIn(part.text));
    const list = starts.get(part.file) ?? [];
    list.push({ line, key: keyOf(part) });
    starts.set(part.file, list);
  }
  return (file: string, line: number): string =>
    starts.get(file)?.findLast((start) => start.line <= line)?.key ?? "";
};

const sortProblems = (
  diagnostics: readonly Diagnostic[],
  find: (file: string, line: number) => string,
): ReadonlyMap<string, readonly Diagnostic[]> => {
  const sorted = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const key = find(diagnostic.file, diagnostic.line);
    const known = sorted.get(key);
    if (known === undefined) sorted.set(key, [diagnostic]);
    else known.push(diagnostic);
  }
  return sorted;
};

/** A test's path is `tests/FILE/PLACE`, its place among the file's tests. */
const sortTests = (parts: readonly CopyPart[], tests: readonly TestCase[]) => {
  const keys = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const part of parts) {
    if (part.kind !== "test") continue;
    const place = counts.get(part.file) ?? 0;
    counts.set(part.file, place + 1);
    keys.set(`tests/${part.file}/${place}`, keyOf(part));
  }
  return new Map(
    tests.flatMap((test) => {
      const key = keys.get(test.path);
      return key === undefined ? [] : [[key, test] as const];
    }),
  );
};

const checked = (view: CopyView, compiled: CompileAnswer): CheckedCopy => ({
  view,
  compiled,
  rules: new Map((compiled.ruleSet?.rules ?? []).map((rule) => [rule.id, rule])),
  problems: sortProblems(compiled.diagnostics, partFinder(view.parts)),
  tests: sortTests(view.parts, compiled.tests),
});

interface Kept {
  readonly print: string;
  readonly answer: Promise<CheckedCopy>;
  done: CheckedCopy | null;
}

/** Keeps the checks made last, one a copy. */
class Checks {
  readonly #kept = new Map<string, Kept>();
  readonly #deps: CopiesDeps;
  constructor(deps: CopiesDeps) {
    this.#deps = deps;
  }

  of(view: CopyView): Kept {
    const isShared = view.draft.parts.length === 0;
    const name = `${view.account}\n${isShared ? view.generation : view.copy}`;
    const print = this.#print(view, isShared);
    const known = this.#kept.get(name);
    if (known?.print === print) return known;
    const kept: Kept = { print, answer: this.#compile(view), done: null };
    kept.answer.then(
      (answer) => {
        kept.done = answer;
      },
      () => {
        if (this.#kept.get(name) === kept) this.#kept.delete(name);
      },
    );
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return kept;
  }

  async #compile(view: CopyView): Promise<CheckedCopy> {
    const { compiler, plugins } = this.#deps;
    const files = withAccountFile(view.stored, view.parts);
    const request = { accountId: view.account, files, plugins: plugins(view.account) };
    return checked(view, await compiler.compile(request));
  }

  #print({ account, generation, stored, draft }: CopyView, isShared: boolean): string {
    const plugins = createHash("sha256")
      .update(JSON.stringify(this.#deps.plugins(account)))
      .digest("hex");
    return [generation, stored.revision, isShared ? "" : draft.revision, plugins].join("/");
  }
}

/** Working copies over the library. */
export const createCopies = (deps: CopiesDeps): Copies => {
  const { library, compiler, plugins, nowMs } = deps;
  const checks = new Checks(deps);
  const view: Copies["view"] = async ({ account, copy }) => {
    const stored = await library.accounts.find(account);
    if (stored === null) return null;
    const nobody: Draft = { revision: 0, parts: [] };
    const [active, shared, draft] = await Promise.all([
      library.ruleSets.active(account),
      library.sources.read({ account, copy: "" }),
      copy === "" ? nobody : library.drafts.read({ account, copy }),
    ]);
    const joined = joinCopy(shared, draft.parts);
    const { generation, version } = active ?? { generation: 0, version: null };
    return { account, copy, stored, generation, version, shared, draft, ...joined };
  };
  const tryEdit = async (found: CopyView, { author, change, taken = [], audit }: Edit) => {
    const { account, copy, shared, draft } = found;
    const parts = change(found);
    const known = [...taken, ...draft.parts];
    const wanted = draftOf({ shared, draft: known, parts, author, nowMs: nowMs() });
    const write = draftWrite(draft.parts, wanted);
    return library.drafts.write({ account, copy, revision: draft.revision }, write, audit(found));
  };
  const edit: Copies["edit"] = async (of, how) => {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const found = await view(of);
      if (found === null) return null;
      if ((await tryEdit(found, how)) === "done") return view(of);
    }
    return "busy";
  };
  return {
    view,
    edit,
    check: async (of) => ({ ...(await checks.of(of).answer), view: of }),
    peek: (of) => {
      const { done } = checks.of(of);
      return done === null ? null : { ...done, view: of };
    },
    compile: ({ account, stored }, parts) =>
      compiler.compile({
        accountId: account,
        files: withAccountFile(stored, parts),
        plugins: plugins(account),
      }),
  };
};

/** What a part said when it was read: its text here and the shared one. */
export const revisionOf = (part: Pick<CopyPart, "text" | "published"> | null): string => {
  const short = (text: string | null): string =>
    text === null ? "" : createHash("sha256").update(text).digest("base64url").slice(0, 16);
  return part === null ? "" : `${short(part.text)}-${short(part.published)}`;
};
export const findPart = (view: Pick<CopyView, "parts">, key: PartKey): CopyPart | null =>
  view.parts.find((part) => part.kind === key.kind && part.id === key.id) ?? null;
