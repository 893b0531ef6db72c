import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatDiagnostic } from "../../engine/index.ts";
import { TEMPORARY_MEDIA } from "../../engine/limits.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import type { TakenOver } from "../takeover/take-over.ts";
import { takeOver } from "../takeover/take-over.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import { printRefusal, withPlatform } from "./with-platform.ts";

const WORDS = {
  "zh-CN": {
    nothing: "没有已发布的规则：先运行 yingda start 或 yingda import",
    exists: (path: string) => `${path} 已经存在；用 --out DIR 写到别处`,
    taken: (rules: number, buttons: number, media: number) =>
      `接管了 ${rules} 条规则、${buttons} 个一级菜单按钮、${media} 个素材`,
    written: (path: string) => `写到 ${path}`,
    lost: (source: string) => `素材取不到，请自己补上：${source}`,
    proof: (asked: number) => `试了 ${asked} 条消息，新旧回答一致`,
    differs: (count: number, asked: number) => `试了 ${asked} 条消息，${count} 条回答不同：`,
    old: "原来",
    now: "现在",
    silence: "（不回答）",
    ambiguous: (text: string) =>
      `“${text}”有好几条规则都能回答：原来随机选一条，现在固定由排在前面的回答`,
    next: "检查无误后运行 yingda import --publish 和 yingda menu --publish，再在公众平台关闭自动回复",
  },
  en: {
    nothing: "nothing is published: run yingda start or yingda import first",
    exists: (path: string) => `${path} is there already; --out DIR writes elsewhere`,
    taken: (rules: number, buttons: number, media: number) =>
      `took over ${rules} rules, ${buttons} top buttons, ${media} media files`,
    written: (path: string) => `written to ${path}`,
    lost: (source: string) => `a media file could not be fetched, add it by hand: ${source}`,
    proof: (asked: number) => `${asked} messages tried: old and new answer alike`,
    differs: (count: number, asked: number) =>
      `${asked} messages tried, ${count} are answered differently:`,
    old: "old",
    now: "new",
    silence: "(no answer)",
    ambiguous: (text: string) =>
      `several rules claim "${text}": one answered by chance before, the first one does now`,
    next: "when all is well: yingda import --publish, yingda menu --publish, then switch the console's replies off",
  },
} as const;

const FETCH_MS = 30_000;
const MOST_BYTES = Math.max(...Object.values(TEMPORARY_MEDIA).map(({ bytes }) => bytes));
/** What lies under an address that the platform gave; too large or gone is `null`. */
const fetchAddress = async (url: string): Promise<Uint8Array | null> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_MS) });
    if (!response.ok || response.body === null) return null;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body) {
      size += part.length;
      if (size > MOST_BYTES) return null;
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch {
    return null;
  }
};

const isThere = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EEXIST";
/** Writes into a folder and overwrites nothing. */
const write = async (io: Io, folder: string, taken: TakenOver): Promise<void> => {
  await mkdir(join(folder, "media"), { recursive: true });
  const files = [
    ...taken.files.map(({ name, text }) => ({ path: join(folder, name), content: text })),
    ...taken.media.map(({ name, bytes }) => ({
      path: join(folder, "media", name),
      content: bytes,
    })),
  ];
  for (const { path, content } of files)
    await writeFile(path, content, { flag: "wx" }).catch((error: unknown) => {
      if (isThere(error)) throw new UsageError(WORDS[io.lang].exists(path));
      throw error;
    });
};

const print = (io: Io, { rules, buttons, media, lost, proof }: TakenOver): number => {
  const words = WORDS[io.lang];
  io.out(words.taken(rules, buttons, media.length));
  for (const source of lost) io.out(words.lost(source));
  for (const diagnostic of proof.diagnostics) io.out(formatDiagnostic(diagnostic, io.lang));
  for (const text of proof.ambiguous) io.out(words.ambiguous(text));
  const { asked, differences } = proof;
  if (differences.length === 0) io.out(words.proof(asked));
  else io.out(words.differs(differences.length, asked));
  const said = (answer: readonly string[]): string =>
    answer.length === 0 ? words.silence : answer.join(" + ");
  for (const { sent, old, now } of differences) {
    io.out(`  ${sent}`);
    io.out(`    ${words.old}: ${old.length === 0 ? words.silence : old.map(said).join(" / ")}`);
    io.out(`    ${words.now}: ${said(now)}`);
  }
  const isWhole =
    differences.length === 0 && proof.diagnostics.every(({ severity }) => severity !== "error");
  return isWhole && lost.length === 0 ? 0 : 1;
};

/** Makes rules and a menu of what an account did by itself, and proves that they answer alike. */
export const takeover: Command = {
  name: "takeover",
  usage: "ACCOUNT [--out DIR]",
  help: {
    "zh-CN": "把公众平台里设置的自动回复和菜单变成规则和 menu.yaml，并证明回答一样",
    en: "make rules and menu.yaml of the console's automatic replies and menu, and prove they answer alike",
  },
  run: (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: "string" }, url: { type: "string" } },
      allowPositionals: true,
    });
    const [id] = positionals;
    if (id === undefined || positionals.length > 1) throw new UsageError("one account is needed");
    return withPlatform(io, values.url, async ({ opened, api }) => {
      const words = WORDS[io.lang];
      const account = (await opened.store.ruleSet(id, "active"))?.account;
      const stored = await opened.library.accounts.find(id);
      if (account === undefined || stored === null) throw new UsageError(words.nothing);
      const { folder } = stored.settings as unknown as AccountSettings;
      const out = values.out ?? folder;
      if (out === null) throw new UsageError("--out DIR");
      const taken = await takeOver(api.client.api(id), { account, fetchAddress });
      if (!taken.ok) return printRefusal(io, taken);
      await write(io, out, taken.data);
      const code = print(io, taken.data);
      io.out(words.written(out));
      io.out(words.next);
      return code;
    });
  },
};
