import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type { Draft, DraftPart, DraftRevision, Drafts, DraftWrite, PartKey } from "../drafts.ts";
import type { SourceCopy } from "../library.ts";
import type { DraftTable, Schema } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { auditSteps } from "./audit.ts";

type Row = { readonly [P in keyof DraftTable]: DraftTable[P] };
type Copy = { readonly account: string; readonly copy: string };
type Key = Copy & { readonly kind: DraftTable["kind"]; readonly id: string };

const content = (v: Row) => ({
  file: v.file,
  text: v.text,
  base: v.base,
  is_placed: v.is_placed,
  after_kind: v.after_kind,
  after_id: v.after_id,
  seq: v.seq,
  author: v.author,
  at_ms: v.at_ms,
});
const draftStatements = (db: Kysely<Schema>) => ({
  read: prepare<Copy, Row>("draft", (v) =>
    db
      .selectFrom("draft")
      .selectAll()
      .where("account", "=", v.account)
      .where("copy", "=", v.copy)
      .orderBy("seq"),
  ),
  revision: prepare<Copy, { readonly revision: number }>("draftRevision", (v) =>
    db
      .selectFrom("draft_copy")
      .select("revision")
      .where("account", "=", v.account)
      .where("copy", "=", v.copy),
  ),
  copies: prepare<
    { readonly account: string },
    { readonly copy: string; readonly n: number; readonly last_ms: number }
  >("draftCopies", (v) =>
    db
      .selectFrom("draft")
      .select((eb) => [
        "copy",
        eb.fn.countAll<number>().as("n"),
        eb.fn.max<number>("at_ms").as("last_ms"),
      ])
      .where("account", "=", v.account)
      .groupBy("copy")
      .orderBy("copy"),
  ),
  put: prepare<Row>("putDraft", (v) =>
    db
      .insertInto("draft")
      .values({ account: v.account, copy: v.copy, kind: v.kind, id: v.id, ...content(v) })
      .onConflict((conflict) =>
        conflict.columns(["account", "copy", "kind", "id"]).doUpdateSet(content(v)),
      ),
  ),
  drop: prepare<Key>("dropDraft", (v) =>
    db
      .deleteFrom("draft")
      .where("account", "=", v.account)
      .where("copy", "=", v.copy)
      .where("kind", "=", v.kind)
      .where("id", "=", v.id),
  ),
  begin: prepare<Copy>("beginCopy", (v) =>
    db
      .insertInto("draft_copy")
      .values({ account: v.account, copy: v.copy, revision: 1 })
      .onConflict((conflict) => conflict.columns(["account", "copy"]).doNothing()),
  ),
  next: prepare<Copy & { readonly revision: number }>("nextCopy", (v) =>
    db
      .updateTable("draft_copy")
      .set((eb) => ({ revision: eb("revision", "+", 1) }))
      .where("account", "=", v.account)
      .where("copy", "=", v.copy)
      .where("revision", "=", v.revision),
  ),
});

const toRow = ({ account, copy }: SourceCopy, part: DraftPart): Row => ({
  account,
  copy,
  kind: part.kind,
  id: part.id,
  file: part.file,
  text: part.text,
  base: part.base,
  is_placed: part.isPlaced ? 1 : 0,
  after_kind: part.after?.kind ?? "",
  after_id: part.after?.id ?? "",
  seq: part.seq,
  author: part.author,
  at_ms: part.atMs,
});
const toPart = (row: Row): DraftPart => ({
  kind: row.kind,
  id: row.id,
  file: row.file,
  text: row.text,
  base: row.base,
  isPlaced: row.is_placed === 1,
  after:
    row.after_kind === "" ? null : { kind: row.after_kind as PartKey["kind"], id: row.after_id },
  seq: row.seq,
  author: row.author,
  atMs: row.at_ms,
});

/** The steps of one write of a working copy; the unit fails if another write was there first. */
export const draftSteps = (
  db: Kysely<Schema>,
): ((at: DraftRevision, write: DraftWrite) => readonly Step[]) => {
  const statements = draftStatements(db);
  return ({ account, copy, revision }, { put, drop }) => {
    const of = { account, copy };
    const counted =
      revision === 0 ? step(statements.begin, of) : step(statements.next, { ...of, revision });
    return [
      counted,
      ...drop.map(({ kind, id }) => step(statements.drop, { ...of, kind, id }, "any")),
      ...put.map((part) => step(statements.put, toRow(of, part))),
    ];
  };
};

/** What authors changed and did not publish yet. */
export const drafts = (db: Database): Drafts => {
  const statements = draftStatements(db.sql);
  const steps = draftSteps(db.sql);
  const audited = auditSteps(db.sql);
  return {
    read: async ({ account, copy }): Promise<Draft> => {
      const [rows, revisions] = await Promise.all([
        db.read(statements.read, { account, copy }),
        db.read(statements.revision, { account, copy }),
      ]);
      return { revision: revisions[0]?.revision ?? 0, parts: rows.map(toPart) };
    },
    copies: async (account) =>
      (await db.read(statements.copies, { account })).map(({ copy, n, last_ms }) => ({
        copy,
        count: Number(n),
        lastAtMs: Number(last_ms),
      })),
    write: async (at, write, audit) =>
      (await db.write([...steps(at, write), ...audited(audit)])).done ? "done" : "stale",
  };
};
