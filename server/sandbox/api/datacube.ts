import { PLATFORM_OFFSET_MS } from "../../../engine/limits.ts";
import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import { textIn } from "../json.ts";
import { platformDay, platformHour } from "../state/time.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call, Route } from "./route.ts";
import { post } from "./route.ts";

const dayMs = 24 * 3_600_000;

/** One day in Beijing: its name and where it begins and ends. */
interface Day {
  readonly name: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

const dayOf = (name: string): Day => {
  const fromMs = Date.parse(`${name}T00:00:00Z`) - PLATFORM_OFFSET_MS;
  return { name, fromMs, untilMs: fromMs + dayMs };
};

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

const daysIn = ({ core, body }: Call, most: number): readonly Day[] => {
  const begin = textIn(body, "begin_date");
  const end = textIn(body, "end_date");
  if (!isDate(begin) || !isDate(end)) return refuse(61500);
  const count = (Date.parse(end) - Date.parse(begin)) / dayMs + 1;
  if (count < 1 || count > most || end >= platformDay(core.time.nowMs())) return refuse(61501);
  return Array.from({ length: count }, (_, place) =>
    dayOf(new Date(Date.parse(begin) + place * dayMs).toISOString().slice(0, 10)),
  );
};

type Rows = (core: Core, account: string, day: Day) => readonly Body[];

const count = (core: Core, sql: string, account: string, ...values: number[]): number =>
  core.database.get<{ n: number }>(sql, account, ...values)?.n ?? 0;

/** 30: QR code, 1: search, 0: other. */
const sourceOf = (scene: string): number =>
  scene === "ADD_SCENE_QR_CODE" ? 30 : scene === "ADD_SCENE_SEARCH" ? 1 : 0;

const userSummary: Rows = (core, account, day) => {
  const came = core.database.all<{ scene: string; n: number }>(
    "SELECT scene, count(*) AS n FROM followers WHERE account = ? AND followedAtMs >= ? AND followedAtMs < ? GROUP BY scene",
    account,
    day.fromMs,
    day.untilMs,
  );
  const left = count(
    core,
    "SELECT count(*) AS n FROM unfollows WHERE account = ? AND atMs >= ? AND atMs < ?",
    account,
    day.fromMs,
    day.untilMs,
  );
  const rows = came.map(({ scene, n }) => ({ user_source: sourceOf(scene), new_user: n }));
  const sources = rows.length === 0 && left > 0 ? [{ user_source: 0, new_user: 0 }] : rows;
  return sources.map((row, place) => ({
    ref_date: day.name,
    ...row,
    cancel_user: place === 0 ? left : 0,
  }));
};

const userCumulate: Rows = (core, account, day) => {
  const came = count(
    core,
    "SELECT count(*) AS n FROM followers WHERE account = ? AND followedAtMs < ? AND (subscribed = 1 OR openid IN (SELECT openid FROM unfollows WHERE account = followers.account AND atMs >= ?))",
    account,
    day.untilMs,
    day.untilMs,
  );
  return [{ ref_date: day.name, user_source: 0, cumulate_user: came }];
};

const messageTypes: Readonly<Record<string, number>> = {
  text: 1,
  image: 2,
  voice: 3,
  video: 4,
  shortvideo: 4,
  link: 6,
};

interface Said {
  readonly kind: string;
  readonly openid: string;
  readonly atMs: number;
}
const saidIn = (core: Core, account: string, day: Day): readonly (Said & { type: number })[] =>
  core.database
    .all<Said>(
      "SELECT kind, openid, atMs FROM pushes WHERE account = ? AND atMs >= ? AND atMs < ?",
      account,
      day.fromMs,
      day.untilMs,
    )
    .flatMap((said) => {
      const type = messageTypes[said.kind];
      return type === undefined ? [] : [{ ...said, type }];
    });

const upstream =
  (byHour: boolean): Rows =>
  (core, account, day) => {
    const grouped = Object.groupBy(saidIn(core, account, day), ({ type, atMs }) =>
      byHour ? `${type}/${platformHour(atMs) * 100}` : `${type}/`,
    );
    return Object.entries(grouped).map(([key, said = []]) => {
      const [type, hour] = key.split("/");
      return {
        ref_date: day.name,
        ...(byHour ? { ref_hour: Number(hour) } : {}),
        msg_type: Number(type),
        msg_user: new Set(said.map(({ openid }) => openid)).size,
        msg_count: said.length,
      };
    });
  };

/** 1: 1–5 messages, 2: 6–10, 3: more. */
const intervalOf = (messages: number): number => (messages <= 5 ? 1 : messages <= 10 ? 2 : 3);

const upstreamDist: Rows = (core, account, day) => {
  const byPerson = Object.groupBy(saidIn(core, account, day), ({ openid }) => openid);
  const people = Object.values(byPerson).map((said = []) => intervalOf(said.length));
  return [1, 2, 3].flatMap((interval) => {
    const msg_user = people.filter((one) => one === interval).length;
    return msg_user === 0 ? [] : [{ ref_date: day.name, count_interval: interval, msg_user }];
  });
};

interface Pushed {
  readonly ms: number;
  readonly failed: number;
  readonly atMs: number;
}

const interfaceRow = (pushes: readonly Pushed[]): Body => ({
  callback_count: pushes.length,
  fail_count: pushes.filter(({ failed }) => failed === 1).length,
  total_time_cost: Math.round(pushes.reduce((sum, { ms }) => sum + ms, 0)),
  max_time_cost: Math.round(Math.max(0, ...pushes.map(({ ms }) => ms))),
});

const interfaces =
  (byHour: boolean): Rows =>
  (core, account, day) => {
    const pushes = core.database.all<Pushed>(
      "SELECT ms, failed, atMs FROM pushes WHERE account = ? AND atMs >= ? AND atMs < ?",
      account,
      day.fromMs,
      day.untilMs,
    );
    if (!byHour) return [{ ref_date: day.name, ...interfaceRow(pushes) }];
    const grouped = Object.groupBy(pushes, ({ atMs }) => platformHour(atMs) * 100);
    return Object.entries(grouped).map(([hour, some = []]) => ({
      ref_date: day.name,
      ref_hour: Number(hour),
      ...interfaceRow(some),
    }));
  };

/** Nobody reads articles here. */
const nothing: Rows = () => [];

/** Reports by name: most days, and the rows of a day (contract §4.13). */
const reports: Readonly<Record<string, readonly [number, Rows]>> = {
  getusersummary: [7, userSummary],
  getusercumulate: [7, userCumulate],
  getarticlesummary: [1, nothing],
  getarticletotal: [1, nothing],
  getuserread: [3, nothing],
  getuserreadhour: [1, nothing],
  getusershare: [7, nothing],
  getusersharehour: [1, nothing],
  getupstreammsg: [7, upstream(false)],
  getupstreammsghour: [1, upstream(true)],
  getupstreammsgweek: [30, upstream(false)],
  getupstreammsgmonth: [30, upstream(false)],
  getupstreammsgdist: [15, upstreamDist],
  getupstreammsgdistweek: [30, upstreamDist],
  getupstreammsgdistmonth: [30, upstreamDist],
  getinterfacesummary: [30, interfaces(false)],
  getinterfacesummaryhour: [1, interfaces(true)],
};

const report = ([name, [most, rows]]: [string, readonly [number, Rows]]): Route =>
  post(`/datacube/${name}`, { right: "datacube" }, (call) => ({
    list: daysIn(call, most).flatMap((day) => rows(call.core, call.account.id, day)),
  }));

/** Analysis, counted from the sandbox's own traffic (contract §4.13). */
export const datacubeGroup: ApiGroup = {
  name: "datacube",
  routes: Object.entries(reports).map(([name, made]) => report([name, made])),
};
