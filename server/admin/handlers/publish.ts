import type { LocalText, Rule } from "../../../engine/index.ts";
import type { CopyView } from "../../rules/copies.ts";
import { scalarOf } from "../../rules/entry-text.ts";
import type { PublishResult } from "../../rules/publishing.ts";
import { FILES_COPY } from "../../rules/rule-library.ts";
import { draftOf, joinCopy, keyOf } from "../../rules/working-copy.ts";
import type { PartKey } from "../../storage/drafts.ts";
import type { SourcePart } from "../../storage/sources.ts";
import type { HandlersOf, SignedIn } from "../call.ts";
import { addsCode } from "../code-right.ts";
import type { AnswerOf, ChangeList, DraftChange, Right, VersionRow } from "../contract.ts";
import { changeCopy } from "../copy-calls.ts";
import { describeChange } from "../describe-change.ts";
import type { Desk } from "../desk.ts";
import { registryOf, tryingCall, viewOf } from "../desk.ts";
import { exported } from "../file-copy.ts";
import { namesOf } from "../names-of.ts";
import { problemsOf } from "../problems.ts";
import { found, Refusal } from "../refusal.ts";
import { shownRun } from "./tests.ts";

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });
const MOVED = both("换了位置", "it stands elsewhere");
const UNREAD = both("内容有改动", "its text changed");

type Rules = ReadonlyMap<string, Rule>;
interface Sides {
  readonly before: Rules;
  readonly after: Rules;
  readonly describe: (before: Rule | null, after: Rule | null) => readonly LocalText[];
  readonly nameOf: (id: string) => string;
}
const nameIn = (text: string | null): string =>
  text === null ? "" : (scalarOf(text, "name") ?? scalarOf(text, "id") ?? "");
const says = (part: PartKey, what: DraftChange["what"], sides: Sides): LocalText[] => {
  if (what === "moved") return [MOVED];
  if (part.kind !== "rule") return what === "changed" ? [UNREAD] : [];
  const before = sides.before.get(part.id) ?? null;
  const after = what === "removed" ? null : (sides.after.get(part.id) ?? null);
  if (after === null && what !== "removed") return [UNREAD];
  const told = sides.describe(before, after);
  return told.length === 0 ? [UNREAD] : [...told];
};

/** What a copy changes, in operator language. */
const changesIn = (view: Pick<CopyView, "parts" | "removed">, sides: Sides): DraftChange[] => {
  const changed = view.parts.flatMap((part): DraftChange[] => {
    const { kind, id, file, text, change, published, author, atMs, conflict, base } = part;
    if (change === null) return [];
    return [
      {
        ...{ kind, id, file, what: change, author, atMs, conflict },
        name: nameIn(text),
        says: says(part, change, sides),
        before: published,
        after: text,
        authorName: sides.nameOf(author),
        base: conflict ? base : null,
      },
    ];
  });
  const removed = view.removed.map((part): DraftChange => {
    const { kind, id, file, published, author, atMs, conflict, base } = part;
    return {
      ...{ kind, id, file, what: "removed" as const, author, atMs, conflict },
      name: nameIn(published),
      says: says(part, "removed", sides),
      before: published,
      after: null,
      authorName: sides.nameOf(author),
      base: conflict ? base : null,
    };
  });
  return [...changed, ...removed];
};

const byId = (rules: readonly Rule[] | undefined): Rules =>
  new Map((rules ?? []).map((rule) => [rule.id, rule]));
const describer = (desk: Desk, account: string): Sides["describe"] => {
  const registry = registryOf(desk, account);
  return (before, after) => describeChange(before, after, registry);
};

const changeList = async (desk: Desk, account: string, me: SignedIn): Promise<ChangeList> => {
  const view = await viewOf(desk, account, me.member.id);
  const served = await desk.store.ruleSet(account, "active");
  const nameOf = await namesOf(desk);
  const changed = view.draft.parts.length === 0 ? null : await desk.copies.check(view);
  const sides = {
    before: byId(served?.rules),
    after: changed?.rules ?? new Map(),
    describe: describer(desk, account),
    nameOf,
  };
  const others = await Promise.all(
    (await desk.library.drafts.copies(account))
      .filter(({ copy }) => copy !== me.member.id)
      .map(async ({ copy, lastAtMs }) => {
        const other = await viewOf(desk, account, copy);
        const count = other.parts.filter(({ change }) => change !== null).length;
        return { copy, name: nameOf(copy), changes: count + other.removed.length, lastAtMs };
      }),
  );
  return {
    changes: changesIn(view, sides),
    others: others.filter(({ changes }) => changes > 0),
    generation: view.generation,
    version: view.version,
  };
};

