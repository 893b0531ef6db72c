import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type {
  ActiveRuleSet,
  Publication,
  RuleSetSummary,
  RuleSets,
  SourcePart,
} from "../library.ts";
import type { ActiveRuleSetTable, Schema } from "../schema.ts";
import type { SecretBox } from "../secret-box.ts";
import { prepare } from "../statement.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { accountStep } from "./accounts.ts";
import { auditSteps } from "./audit.ts";
import { draftSteps } from "./drafts.ts";
import { expectDone } from "./expect-done.ts";
import { replaceSteps, sourceStatements, sources } from "./sources.ts";

type Account = { readonly account: string };
type Version = Account & { readonly version: number };
type Activation = Version & { readonly author: string; readonly at_ms: number };
type Switched = Account & {
  readonly rule: string;
  readonly author: string;
  readonly at_ms: number;
};

const reads = (db: Kysely<Schema>) => ({
  active: prepare<Account, ActiveRuleSetTable>("active", (v) =>
    db.selectFrom("active_rule_set").selectAll().where("account", "=", v.account),
  ),
  generations: prepare<
    Record<never, never>,
    Pick<ActiveRuleSetTable, "account" | "version" | "generation">
  >("generations", () =>
    db.selectFrom("active_rule_set").select(["account", "version", "generation"]),
  ),
  newest: prepare<Account, { readonly version: number | null }>("newestVersion", (v) =>
    db
      .selectFrom("rule_set")
      .select((eb) => eb.fn.max("version").as("version"))
      .where("account", "=", v.account),
  ),
  list: prepare<
    Account & { readonly before: number; readonly limit: number },
    Omit<RuleSetSummary, "atMs"> & { readonly at_ms: number }
  >("ruleSets", (v) =>
    db
      .selectFrom("rule_set")
      .select(["version", "author", "note", "at_ms"])
      .where("account", "=", v.account)
      .where("version", "<", v.before)
      .orderBy("version", "desc")
      .limit(v.limit),
  ),
  sources: prepare<Version, { readonly sources: string }>("ruleSetSources", (v) =>
    db
      .selectFrom("rule_set")
      .select("sources")
      .where("account", "=", v.account)
      .where("version", "=", v.version),
  ),
  off: prepare<Account, { readonly rule: string }>("rulesOff", (v) =>
    db.selectFrom("rule_off").select("rule").where("account", "=", v.account),
  ),
});

const versionWrites = (db: Kysely<Schema>) => ({
  add: prepare<
    Activation & { readonly rules: string; readonly sources: string; readonly note: string }
  >("addRuleSet", (v) =>
    db
      .insertInto("rule_set")
      .values({
        account: v.account,
        version: v.version,
        rules: v.rules,
        sources: v.sources,
        author: v.author,
        note: v.note,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) => conflict.columns(["account", "version"]).doNothing()),
  ),
  activateFirst: prepare<Activation>("activateFirst", (v) =>
    db
      .insertInto("active_rule_set")
      .values({
        account: v.account,
        version: v.version,
        generation: 1,
        author: v.author,
        at_ms: v.at_ms,
      })
      .onConflict((conflict) => conflict.column("account").doNothing()),
  ),
  activate: prepare<Activation & { readonly generation: number }>("activate", (v) =>
    db
      .updateTable("active_rule_set")
      .set((eb) => ({
        version: v.version,
        generation: eb("generation", "+", 1),
        author: v.author,
        at_ms: v.at_ms,
      }))
      .where("account", "=", v.account)
      .where("generation", "=", v.generation),
  ),
});

const switchWrites = (db: Kysely<Schema>) => ({
  switchOff: prepare<Switched>("switchRuleOff", (v) =>
    db
      .insertInto("rule_off")
      .values({ account: v.account, rule: v.rule, author: v.author, at_ms: v.at_ms })
      .onConflict((conflict) => conflict.columns(["account", "rule"]).doNothing()),
  ),
  switchOn: prepare<Account & { readonly rule: string }>("switchRuleOn", (v) =>
    db.deleteFrom("rule_off").where("account", "=", v.account).where("rule", "=", v.rule),
  ),
  touch: prepare<Account>("touchActive", (v) =>
    db
      .updateTable("active_rule_set")
      .set((eb) => ({ generation: eb("generation", "+", 1) }))
      .where("account", "=", v.account),
  ),
});
const ruleSetStatements = (db: Kysely<Schema>) => ({
  ...reads(db),
  ...versionWrites(db),
  ...switchWrites(db),
});
type Statements = ReturnType<typeof ruleSetStatements>;

