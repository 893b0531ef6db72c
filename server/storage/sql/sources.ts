import type { Kysely } from "kysely";
import type { Database } from "../database.ts";
import type { SourceCopy, SourcePart, Sources, StoredPart } from "../library.ts";
import type { Schema, SourceTable } from "../schema.ts";
import { prepare } from "../statement.ts";
import type { Step } from "../unit-of-work.ts";
import { step } from "../unit-of-work.ts";
import { expectDone } from "./expect-done.ts";

type Copy = { readonly account: string; readonly copy: string };
type Key = Copy & { readonly kind: SourceTable["kind"]; readonly id: string };
type Content = Key & { readonly file: string; readonly position: number; readonly text: string };
type AtRevision = { readonly revision: number };

export const sourceStatements = (db: Kysely<Schema>) => {
  const one = (v: Key) =>
    db
      .deleteFrom("source")
      .where("account", "=", v.account)
      .where("copy", "=", v.copy)
      .where("kind", "=", v.kind)
      .where("id", "=", v.id);
  return {
    read: prepare<Copy, SourceTable>("sources", (v) =>
      db
        .selectFrom("source")
        .selectAll()
        .where("account", "=", v.account)
        .where("copy", "=", v.copy)
        .orderBy("position")
        .orderBy("kind")
        .orderBy("id"),
    ),
    add: prepare<Content>("addSource", (v) =>
      db
        .insertInto("source")
        .values({
          account: v.account,
          copy: v.copy,
          kind: v.kind,
          id: v.id,
          file: v.file,
          position: v.position,
          text: v.text,
          revision: 1,
        })
        .onConflict((conflict) => conflict.columns(["account", "copy", "kind", "id"]).doNothing()),
    ),
    change: prepare<Content & AtRevision>("changeSource", (v) =>
      db
        .updateTable("source")
        .set((eb) => ({
          file: v.file,
          position: v.position,
          text: v.text,
          revision: eb("revision", "+", 1),
        }))
        .where("account", "=", v.account)
        .where("copy", "=", v.copy)
        .where("kind", "=", v.kind)
        .where("id", "=", v.id)
        .where("revision", "=", v.revision),
    ),
    remove: prepare<Key & AtRevision>("removeSource", (v) =>
      one(v).where("revision", "=", v.revision),
    ),
  };
};
type Statements = ReturnType<typeof sourceStatements>;

const keyOf = (part: Pick<SourcePart, "kind" | "id">): string => `${part.kind}\n${part.id}`;
const contentOf = ({ account, copy }: SourceCopy, part: SourcePart): Content => ({
  account,
  copy,
  kind: part.kind,
  id: part.id,
  file: part.file,
  position: part.position,
  text: part.text,
});
const isSame = (a: SourcePart, b: SourcePart): boolean =>
  a.file === b.file && a.position === b.position && a.text === b.text;

/** What must be written to put these parts in place of those. */
export const replaceSteps = (
  statements: Statements,
  to: SourceCopy,
  { was, parts }: { readonly was: readonly StoredPart[]; readonly parts: readonly SourcePart[] },
): readonly Step[] => {
  const known = new Map(was.map((part) => [keyOf(part), part]));
  const wanted = new Set(parts.map(keyOf));
  const gone = was
    .filter((part) => !wanted.has(keyOf(part)))
    .map((part) => step(statements.remove, { ...contentOf(to, part), revision: part.revision }));
  const put = parts.flatMap((part) => {
    const old = known.get(keyOf(part));
    if (old === undefined) return [step(statements.add, contentOf(to, part))];
    if (isSame(old, part)) return [];
    return [step(statements.change, { ...contentOf(to, part), revision: old.revision })];
  });
  return [...gone, ...put];
};

/** The authors' texts, a row a rule and a row a test. */
export const sources = (db: Database): Sources => {
  const statements = sourceStatements(db.sql);
  const read = async ({ account, copy }: SourceCopy): Promise<readonly StoredPart[]> =>
    (await db.read(statements.read, { account, copy })).map(
      ({ kind, id, file, position, text, revision }) => ({
        kind,
        id,
        file,
        position,
        text,
        revision,
      }),
    );
  return {
    read,
    replace: async (to, parts) => {
      const steps = replaceSteps(statements, to, { was: await read(to), parts });
      if (steps.length > 0) expectDone(await db.write(steps));
    },
    put: async (to, part, expectedRevision) => {
      const values = contentOf(to, part);
      const written =
        expectedRevision === 0
          ? step(statements.add, values)
          : step(statements.change, { ...values, revision: expectedRevision });
      return (await db.write([written])).done ? "done" : "stale";
    },
    remove: async ({ account, copy }, { kind, id, revision }) => {
      const result = await db.write([
        step(statements.remove, { account, copy, kind, id, revision }),
      ]);
      return result.done ? "done" : "stale";
    },
  };
};
