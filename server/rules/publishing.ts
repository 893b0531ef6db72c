import type { AnswerCall, Definitions, Diagnostic, RuleSet } from "../../engine/index.ts";
import { compileRules, makeRegistry, withBuiltIn } from "../../engine/index.ts";
import type { AuditEntry } from "../storage/audit.ts";
import type { DraftPart, PartKey } from "../storage/drafts.ts";
import type { Library, StoredAccount } from "../storage/library.ts";
import type { SourcePart } from "../storage/sources.ts";
import type { Copies, CopyView } from "./copies.ts";
import type { RunTest } from "./run-tests.ts";
import { runTests } from "./run-tests.ts";
import { draftOf, draftWrite, joinCopy, keyOf } from "./working-copy.ts";

export interface PublishingDeps {
  readonly library: Library;
  readonly copies: Copies;
  readonly definitions: (account: string) => Definitions;
  /** Sets the cron ticks of what is served now. */
  readonly setSchedules: (ruleSet: RuleSet) => Promise<void>;
  /** What the world refuses of a rule set that is sound by itself: addresses that nobody finds. */
  readonly lookUp?: (
    ruleSet: RuleSet,
    diagnostics: readonly Diagnostic[],
  ) => Promise<readonly Diagnostic[]>;
}
export interface Publish {
  readonly account: string;
  readonly copy: string;
  /** Only these changes; `null`: all. */
  readonly parts: readonly PartKey[] | null;
  readonly note: string;
  readonly author: string;
  readonly expectedGeneration: number;
  /** Failing tests do not stop it. */
  readonly isForced: boolean;
  readonly answerCall: AnswerCall;
  readonly audit: (done: { readonly version: number; readonly failed: number }) => AuditEntry;
}
export type PublishResult =
  | { readonly kind: "unknown" | "stale" | "nothing" }
  | { readonly kind: "conflicts"; readonly parts: readonly PartKey[] }
  | { readonly kind: "has-errors"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "tests-failing"; readonly runs: readonly RunTest[] }
  | {
      readonly kind: "published";
      readonly version: number;
      readonly changes: number;
      readonly failed: number;
    };
export interface Publishing {
  readonly publish: (what: Publish) => Promise<PublishResult>;
  /** Publishes the texts of an earlier version as a new one; working copies stay. */
  readonly rollBack: (what: {
    readonly account: string;
    readonly version: number;
    readonly note: string;
    readonly author: string;
    readonly expectedGeneration: number;
    readonly audit: (done: { readonly version: number }) => AuditEntry;
  }) => Promise<PublishResult>;
  /** Publishes the shared texts again under another `account.yaml`, or for the first time. */
  readonly saveAccount: (what: {
    readonly view: Pick<CopyView, "account" | "generation" | "shared">;
    readonly ruleSet: RuleSet;
    readonly account: Pick<StoredAccount, "id" | "settings" | "secrets" | "revision">;
    readonly note: string;
    readonly author: string;
    readonly audit: (done: { readonly version: number }) => AuditEntry;
  }) => Promise<PublishResult>;
}

const plain = (parts: readonly SourcePart[]): readonly SourcePart[] =>
  parts.map(({ kind, id, file, text }, position) => ({ kind, id, file, position, text }));

const chosen = (view: CopyView, parts: readonly PartKey[] | null): readonly DraftPart[] => {
  if (parts === null) return view.draft.parts;
  const wanted = new Set(parts.map(keyOf));
  return view.draft.parts.filter((entry) => wanted.has(keyOf(entry)));
};

/** Mistakes that were not there before: in what is changed, or brought about by it. */
const newErrors = (
  found: readonly Diagnostic[],
  before: readonly Diagnostic[],
): readonly Diagnostic[] => {
  const name = ({ code, path, params }: Diagnostic): string =>
    `${code}\n${path}\n${JSON.stringify(params)}`;
  const known = new Set(before.map(name));
  return found.filter((one) => one.severity === "error" && !known.has(name(one)));
};

type Candidate = {
  readonly view: CopyView;
  readonly parts: readonly SourcePart[];
  readonly ruleSet: RuleSet;
  readonly entries: readonly DraftPart[];
};

/** What leaves the working copy, once `parts` are the shared texts: everything that says the same by then. */
const remaining = ({ view, parts }: Candidate, author: string) => {
  const { draft, account, copy } = view;
  const wanted = draftOf({
    shared: parts,
    draft: draft.parts,
    parts: view.parts,
    author,
    nowMs: 0,
  });
  const at = { account, copy, revision: draft.revision };
  return { at, write: draftWrite(draft.parts, wanted) };
};

class Publisher implements Publishing {
  readonly #deps: PublishingDeps;
  constructor(deps: PublishingDeps) {
    this.#deps = deps;
  }