/** Takes the changes of another copy over what the caller did not change; what both changed stays and is named. */
const merged = (mine: CopyView, theirs: CopyView) => {
  const own = new Set(mine.draft.parts.map(keyOf));
  const wanted = theirs.draft.parts.filter((entry) => !own.has(keyOf(entry)));
  const conflicts = theirs.draft.parts.filter((entry) => {
    const other = mine.draft.parts.find((one) => keyOf(one) === keyOf(entry));
    return other !== undefined && other.text !== entry.text;
  });
  const start = mine.draft.parts.length;
  const later = wanted.map((entry, at) => ({ ...entry, seq: entry.seq + start + at }));
  const joined = joinCopy(mine.shared, [...mine.draft.parts, ...later]);
  return { parts: joined.parts, taken: wanted.length, conflicts };
};

/** The folder's changes are somebody's now: from here on it counts as it stands. */
const handOver = async ({ library }: Desk, files: CopyView): Promise<void> => {
  const { account, copy, draft } = files;
  const seen = await library.sources.read({ account, copy });
  const { parts } = joinCopy(seen, draft.parts);
  await library.sources.replace({ account, copy }, parts);
  const drop = draft.parts.map(({ kind, id }) => ({ kind, id }));
  await library.drafts.write({ account, copy, revision: draft.revision }, { put: [], drop }, null);
};

const refuse = (result: PublishResult): never => {
  switch (result.kind) {
    case "unknown":
      throw new Refusal("not-found");
    case "stale":
      throw new Refusal("published-meanwhile");
    case "nothing":
      throw new Refusal("nothing-to-publish");
    case "conflicts":
      throw new Refusal("conflicts", { parts: result.parts });
    case "has-errors":
      throw new Refusal("has-errors", { runs: [], problems: problemsOf(result.diagnostics) });
    case "tests-failing":
      throw new Refusal("tests-failing", { runs: result.runs.map(shownRun), problems: [] });
    default:
      throw new Refusal("internal");
  }
};
const published = async (
  desk: Desk,
  account: string,
  result: PublishResult,
): Promise<AnswerOf<"POST /accounts/:account/publish">> => {
  if (result.kind !== "published") return refuse(result);
  await desk.onServed(account);
  const { version, changes, failed } = result;
  const active = await desk.library.ruleSets.active(account);
  return { version, generation: active?.generation ?? 0, changes, failedTests: failed };
};

/** Whoever publishes answers for what reaches out, whoever wrote it. */
const refuseCode = async (
  desk: Desk,
  view: CopyView,
  { can }: { readonly can: (right: Right) => boolean },
): Promise<void> => {
  if (can("code")) return;
  const served = await desk.store.ruleSet(view.account, "active");
  const { rules } = await desk.copies.check(view);
  if (addsCode(byId(served?.rules), rules, desk.plugins.data(view.account)))
    throw new Refusal("needs-code");
};

const chosen = (parts: readonly PartKey[] | undefined) => {
  const keys = parts === undefined ? null : new Set(parts.map(keyOf));
  return (part: PartKey): boolean => keys === null || keys.has(keyOf(part));
};
/** The copy without some of its changes. */
const without = (view: CopyView, isDropped: (part: PartKey) => boolean) => {
  const left = view.draft.parts.filter((entry) => !isDropped(entry));
  return {
    parts: joinCopy(view.shared, left).parts,
    dropped: view.draft.parts.length - left.length,
  };
};

type Routes =
  | "GET /accounts/:account/changes"
  | "POST /accounts/:account/changes/discard"
  | "POST /accounts/:account/changes/take"
  | "POST /accounts/:account/publish"
  | "GET /accounts/:account/versions"
  | "GET /accounts/:account/versions/:version"
  | "GET /accounts/:account/diff"
  | "POST /accounts/:account/versions/:version/rollback";

const versionRows = async (
  desk: Desk,
  account: string,
  page: { readonly before: number | null; readonly limit: number },
): Promise<VersionRow[]> => {
  const nameOf = await namesOf(desk);
  const active = await desk.library.ruleSets.active(account);
  const rows = await desk.library.ruleSets.list(account, {
    beforeVersion: page.before,
    limit: page.limit,
  });
  return rows.map((row) => ({
    ...row,
    authorName: nameOf(row.author),
    isActive: row.version === active?.version,
  }));
};

