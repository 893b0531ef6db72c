import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InboundEvent } from "../../engine/index.ts";
import type { WaitingNumber } from "../../server/storage/library.ts";
import { makeSecretBox } from "../../server/storage/secret-box.ts";
import { makeLibrary } from "../../server/storage/sql/library.ts";
import { openSqlite } from "../../server/storage/sqlite.ts";
import { costUs } from "./measure.ts";
import type { Bench, BenchResult } from "./result.ts";

const MILLION = 1_000_000;
const FEW = 1_000;
const AT_ONCE = 200;
const MOST = 2;

/** Bindings as they are after years, written by the database itself. */
const fill = (rows: number, from: number) => ({
  name: "fill",
  sql: `insert into binding (account, kind, number_key, openid, tail, customer, at_ms)
    with recursive n(i) as (select ${from} union all select i + 1 from n where i + 1 < ${from + rows})
    select 'bank', 'card', lower(hex(randomblob(11))), 'o' || i, substr('0000' || i, -4), 'C' || i, i from n`,
  values: [],
  rows: "any" as const,
});

const waiting = (numberKey: string): WaitingNumber => ({
  ...{ kind: "card", numberKey, tail: "0000", customer: "", phone: "", code: "C" },
  untilMs: Number.MAX_SAFE_INTEGER,
});
const event = (follower: string): InboundEvent<"event"> => ({
  ...({ kind: "event", account: "bank", sentAtMs: 0, name: "bound", fields: {} } as const),
  ...{ follower, key: `page:${follower}` },
});

type Bindings = ReturnType<typeof makeLibrary>["bindings"];

/** Code asked for, tried, and bound, many followers at once. */
const bindMany = (bindings: Bindings, name: string) => {
  let round = 0;
  return async (): Promise<void> => {
    round += 1;
    const one = async (at: number): Promise<void> => {
      const openid = `${name}-${round}-${at}`;
      const number = waiting(openid);
      await bindings.ask("bank", openid, number);
      await bindings.tryCode("bank", openid, { code: "C", most: 5 });
      await bindings.bind("bank", openid, { waiting: number, event: event(openid) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => one(at)));
  };
};

/** One card more among a thousand and among a million: the cost must not grow. */
const run = async (): Promise<readonly BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-bindings-"));
  const nowMs = Date.now;
  const db = openSqlite({ file: join(folder, "bindings.db"), nowMs });
  const secretBox = makeSecretBox([Buffer.alloc(32, 7)]);
  const { bindings } = makeLibrary({ db, nowMs, secretBox });
  const costOf = (name: string) =>
    costUs({ name, operations: AT_ONCE, run: bindMany(bindings, name) }, 2_000_000);
  try {
    await db.write([fill(FEW, 0)]);
    await costOf("warm");
    const few = await costOf("few");
    await db.write([fill(MILLION, FEW)]);
    if ((await bindings.count("bank")) < MILLION) throw new Error("the table was not filled");
    const many = await costOf("many");
    return [
      {
        id: "W1",
        figure: many,
        unit: "µs CPU a card bound (code asked for, tried, bound) among 1,000,000",
        limit: few,
        ratio: many / few,
        peers: { "among 1,000": few },
        goal: `≤ ${MOST}× among 1,000`,
        reached: many / few <= MOST,
      },
    ];
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const boundCards: Bench = { id: "W1", title: "cards bound among a million", run };
