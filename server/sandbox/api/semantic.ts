import { textIn } from "../json.ts";
import { platformDay } from "../state/time.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { post } from "./route.ts";

const dayMs = 24 * 3_600_000;

/** Words that give a category away. */
const signs: readonly (readonly [string, RegExp])[] = [
  ["flight", /机票|航班|飞机/],
  ["train", /火车|高铁|动车/],
  ["weather", /天气|气温|下雨|下雪/],
  ["hotel", /酒店|宾馆|住宿/],
  ["restaurant", /餐厅|饭店|吃饭|美食/],
  ["map", /怎么走|路线|导航/],
  ["nearby", /附近|最近的/],
  ["movie", /电影|影院/],
  ["music", /歌|音乐/],
  ["stock", /股票|股价|大盘/],
  ["remind", /提醒/],
  ["news", /新闻/],
];
const cities = /北京|上海|广州|深圳|杭州|成都|武汉|南京|西安|重庆/g;
const days: Readonly<Record<string, number>> = { 今天: 0, 明天: 1, 后天: 2 };

const place = (city: string): object => ({
  type: "LOC_CITY",
  city: `${city}市`,
  city_simple: city,
});

const placesIn = (query: string): object => {
  const found = query.match(cities) ?? [];
  const [first, second] = found;
  if (first === undefined) return {};
  return second === undefined
    ? { location: place(first) }
    : { start_loc: place(first), end_loc: place(second) };
};

const dateIn = (query: string, nowMs: number): object => {
  const word = Object.keys(days).find((one) => query.includes(one));
  if (word === undefined) return {};
  const date = platformDay(nowMs + (days[word] ?? 0) * dayMs);
  return { datetime: { type: "DT_ORI", date, date_ori: word } };
};

const search = ({ core, account, body }: Call): object => {
  const query = textIn(body, "query");
  const asked = textIn(body, "category").split(",");
  if (query === "" || textIn(body, "category") === "") return refuse(40035);
  if (textIn(body, "appid") !== account.appId) return refuse(40013);
  if (textIn(body, "city") === "" && body.latitude === undefined) return refuse(40035);
  const type = signs.find(([name, sign]) => asked.includes(name) && sign.test(query))?.[0];
  if (type === undefined) return refuse(7_000_001, "no result");
  const details = { ...placesIn(query), ...dateIn(query, core.time.nowMs()) };
  return { errcode: 0, query, type, semantic: { details, intent: "SEARCH" }, result: [] };
};

/** The meaning of a sentence (contract §4.12): a few categories, cities and days, no results of its own. */
export const semanticGroup: ApiGroup = {
  name: "semantic",
  routes: [post("/semantic/semproxy/search", { right: "semantic", quota: "semantic" }, search)],
};