const diff = async (desk: Desk, account: string, [from, to]: readonly [number, number]) => {
  const { ruleSets } = desk.library;
  const sides = await Promise.all(
    [from, to].map((version) => desk.store.ruleSet(account, version)),
  );
  const [was, is] = await Promise.all([
    ruleSets.sources(account, from),
    ruleSets.sources(account, to),
  ]);
  const shared: readonly SourcePart[] = found(was);
  const parts = found(is);
  const entries = draftOf({ shared, draft: [], parts, author: "", nowMs: 0 });
  return {
    changes: changesIn(joinCopy(shared, entries), {
      before: byId(sides[0]?.rules),
      after: byId(sides[1]?.rules),
      describe: describer(desk, account),
      nameOf: () => "",
    }),
  };
};

const versionHandlers = (
  desk: Desk,
): HandlersOf<Extract<Routes, `${string}version${string}`> | "GET /accounts/:account/diff"> => ({
  "GET /accounts/:account/versions": async ({ params, query }) => ({
    versions: await versionRows(desk, params.account, {
      before: query.before ?? null,
      limit: query.limit ?? 50,
    }),
  }),
  "GET /accounts/:account/versions/:version": async ({ params }) => {
    const { account, version } = params;
    const page = { before: version + 1, limit: 1 };
    const row = found(
      (await versionRows(desk, account, page)).find((one) => one.version === version),
    );
    const sources = found(await desk.library.ruleSets.sources(account, version));
    const rules = sources.filter(({ kind }) => kind === "rule").length;
    return { ...row, rules, files: exported(sources) };
  },
  "GET /accounts/:account/diff": ({ params, query }) =>
    diff(desk, params.account, [query.from, query.to]),
  "POST /accounts/:account/versions/:version/rollback": async ({ params, body, me, audit }) => {
    const { account, version } = params;
    const result = await desk.publishing.rollBack({
      account,
      version,
      note: body.note ?? `↩ ${version}`,
      author: me.member.id,
      expectedGeneration: body.generation,
      audit: (done) => audit(String(version), { version: done.version, note: body.note ?? "" }),
    });
    return published(desk, account, result);
  },
});

export const publishHandlers = (desk: Desk): HandlersOf<Routes> => ({
  ...versionHandlers(desk),
  "GET /accounts/:account/changes": ({ params, me }) => changeList(desk, params.account, me),
  "POST /accounts/:account/changes/discard": async (call) => {
    let dropped = 0;
    const isDropped = chosen(call.body.parts);
    await changeCopy(desk, call, {
      subject: () => String(dropped),
      change: (view) => {
        const left = without(view, isDropped);
        ({ dropped } = left);
        return left.parts;
      },
    });
    return { dropped };
  },
  "POST /accounts/:account/changes/take": async (call) => {
    const { account } = call.params;
    const theirs = await viewOf(desk, account, call.body.copy);
    if (theirs.draft.parts.length === 0) throw new Refusal("not-found");
    let result: ReturnType<typeof merged> | null = null;
    await changeCopy(desk, call, {
      taken: theirs.draft.parts,
      subject: () => call.body.copy,
      change: (mine) => {
        result = merged(mine, theirs);
        return result.parts;
      },
    });
    if (call.body.copy === FILES_COPY) await handOver(desk, theirs);
    const { taken, conflicts } = result ?? { taken: 0, conflicts: [] as readonly PartKey[] };
    return { taken, conflicts: conflicts.map(({ kind, id }) => ({ kind, id })) };
  },
  "POST /accounts/:account/publish": async (call) => {
    const { params, body, me, can, audit } = call;
    const { account } = params;
    const { note, overrideReason: reason } = body;
    if (reason !== undefined && !can("manage")) throw new Refusal("not-allowed");
    await refuseCode(desk, await viewOf(desk, account, me.member.id), call);
    const result = await desk.publishing.publish({
      account,
      copy: me.member.id,
      parts: body.parts ?? null,
      note,
      author: me.member.id,
      expectedGeneration: body.generation,
      isForced: reason !== undefined,
      answerCall: tryingCall(desk, account),
      audit: ({ version, failed }) =>
        audit(String(version), { note, ...(reason === undefined ? {} : { reason, failed }) }),
    });
    return published(desk, account, result);
  },
});