const activation = (
  statements: Statements,
  values: Activation,
  expectedGeneration: number,
): Step =>
  expectedGeneration === 0
    ? step(statements.activateFirst, values)
    : step(statements.activate, { ...values, generation: expectedGeneration });

const versionSteps = (
  statements: Statements,
  account: string,
  { publication, nowMs }: { readonly publication: Publication; readonly nowMs: number },
): readonly Step[] => {
  const { ruleSet, author, note, expectedGeneration } = publication;
  const values = { account, version: ruleSet.version, author, at_ms: nowMs };
  return [
    step(statements.add, {
      ...values,
      rules: JSON.stringify(ruleSet),
      sources: JSON.stringify(publication.sources),
      note,
    }),
    activation(statements, values, expectedGeneration),
  ];
};

interface Context {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly secretBox: SecretBox;
}

/** The version, what is served, the shared texts, and what leaves the working copy: one unit. */
const publisher = (context: Context, statements: Statements): RuleSets["publish"] => {
  const { db, nowMs } = context;
  const shared = sourceStatements(db.sql);
  const readShared = sources(db).read;
  const written = accountStep(context);
  const drafted = draftSteps(db.sql);
  const audited = auditSteps(db.sql);
  return async (account, publication) => {
    const to = { account, copy: "" };
    const { draft, audit, sources: parts } = publication;
    const was = await readShared(to);
    const steps = [
      ...versionSteps(statements, account, { publication, nowMs: nowMs() }),
      ...(publication.account === undefined ? [] : [written(publication.account)]),
      ...replaceSteps(shared, to, { was, parts }),
      ...(draft === undefined ? [] : drafted(draft.at, draft.write)),
      ...audited(audit ?? null),
    ];
    return (await db.write(steps)).done ? "done" : "stale";
  };
};

const readRuleSets = (
  db: Database,
  statements: Statements,
): Pick<
  RuleSets,
  "active" | "activeGenerations" | "nextVersion" | "list" | "sources" | "rulesOff"
> => ({
  active: async (account) => {
    const [row] = await db.read(statements.active, { account });
    return row === undefined ? null : { version: row.version, generation: row.generation };
  },
  activeGenerations: async () => {
    const rows = await db.read(statements.generations, {});
    return new Map<string, ActiveRuleSet>(
      rows.map(({ account, version, generation }) => [account, { version, generation }]),
    );
  },
  nextVersion: async (account) =>
    ((await db.read(statements.newest, { account }))[0]?.version ?? 0) + 1,
  list: async (account, { beforeVersion, limit }) => {
    const before = beforeVersion ?? Number.MAX_SAFE_INTEGER;
    const rows = await db.read(statements.list, { account, before, limit });
    return rows.map(({ at_ms, ...row }) => ({ ...row, atMs: at_ms }));
  },
  sources: async (account, version) => {
    const [row] = await db.read(statements.sources, { account, version });
    return row === undefined ? null : (JSON.parse(row.sources) as readonly SourcePart[]);
  },
  rulesOff: async (account) =>
    new Set((await db.read(statements.off, { account })).map(({ rule }) => rule)),
});

/** Versions of the rules, which one is served, and which of its rules are switched off. */
export const ruleSets = (context: Context): RuleSets => {
  const { db, nowMs } = context;
  const audited = auditSteps(db.sql);
  const statements = ruleSetStatements(db.sql);
  const read = readRuleSets(db, statements);
  return {
    ...read,
    publish: publisher(context, statements),
    activate: async (account, { version, expectedGeneration, author }) => {
      if ((await read.sources(account, version)) === null) return "unknown";
      const values = { account, version, author, at_ms: nowMs() };
      const result = await db.write([activation(statements, values, expectedGeneration)]);
      return result.done ? "done" : "stale";
    },
    switchRule: async (account, { id, isOff, author }, audit) => {
      const values = { account, rule: id, author, at_ms: nowMs() };
      expectDone(
        await db.write([
          step(isOff ? statements.switchOff : statements.switchOn, values, "any"),
          step(statements.touch, { account }, "any"),
          ...audited(audit ?? null),
        ]),
      );
    },
  };
};
