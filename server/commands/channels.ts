import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Account } from "../../engine/index.ts";
import { findChannel } from "../../engine/index.ts";
import { QR_LIMITS } from "../../engine/limits.ts";
import { pictureOf } from "../channels/channel-codes.ts";
import type { ReportedChannel } from "../channels/channel-report.ts";
import { reportChannels } from "../channels/channel-report.ts";
import { makeCodes } from "../channels/make-codes.ts";
import { nameSeries } from "../channels/name-series.ts";
import { SHEET_HEAD, sheetLine } from "../channels/sheet.ts";
import { writeZip, ZIP_FILES } from "../channels/write-zip.ts";
import type { ChannelCode } from "../storage/library.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import type { WithPlatform } from "./with-platform.ts";
import { printRefusal, withPlatform } from "./with-platform.ts";

const DAY_MS = 86_400_000;
const WORDS = {
  "zh-CN": {
    made: (count: number, file: string) => `${count} 个二维码 → ${file}`,
    stopped: (count: number) => `做了 ${count} 个后停下；再运行一次会接着做`,
    undeclared: (id: string) => `channels.yaml 里没有渠道“${id}”`,
    pattern: `写成 machine-{0001..0200}，最多 ${ZIP_FILES} 个`,
    nothing: "没有已发布的规则：先运行 yingda start 或 yingda import",
    other: "（不经二维码）",
    cut: "还有更多渠道：加 --out 写成表格",
    head: ["渠道", "名称", "扫码", "新增", "流失", "净增", "首次发言", "转化"],
    codeHead: ["渠道", "名称", "链接", "有效期至", "ticket"],
  },
  en: {
    made: (count: number, file: string) => `${count} codes → ${file}`,
    stopped: (count: number) => `stopped after ${count}; run it again to go on`,
    undeclared: (id: string) => `channels.yaml has no channel "${id}"`,
    pattern: `write machine-{0001..0200}, at most ${ZIP_FILES} of them`,
    nothing: "nothing is published: run yingda start or yingda import first",
    other: "(by no code)",
    cut: "there are more channels: --out writes a sheet",
    head: ["channel", "name", "scans", "new", "lost", "net", "first word", "recorded"],
    codeHead: ["channel", "name", "link", "until", "ticket"],
  },
} as const;
const PRINTED = 50;

interface Work {
  readonly io: Io;
  readonly account: Account;
  readonly platform: WithPlatform;
}

const recordsOf = ({ records }: ReportedChannel): string =>
  Object.entries(records)
    .map(([name, n]) => `${name} ${n}`)
    .join(" · ");
const cellsOf = (row: ReportedChannel, other: string): readonly (string | number)[] => [
  row.channel === "" ? other : row.channel,
  row.name,
  ...[row.scans, row.follows, row.losses, row.net, row.replies],
  recordsOf(row),
];

