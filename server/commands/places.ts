import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Position } from "../../engine/index.ts";
import { createPlaceJoin } from "../accounts/with-places.ts";
import { textOfCode } from "../errors.ts";
import type { TravelMode } from "../maps/directions.ts";
import { directions, TRAVEL_MODES } from "../maps/directions.ts";
import { describe, locate } from "../maps/geocode.ts";
import { locateRows, storeList } from "../maps/import-places.ts";
import type { MapClient } from "../maps/map-client.ts";
import type { MapRefusal, MapResult } from "../maps/map-result.ts";
import { pushPlaces, searchCloud } from "../maps/place-cloud.ts";
import { readPlaces } from "../maps/read-places.ts";
import type { SearchArea } from "../maps/search-places.ts";
import { searchPlaces } from "../maps/search-places.ts";
import { openMaps } from "../start/open-maps.ts";
import { openData } from "../start/open-storage.ts";
import type { OpenStore } from "../storage/sqlite-store.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";

const COUNT = 10;
const PROBLEMS_SHOWN = 100;
const RADIUS_M = 5_000;
const WORDS = {
  created: { "zh-CN": "新增", en: "created" },
  updated: { "zh-CN": "修改", en: "updated" },
  deleted: { "zh-CN": "删除", en: "deleted" },
  refused: { "zh-CN": "未被接受", en: "not taken" },
  nothing: {
    "zh-CN": (n: number) => `${n} 行有问题，没有导入`,
    en: (n: number) => `${n} rows are wrong, nothing was brought in`,
  },
} as const;

const OPTIONS = ["at", "region", "mode", "list", "datum"] as const;
interface Asked {
  readonly io: Io;
  readonly maps: MapClient;
  readonly opened: OpenStore;
  readonly account: string;
  readonly args: readonly string[];
  readonly values: Partial<Readonly<Record<(typeof OPTIONS)[number], string>>>;
}

const positionIn = (text: string | undefined): Position => {
  const [lat, lng, ...rest] = (text ?? "").split(",").map(Number);
  const isPosition =
    rest.length === 0 && Math.abs(lat ?? Number.NaN) <= 90 && Math.abs(lng ?? Number.NaN) <= 180;
  if (!isPosition || lat === undefined || lng === undefined)
    throw new UsageError(`"${text ?? ""}" is no position: LAT,LNG`);
  return { lat, lng };
};
const refused = (io: Io, { code, detail }: MapRefusal): number => {
  const { means, remedy } = textOfCode(code);
  io.err(`${code} ${means[io.lang]}${detail === "" ? "" : ` (${detail})`}`);
  io.err(remedy[io.lang]);
  return 1;
};
const show = <T>(io: Io, result: MapResult<T>, lines: (data: T) => readonly string[]): number => {
  if (!result.ok) return refused(io, result);
  for (const line of lines(result.data)) io.out(line);
  return 0;
};
const metresText = (metres: number | null): string => (metres === null ? "" : `${metres} m`);

const find = async ({ io, maps, account, args: [address = ""] }: Asked) =>
  show(io, await locate(maps, account, { address }), ({ lat, lng, reliability, level }) => [
    `${lat},${lng}\t${reliability}/10\t${level}`,
  ]);
const at = async ({ io, maps, account, args: [position] }: Asked) =>
  show(io, await describe(maps, account, positionIn(position)), ({ address, city, district }) => [
    [address, city, district].join("\t"),
  ]);

const areaOf = ({ at: around, region }: Asked["values"]): SearchArea => {
  if (around !== undefined) return { around: positionIn(around), radiusM: RADIUS_M };
  if (region !== undefined) return { region };
  throw new UsageError("--at LAT,LNG or --region NAME is needed");
};
const search = async ({ io, maps, account, args: [keyword = ""], values }: Asked) => {
  const asked = { keyword, area: areaOf(values), count: COUNT };
  return show(io, await searchPlaces(maps, account, asked), (rows) =>
    rows.map(({ title, lat, lng, tel, metres }) =>
      [title, `${lat},${lng}`, tel, metresText(metres)].join("\t"),
    ),
  );
};
const modeOf = (text = "driving"): TravelMode => {
  const mode = TRAVEL_MODES.find((one) => one === text);
  if (mode === undefined) throw new UsageError(`--mode is one of ${TRAVEL_MODES.join(", ")}`);
  return mode;
};
const route = async ({ io, maps, account, args: [from, to], values }: Asked) => {
  const asked = { from: positionIn(from), to: positionIn(to), mode: modeOf(values.mode) };
  return show(io, await directions(maps, account, asked), ({ metres, minutes, steps }) => [
    `${metres} m, ${minutes} min`,
    ...steps,
  ]);
};

