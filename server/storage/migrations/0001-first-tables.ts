import type { CreateTableBuilder } from "kysely";
import { sql } from "kysely";
import type { Migration, MigrationContext } from "./migration.ts";

type Column = readonly [name: string, type: "text" | "bigint"];
const table = (
  { db }: MigrationContext,
  name: string,
  columns: readonly Column[],
  key: readonly string[],
): CreateTableBuilder<string, string> =>
  columns
    .reduce<CreateTableBuilder<string, string>>(
      (built, [column, type]) => built.addColumn(column, type, (c) => c.notNull()),
      db.schema.createTable(name),
    )
    .addPrimaryKeyConstraint(`${name}_key`, [...key] as [string, ...string[]]);

const text = (...names: readonly string[]): Column[] => names.map((name) => [name, "text"]);
const whole = (...names: readonly string[]): Column[] => names.map((name) => [name, "bigint"]);

const deliveries = (context: MigrationContext) => {
  const { db } = context;
  return [
    table(
      context,
      "delivery",
      [
        ...text("account", "key"),
        ...whole("at_ms"),
        ...text("kind", "event", "state", "holder"),
        ...whole("lease_until_ms", "attempt"),
        ...text("answer"),
        ...whole("rule_set_version"),
        ...text("rule", "outcome", "body"),
      ],
      ["account", "key"],
    )
      .addColumn("openid", "text")
      .addColumn("trace", "text"),
    db.schema.createIndex("delivery_log").on("delivery").columns(["account", "at_ms", "key"]),
    db.schema
      .createIndex("delivery_open")
      .on("delivery")
      .column("lease_until_ms")
      .where(sql<boolean>`state != 'done'`),
    table(
      context,
      "follower",
      [
        ...text("account", "openid"),
        ...whole("version"),
        ...text("data", "name", "tags"),
        ...whole("followed_at_ms", "seen_at_ms", "rule_set_version"),
      ],
      ["account", "openid"],
    ),
    db.schema
      .createIndex("follower_list")
      .on("follower")
      .columns(["account", "followed_at_ms", "openid"]),
  ];
};
const outbox = (context: MigrationContext) => {
  const { db, serial, clustered } = context;
  return [
    clustered(
      table(
        context,
        "lane",
        [...text("account", "openid"), ...whole("next_due_ms", "lease_until_ms"), ...text("lease")],
        ["account", "openid"],
      ),
    ),
    db.schema.createIndex("lane_due").on("lane").column("next_due_ms"),
    ["key", "openid", "kind", "data", "state", "code"]
      .reduce<CreateTableBuilder<string, string>>(
        (built, column) => built.addColumn(column, "text", (c) => c.notNull()),
        db.schema
          .createTable("effect")
          .addColumn("account", "text", (c) => c.notNull())
          .addColumn("seq", serial, (c) => c.primaryKey()),
      )
      .addColumn("due_at_ms", "bigint", (c) => c.notNull())
      .addColumn("retry_at_ms", "bigint", (c) => c.notNull())
      .addColumn("attempt", "bigint", (c) => c.notNull())
      .addUniqueConstraint("effect_key", ["account", "key"]),
    db.schema
      .createIndex("effect_lane")
      .on("effect")
      .columns(["account", "openid", "state", "due_at_ms", "seq"]),
  ];
};
const timers = (context: MigrationContext) => {
  const { db, clustered } = context;
  return [
    clustered(
      table(
        context,
        "timer",
        [
          ...text("account", "openid", "kind", "id", "path"),
          ...whole("version", "due_at_ms"),
          ...text("captured"),
          ...whole("lease_until_ms"),
        ],
        ["account", "openid", "kind", "id"],
      ),
    ),
    db.schema.createIndex("timer_due").on("timer").column("due_at_ms"),
  ];
};

const rules = (context: MigrationContext) => [
  table(
    context,
    "rule_set",
    [
      ...text("account"),
      ...whole("version"),
      ...text("rules", "sources", "author", "note"),
      ...whole("at_ms"),
    ],
    ["account", "version"],
  ),
  table(
    context,
    "active_rule_set",
    [...text("account"), ...whole("version", "generation"), ...text("author"), ...whole("at_ms")],
    ["account"],
  ),
  table(
    context,
    "rule_off",
    [...text("account", "rule", "author"), ...whole("at_ms")],
    ["account", "rule"],
  ),
  table(
    context,
    "source",
    [
      ...text("account", "copy", "kind", "id", "file"),
      ...whole("position"),
      ...text("text"),
      ...whole("revision"),
    ],
    ["account", "copy", "kind", "id"],
  ),
];

const accounts = (context: MigrationContext) => [
  table(
    context,
    "account",
    [
      ...text("account", "settings", "secrets"),
      ...whole("revision", "created_at_ms", "updated_at_ms"),
    ],
    ["account"],
  ),
  context.clustered(
    table(
      context,
      "counter",
      [...text("account", "name", "bucket"), ...whole("n")],
      ["account", "name", "bucket"],
    ),
  ),
  table(
    context,
    "record",
    [...text("account", "key", "name", "value"), ...whole("at_ms")],
    ["account", "key"],
  ).addColumn("openid", "text"),
  context.db.schema
    .createIndex("record_list")
    .on("record")
    .columns(["account", "name", "at_ms", "key"]),
  table(
    context,
    "token",
    [...text("account", "kind", "token"), ...whole("expires_at_ms", "generation")],
    ["account", "kind"],
  ),
  table(
    context,
    "lock",
    [...text("account", "name", "holder"), ...whole("until_ms")],
    ["account", "name"],
  ),
];

export const firstTables: Migration = {
  name: "0001-first-tables",
  up: (context) => [
    ...deliveries(context),
    ...outbox(context),
    ...timers(context),
    ...rules(context),
    ...accounts(context),
  ],
};