  publish: Publishing["publish"] = async (what) => {
    const candidate = await this.#candidate(what);
    if ("kind" in candidate) return candidate;
    const { account, note, author, expectedGeneration } = what;
    const runs = await this.#test(candidate, what);
    const failing = runs.filter(({ result }) => !result.passed);
    if (failing.length > 0 && !what.isForced) return { kind: "tests-failing", runs: failing };
    const version = await this.#deps.library.ruleSets.nextVersion(account);
    const ruleSet = { ...candidate.ruleSet, version };
    const done = await this.#deps.library.ruleSets.publish(account, {
      ruleSet,
      sources: candidate.parts,
      author,
      note,
      expectedGeneration,
      draft: remaining(candidate, author),
      audit: what.audit({ version, failed: failing.length }),
    });
    if (done === "stale") return { kind: "stale" };
    await this.#deps.setSchedules(ruleSet);
    const changes = candidate.entries.length;
    return { kind: "published", version, changes, failed: failing.length };
  };

  rollBack: Publishing["rollBack"] = async (what) => {
    const { account, version: from } = what;
    const { library, copies } = this.#deps;
    const view = await copies.view({ account, copy: "" });
    const sources = await library.ruleSets.sources(account, from);
    if (view === null || sources === null) return { kind: "unknown" };
    if (view.generation !== what.expectedGeneration) return { kind: "stale" };
    const compiled = await copies.compile(view, sources);
    if (compiled.ruleSet === null) return { kind: "has-errors", diagnostics: compiled.diagnostics };
    return this.#publishShared({
      ...what,
      ruleSet: compiled.ruleSet,
      sources,
      changes: sources.length,
    });
  };

  saveAccount: Publishing["saveAccount"] = async ({ view, account, ...what }) =>
    this.#publishShared({
      ...what,
      account: account.id,
      expectedGeneration: view.generation,
      sources: plain(view.shared),
      stored: account,
      changes: 1,
    });

  async #publishShared(what: {
    readonly account: string;
    readonly ruleSet: RuleSet;
    readonly sources: readonly SourcePart[];
    readonly note: string;
    readonly author: string;
    readonly expectedGeneration: number;
    readonly changes: number;
    readonly stored?: Pick<StoredAccount, "id" | "settings" | "secrets" | "revision">;
    readonly audit: (done: { readonly version: number }) => AuditEntry;
  }): Promise<PublishResult> {
    const { account, sources, note, author, expectedGeneration, stored } = what;
    const version = await this.#deps.library.ruleSets.nextVersion(account);
    const ruleSet = { ...what.ruleSet, version };
    const done = await this.#deps.library.ruleSets.publish(account, {
      ruleSet,
      sources,
      author,
      note,
      expectedGeneration,
      ...(stored === undefined ? {} : { account: stored }),
      audit: what.audit({ version }),
    });
    if (done === "stale") return { kind: "stale" };
    await this.#deps.setSchedules(ruleSet);
    return { kind: "published", version, changes: what.changes, failed: 0 };
  }

  async #candidate(what: Publish): Promise<Candidate | PublishResult> {
    const { account, copy } = what;
    const { copies } = this.#deps;
    const view = await copies.view({ account, copy });
    if (view === null) return { kind: "unknown" };
    if (view.generation !== what.expectedGeneration) return { kind: "stale" };
    const entries = chosen(view, what.parts);
    const joined = joinCopy(view.shared, entries);
    const changed = joined.parts.filter(({ change }) => change !== null);
    if (changed.length + joined.removed.length === 0) return { kind: "nothing" };
    const conflicts = [...joined.parts, ...joined.removed].filter(({ conflict }) => conflict);
    if (conflicts.length > 0)
      return { kind: "conflicts", parts: conflicts.map(({ kind, id }) => ({ kind, id })) };
    const parts = plain(joined.parts);
    const { compiled } =
      what.parts === null
        ? await copies.check(view)
        : { compiled: await copies.compile(view, parts) };
    const shared = await copies.view({ account, copy: "" });
    const before = shared === null ? [] : (await copies.check(shared)).compiled.diagnostics;
    const errors = newErrors(compiled.diagnostics, before);
    const { ruleSet } = compiled;
    if (ruleSet === null || errors.length > 0) return { kind: "has-errors", diagnostics: errors };
    const refused = (await this.#deps.lookUp?.(ruleSet, compiled.diagnostics)) ?? [];
    if (refused.length > 0) return { kind: "has-errors", diagnostics: refused };
    return { view, parts, ruleSet, entries };
  }

  async #test({ view, ruleSet, parts }: Candidate, what: Publish): Promise<readonly RunTest[]> {
    const { copies, definitions } = this.#deps;
    const tests =
      what.parts === null
        ? (await copies.check(view)).tests
        : new Map((await copies.compile(view, parts)).tests.map((test) => [test.path, test]));
    if (tests.size === 0) return [];
    const registry = makeRegistry(withBuiltIn(definitions(what.account)));
    return runTests(tests, compileRules({ ...ruleSet, version: 1 }, registry), what.answerCall);
  }
}

export const createPublishing = (deps: PublishingDeps): Publishing => new Publisher(deps);
