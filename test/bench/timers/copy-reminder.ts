import SqliteDatabase from "better-sqlite3";

type Database = SqliteDatabase.Database;

/** Whose row and reminder are copied. */
export const FIRST = "oBench_first";
/** As the load names who writes. */
const OPENID = "printf('oBench_%021d', place)";

const columnsOf = (db: Database, table: string): readonly string[] =>
  (db.pragma(`table_info(${table})`) as readonly { readonly name: string }[]).map(
    ({ name }) => name,
  );

/** Copies the first follower's row of a table for so many others, with something else in some of its columns. */
const copy = (
  db: Database,
  table: string,
  count: number,
  instead: Readonly<Record<string, string>>,
): void => {
  const columns = columnsOf(db, table);
  const values = columns.map((column) => instead[column] ?? column).join(", ");
  const { changes } = db
    .prepare(
      `with recursive n(place) as
         (select 0 union all select place + 1 from n where place + 1 < ?)
       insert or replace into ${table} (${columns.join(", ")})
       select ${values} from ${table}, n where openid = ? order by place`,
    )
    .run(count, FIRST);
  if (changes !== count) throw new Error(`${changes} rows of ${table} instead of ${count}`);
};

const opened = <T>(file: string, use: (db: Database) => T): T => {
  const db = new SqliteDatabase(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
};

/** Gives so many followers the first one's reminder, all of them due at once. The server is not running. */
export const copyReminder = (file: string, count: number, dueAtMs: number): void =>
  opened(file, (db) => {
    db.transaction(() => {
      copy(db, "follower", count, { openid: OPENID });
      copy(db, "timer", count, { openid: OPENID, due_at_ms: String(dueAtMs) });
    })();
  });

/** How many reminders wait, and how many messages they led to are not sent yet. */
export const leftOver = (
  file: string,
): { readonly timers: number; readonly messages: number; readonly dead: number } =>
  opened(file, (db) => {
    const count = (sql: string): number => db.prepare(sql).pluck().get() as number;
    return {
      timers: count("select count(*) from timer where kind = 'reminder'"),
      messages: count("select count(*) from effect where state = 'waiting'"),
      dead: count("select count(*) from effect where state = 'dead'"),
    };
  });
