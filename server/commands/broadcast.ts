import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { BroadcastContent, BroadcastTarget, Json } from "../../engine/index.ts";
import {
  BroadcastBody,
  broadcastContent,
  builtIn,
  makeRegistry,
  parseMoment,
} from "../../engine/index.ts";
import type { BroadcastDesk, BroadcastDeskDeps } from "../broadcasts/desk.ts";
import { createBroadcastDesk } from "../broadcasts/desk.ts";
import { bodyPreparer } from "../broadcasts/prepare-body.ts";
import { checkShape } from "../check-shape.ts";
import { textOfCode } from "../errors.ts";
import { BROADCAST_WORDS, broadcastLine } from "./broadcast-words.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import type { WithPlatform } from "./with-platform.ts";
import { printRefusal, withPlatform } from "./with-platform.ts";

const LISTED = 50;
const OPTIONS = {
  to: { type: "string" },
  text: { type: "string" },
  image: { type: "string" },
  voice: { type: "string" },
  video: { type: "string" },
  content: { type: "string" },
  at: { type: "string" },
  preview: { type: "string" },
  count: { type: "boolean" },
} as const;
type Values = { readonly [K in keyof typeof OPTIONS]?: string | boolean };
interface Work {
  readonly io: Io;
  readonly account: string;
  readonly zone: string;
  readonly desk: BroadcastDesk;
  readonly nowMs: () => number;
}

const check = checkShape(BroadcastBody);

/** `all`, `tag:财经`, `segment:常客`, or `@FILE` with an openid a line. */
const targetOf = async (to: unknown): Promise<BroadcastTarget> => {
  const text = typeof to === "string" ? to : "";
  if (text === "all") return { kind: "all" };
  if (text.startsWith("tag:")) return { kind: "tag", tag: text.slice(4) };
  if (text.startsWith("segment:")) return { kind: "segment", segment: text.slice(8) };
  if (!text.startsWith("@"))
    throw new UsageError("--to is all, tag:NAME, segment:NAME or @FILE with an openid a line");
  const lines = (await readFile(text.slice(1), "utf8")).split(/\r?\n/);
  const openids = lines.map((line) => line.trim()).filter((line) => line !== "");
  return { kind: "list", openids };
};

const bodyOf = async (values: Values): Promise<unknown> => {
  if (typeof values.content === "string")
    return JSON.parse(await readFile(values.content, "utf8")) as unknown;
  const { text, image, voice, video } = values;
  const said = { text, image, voice, video };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
};
const contentOf = async (values: Values): Promise<BroadcastContent> => {
  const body = await bodyOf(values);
  const [problem] = check(body);
  if (problem !== undefined)
    throw new UsageError(
      `what to send: one of --text, --image, --voice, --video or --content FILE.json (${problem.keyword} at ${problem.at.join("/") || "the top"})`,
    );
  const content = broadcastContent(body as Readonly<Record<string, Json>>);
  if (content === null) throw new UsageError("nothing is left to say");
  return content;
};

const send = async ({ io, account, zone, desk, nowMs }: Work, values: Values): Promise<number> => {
  const words = BROADCAST_WORDS[io.lang];
  if (typeof values.preview === "string") {
    const shown = await desk.preview(account, values.preview, await contentOf(values));
    if (!shown.ok) return printRefusal(io, shown);
    io.out(words.previewed(values.preview));
    return 0;
  }
  const target = await targetOf(values.to);
  const plan = await desk.plan(account, target);
  if (!plan.ok) return printRefusal(io, plan);
  io.out(words.plan(plan.data));
  if (values.count === true) return 0;
  const dueAtMs = values.at === undefined ? nowMs() : parseMoment(String(values.at), zone);
  if (dueAtMs === null) throw new UsageError("--at is a time such as 2026-12-01T07:00");
  const content = await contentOf(values);
  const added = await desk.add(account, { target, content, author: "", dueAtMs });
  if (!added.ok) return printRefusal(io, added);
  io.out(words.added(added.data));
  return 0;
};

const list = async ({ io, account, zone, desk }: Work): Promise<number> => {
  for (const view of await desk.list(account, LISTED))
    io.out(broadcastLine(view, { zone, lang: io.lang }));
  return 0;
};
const show = async ({ io, account, zone, desk }: Work, id: string): Promise<number> => {
  const view = await desk.find(account, id);
  if (view === null) {
    io.err(BROADCAST_WORDS[io.lang].unknown(id));
    return 1;
  }
  io.out(broadcastLine(view, { zone, lang: io.lang }));
  for (const { seq, state, receivers, result, code } of view.parts)
    io.out(
      [`#${seq + 1}`, state, receivers || "", `${result?.sent ?? ""}`, result?.code || code].join(
        "\t",
      ),
    );
  const { code } = view.broadcast;
  if (code !== "") io.err(textOfCode(code).remedy[io.lang]);
  return 0;
};
const stop = async ({ io, account, desk }: Work, id: string): Promise<number> => {
  const words = BROADCAST_WORDS[io.lang];
  const isStopped = (await desk.stop(account, id)) === "done";
  (isStopped ? io.out : io.err)(isStopped ? words.stopped : words.tooLate);
  return isStopped ? 0 : 1;
};
const remove = async ({ io, account, desk }: Work, id: string): Promise<number> => {
  const removed = await desk.remove(account, id);
  if (!removed.ok) return printRefusal(io, removed);
  io.out(BROADCAST_WORDS[io.lang].deleted);
  return 0;
};
const WITH_ID = { show, stop, delete: remove } as const;

const deskOf = (
  { opened, api, nowMs }: WithPlatform,
  sender: BroadcastDeskDeps["sender"],
): BroadcastDesk => {
  const { broadcasts, followers, segments } = opened.library;
  const { client, media, materials } = api;
  return createBroadcastDesk({
    ...{ broadcasts, followers, segments, client, nowMs, sender },
    prepare: bodyPreparer({ media, materials, nowMs }),
  });
};

/** Broadcasts from the command line; the running server sends them. */
export const broadcast: Command = {
  name: "broadcast",
  usage:
    "send ACCOUNT --to all|tag:NAME|segment:NAME|@FILE --text … [--at TIME] [--count] [--preview OPENID] | list ACCOUNT | show|stop|delete ACCOUNT ID",
  help: {
    "zh-CN": "群发：预览、定时、进度、停止、删除",
    en: "broadcast: preview, schedule, progress, stop, delete",
  },
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
    const [word = "", account, id] = positionals;
    if (account === undefined) throw new UsageError("a word and an account are needed");
    return withPlatform(io, undefined, async (platform) => {
      const served = await platform.opened.store.ruleSet(account, "active");
      if (served === null) throw new UsageError(`no account "${account}" in the database`);
      const sender = { settings: served.account, registry: makeRegistry(builtIn) };
      const desk = deskOf(platform, async () => sender);
      const { nowMs } = platform;
      const work = { io, account, zone: served.account.timezone, desk, nowMs };
      if (word === "send") return send(work, values);
      if (word === "list") return list(work);
      if (!Object.hasOwn(WITH_ID, word)) throw new UsageError(`no word "${word}"`);
      if (id === undefined) throw new UsageError("the id of a broadcast is needed");
      return WITH_ID[word as keyof typeof WITH_ID](work, id);
    });
  },
};