const dayOf = (atMs: number, zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(atMs);

const report = async (
  { io, account, platform }: Work,
  { days, out }: { readonly days: number; readonly out: string | undefined },
): Promise<number> => {
  const { opened, nowMs } = platform;
  const words = WORDS[io.lang];
  const between = {
    from: dayOf(nowMs() - (days - 1) * DAY_MS, account.timezone),
    until: dayOf(nowMs(), account.timezone),
  };
  const limit = out === undefined ? PRINTED : QR_LIMITS.permanentCount;
  const { channels } = opened.library;
  const { channels: rows, isCut } = await reportChannels(account, {
    channels,
    days: between,
    limit,
  });
  const lines = rows.map((row) => cellsOf(row, words.other));
  if (out === undefined) {
    for (const line of [words.head, ...lines]) io.out(line.join("\t"));
    if (isCut) io.out(words.cut);
    return 0;
  }
  const file = await open(out, "w");
  try {
    const sheet = [words.head, ...lines].map((line) => sheetLine(line)).join("");
    await file.writeFile(SHEET_HEAD + sheet);
  } finally {
    await file.close();
  }
  return 0;
};

interface Output {
  readonly take: (code: ChannelCode) => Promise<void>;
  readonly end: () => Promise<void>;
}
const zipInto = (file: FileHandle): Output => {
  const zip = writeZip(async (bytes) => {
    await file.write(bytes);
  });
  return {
    take: (code) => zip.add({ name: `${code.id}.png`, bytes: pictureOf(code) }),
    end: zip.end,
  };
};
const pictureInto = (file: FileHandle): Output => ({
  take: async (code) => {
    await file.write(pictureOf(code));
  },
  end: async () => {},
});
const sheetInto = async (file: FileHandle, { io, account }: Work): Promise<Output> => {
  await file.write(SHEET_HEAD + sheetLine(WORDS[io.lang].codeHead));
  return {
    take: async ({ id, url, ticket, expiresAtMs }) => {
      const until = expiresAtMs === null ? "" : new Date(expiresAtMs).toISOString();
      const name = findChannel(account, id)?.name ?? "";
      await file.write(sheetLine([id, name, url, until, ticket]));
    },
    end: async () => {},
  };
};
const outputOf = (path: string, file: FileHandle, work: Work): Output | Promise<Output> => {
  if (path.endsWith(".zip")) return zipInto(file);
  return path.endsWith(".png") ? pictureInto(file) : sheetInto(file, work);
};

const idsOf = (pattern: string, { io, account }: Work): readonly string[] => {
  const words = WORDS[io.lang];
  const ids = nameSeries(pattern, ZIP_FILES);
  if (ids === null) throw new UsageError(words.pattern);
  const unknown = ids.find(
    (id) => !/^[A-Za-z0-9_-]{1,64}$/.test(id) || findChannel(account, id) === undefined,
  );
  if (unknown !== undefined) throw new UsageError(words.undeclared(unknown));
  return ids;
};
const lifeOf = (days: string | undefined, ids: readonly string[], { account }: Work) => {
  if (days !== undefined) {
    const forMs = Number(days) * DAY_MS;
    if (!(forMs > 0 && forMs <= QR_LIMITS.temporaryMaxMs)) throw new UsageError("--days: 1–30");
    return forMs;
  }
  const isPermanent = findChannel(account, ids[0] ?? "")?.permanent === true;
  return isPermanent ? null : QR_LIMITS.temporaryMaxMs;
};

const make = async (
  work: Work,
  from: { readonly pattern: string; readonly days: string | undefined; readonly path: string },
): Promise<number> => {
  const { io, account, platform } = work;
  const words = WORDS[io.lang];
  const ids = idsOf(from.pattern, work);
  if (from.path.endsWith(".png") && ids.length > 1) throw new UsageError(".zip, .csv");
  const forMs = lifeOf(from.days, ids, work);
  const file = await open(from.path, "w");
  try {
    const output = await outputOf(from.path, file, work);
    const { codes } = platform.api;
    const made = await makeCodes({ codes, account: account.id, ids, forMs, take: output.take });
    await output.end();
    io.out(words.made(made.count, from.path));
    if (made.refusal === null) return 0;
    io.err(words.stopped(made.count));
    return printRefusal(io, made.refusal);
  } finally {
    await file.close();
  }
};

/** Makes the QR codes of channels, one or ten thousand, and says how channels did. */
export const channels: Command = {
  name: "channels",
  usage: "ACCOUNT [--days N] [--out FILE.csv] | --make 'machine-{0001..0200}' --out FILE.zip",
  help: {
    "zh-CN": "批量做渠道二维码（zip、csv 或 png），或看各渠道的数据",
    en: "make channels' QR codes (zip, csv or png), or see how channels did",
  },
  run: (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        make: { type: "string" },
        days: { type: "string" },
        out: { type: "string" },
        url: { type: "string" },
      },
      allowPositionals: true,
    });
    const [id] = positionals;
    if (id === undefined || positionals.length > 1) throw new UsageError("one account is needed");
    if (values.make !== undefined && !/\.(zip|csv|png)$/.test(values.out ?? ""))
      throw new UsageError("--out FILE.zip | FILE.csv | FILE.png");
    const { make: pattern, days, out } = values;
    return withPlatform(io, values.url, async (platform) => {
      const account = (await platform.opened.store.ruleSet(id, "active"))?.account;
      if (account === undefined) throw new UsageError(WORDS[io.lang].nothing);
      const work = { io, account, platform };
      if (pattern !== undefined) return make(work, { pattern, days, path: out ?? "" });
      const count = Number(days ?? 30);
      if (!(Number.isInteger(count) && count >= 1 && count <= 3_660))
        throw new UsageError("--days: 1–3660");
      return report(work, { days: count, out });
    });
  },
};
