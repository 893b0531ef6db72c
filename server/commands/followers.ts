import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Condition } from "../../engine/index.ts";
import { builtIn, formatDiagnostic, makeRegistry } from "../../engine/index.ts";
import { textOfCode } from "../errors.ts";
import { csvFollower, csvHead } from "../followers/csv.ts";
import type { SegmentOf } from "../followers/segments.ts";
import { readSegment, segmentPages } from "../followers/segments.ts";
import { openData } from "../start/open-storage.ts";
import type { OpenStore } from "../storage/sqlite-store.ts";
import type { SyncState } from "../storage/syncs.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";

const LOOK_MS = 500;
/** A server that runs takes the work up within a second. */
const PATIENCE_MS = 15_000;

const WORDS = {
  running: { "zh-CN": "已有一次同步在进行", en: "one is under way already" },
  noServer: {
    "zh-CN": "没有服务在运行：启动后会自动继续",
    en: "no server runs: it goes on by itself once one is started",
  },
  erased: { "zh-CN": "已删除", en: "erased" },
} as const;

const progressOf = ({ phase, total, listed, read, gone, code }: SyncState): string =>
  `${phase}  ${listed}/${total} → ${read}  −${gone}${code === "" ? "" : `  ${code}`}`;

/** Prints what changes until it is over; the running server does the work. */
const follow = async (io: Io, { library }: OpenStore, account: string): Promise<number> => {
  let shown = "";
  let lastAtMs = Date.now();
  for (;;) {
    const state = await library.syncs.find(account);
    if (state === null) return 1;
    const line = progressOf(state);
    if (line !== shown) {
      io.out(line);
      shown = line;
      lastAtMs = Date.now();
    }
    if (state.phase === "done") return 0;
    if (state.code !== "") io.err(textOfCode(state.code).remedy[io.lang]);
    if (state.phase === "failed" || state.code !== "") return 1;
    if (Date.now() - lastAtMs > PATIENCE_MS) {
      io.err(WORDS.noServer[io.lang]);
      return 1;
    }
    await wait(LOOK_MS);
  }
};

const sync = async (io: Io, opened: OpenStore, account: string, isNew: boolean) => {
  const kind = isNew ? "new" : "full";
  const begun = await opened.library.syncs.begin(account, { id: randomUUID(), kind });
  if (begun === "running") io.err(WORDS.running[io.lang]);
  return follow(io, opened, account);
};

const conditionOf = (io: Io, text: string | undefined, of: Omit<SegmentOf, "condition">) => {
  if (text === undefined) return null;
  const { condition, diagnostics } = readSegment(text, of);
  for (const diagnostic of diagnostics) io.err(formatDiagnostic(diagnostic, io.lang));
  if (condition === null) throw new UsageError("the condition has a mistake");
  return condition;
};

const exportTo = async (
  io: Io,
  { library, store }: OpenStore,
  {
    account,
    file,
    text,
  }: { readonly account: string; readonly file: string; readonly text?: string },
): Promise<number> => {
  const served = await store.ruleSet(account, "active");
  if (served === null) throw new UsageError(`no account "${account}" in the database`);
  const of = { account, settings: served.account, registry: makeRegistry(builtIn) };
  const condition: Condition | null = conditionOf(io, text, of);
  const out = createWriteStream(file, { mode: 0o600 });
  out.write(csvHead());
  let count = 0;
  const deps = { followers: library.followers, nowMs: Date.now };
  for await (const members of segmentPages(deps, { ...of, condition })) {
    count += members.length;
    const isFull = !out.write(members.map(csvFollower).join(""));
    if (isFull) await once(out, "drain");
  }
  out.end();
  await finished(out);
  io.out(`${count} → ${file}`);
  return 0;
};

const erase = async (io: Io, { library }: OpenStore, account: string, openid: string) => {
  await library.privacy.erase(account, openid);
  io.out(`${openid}: ${WORDS.erased[io.lang]}`);
  return 0;
};

/** What operators do with followers from the command line. */
export const followers: Command = {
  name: "followers",
  usage: "sync ACCOUNT [--new] | export ACCOUNT FILE [--if CONDITION] | erase ACCOUNT OPENID",
  help: {
    "zh-CN": "从微信同步粉丝、导出 CSV、按要求删除",
    en: "bring followers from WeChat, export them as CSV, erase one on request",
  },
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { new: { type: "boolean" }, if: { type: "string" } },
      allowPositionals: true,
    });
    const [word, account, what] = positionals;
    if (account === undefined) throw new UsageError("a word and an account are needed");
    const opened = openData(io.config(), Date.now);
    try {
      if (word === "sync") return await sync(io, opened, account, values.new === true);
      if (what === undefined) throw new UsageError("something is missing");
      if (word === "erase") return await erase(io, opened, account, what);
      if (word !== "export") throw new UsageError(`no word "${word}"`);
      const { if: text } = values;
      const more = text === undefined ? {} : { text };
      return await exportTo(io, opened, { account, file: what, ...more });
    } finally {
      await opened.close();
    }
  },
};