const placesOf = async ({ opened, account }: Asked) => {
  const served = await opened.store.ruleSet(account, "active");
  if (served === null) throw new UsageError(`no account "${account}" in the database`);
  return (await createPlaceJoin(opened.library)(served)).account.places;
};
const push = async (asked: Asked) => {
  const { io, maps, account } = asked;
  return show(io, await pushPlaces(maps, account, await placesOf(asked)), (done) => [
    `${WORDS.created[io.lang]} ${done.created}, ${WORDS.updated[io.lang]} ${done.updated}, ${WORDS.deleted[io.lang]} ${done.deleted}`,
    ...done.refused.map((id) => `${id}: ${WORDS.refused[io.lang]}`),
  ]);
};
const cloud = async ({ io, maps, account, args: [position] }: Asked) => {
  const asked = { at: positionIn(position), radiusM: RADIUS_M, count: COUNT };
  return show(io, await searchCloud(maps, account, asked), (rows) =>
    rows.map(({ id, name, metres }) => [id, name, metresText(metres)].join("\t")),
  );
};

const datumOf = (text = "gcj02"): "gcj02" | "wgs84" | "bd09" => {
  if (text === "gcj02" || text === "wgs84" || text === "bd09") return text;
  throw new UsageError("--datum is gcj02, wgs84 or bd09");
};
const bringIn = async ({ io, maps, opened, account, args: [file = ""], values }: Asked) => {
  const { list = "", datum } = values;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(list)) throw new UsageError("--list NAME is needed");
  const read = readPlaces(await readFile(file, "utf8"), { list, datum: datumOf(datum) });
  const looked = read.problems.length > 0 ? null : await locateRows(maps, account, read);
  const wrong = [
    ...read.problems,
    ...(looked?.failed ?? []).map((one) => ({ ...one, found: one.id })),
  ];
  for (const { line, code, found } of wrong.slice(0, PROBLEMS_SHOWN))
    io.err(`${file}:${line} ${textOfCode(code).means[io.lang]} (${found})`);
  if (wrong.length > 0 || looked === null) {
    io.err(WORDS.nothing[io.lang](wrong.length));
    return 1;
  }
  const places = [...read.places, ...looked.places];
  const what = { account, list, batch: randomUUID(), places, nowMs: Date.now };
  await storeList(opened.library.placeTables, what);
  io.out(`${list}: ${places.length}`);
  return 0;
};

const words: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  ...{ find, at, search, route, push, cloud, import: bringIn },
};

/** Asks Tencent's maps for an account: addresses, positions, ways, and the cloud's copy of its places. */
export const places: Command = {
  name: "places",
  usage:
    "ACCOUNT find ADDRESS | at LAT,LNG | search WORD --at LAT,LNG|--region NAME | route FROM TO [--mode M] | push | cloud LAT,LNG | import FILE.csv --list NAME [--datum wgs84|bd09]",
  help: {
    "zh-CN": "查地址与坐标、搜索、算路线；从 CSV 导入地点列表；把地点推送到地点云，并在那里搜索",
    en: "look up addresses, positions and ways; bring a list of places in from CSV; push places to the place cloud, and search there",
  },
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(OPTIONS.map((name) => [name, { type: "string" as const }])),
      allowPositionals: true,
    });
    const [account, word = "", ...rest] = positionals;
    const run = Object.hasOwn(words, word) ? words[word] : undefined;
    if (account === undefined || run === undefined)
      throw new UsageError("an account and a word are needed");
    const config = io.config();
    const opened = openData(config, Date.now);
    try {
      const maps = openMaps({
        library: opened.library,
        env: config.env,
        sandboxUrl: () => `http://127.0.0.1:${config.port}`,
        nowMs: Date.now,
      });
      return await run({
        io,
        maps,
        opened,
        account,
        args: rest,
        values: values as Asked["values"],
      });
    } finally {
      await opened.close();
    }
  },
};
