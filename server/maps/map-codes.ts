import type { LocalText } from "../../engine/index.ts";

/** `soon`: within the second · `later`: with growing distance · `tomorrow`: when the day's calls begin anew. */
type MapRetry = "soon" | "later" | "tomorrow" | "never";
interface MapRow {
  readonly retry: MapRetry;
  readonly means: LocalText;
  readonly remedy: LocalText;
}
const row = (
  retry: MapRetry,
  [zh, en]: readonly [zh: string, en: string],
  [zhRemedy, enRemedy]: readonly [zh: string, en: string],
): MapRow => ({
  retry,
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});

const byItself = ["系统会自动重试。", "It is tried again by itself."] as const;
const checkKey = [
  "请在 lbs.qq.com 控制台核对 key：是否启用 WebServiceAPI，域名与 IP 白名单，是否要求签名（account.yaml 的 map.secret）。",
  "Compare the key in the console of lbs.qq.com: whether WebServiceAPI is on, its lists of domains and addresses, and whether it asks for a signature (map.secret in account.yaml).",
] as const;
const checkAsked = [
  "请检查地址、坐标或关键词。",
  "Check the address, the position or the keyword.",
] as const;

/** Why the map services gave nothing: `map-NUMBER` in their own words (contract §7.1), the rest is ours. */
export const mapCodes = {
  "map-110": row("never", ["请求来源未被授权", "the source is not authorised"], checkKey),
  "map-111": row("never", ["签名验证失败", "the signature is wrong"], checkKey),
  "map-112": row("never", ["IP 未被授权", "this server's address is not authorised"], checkKey),
  "map-120": row("soon", ["每秒调用次数已达上限", "too many calls in a second"], byItself),
  "map-121": row(
    "tomorrow",
    ["今天的调用次数已用完", "the day's calls are used up"],
    [
      "北京时间 0 点后自动继续；可在 lbs.qq.com 申请更高配额。",
      "It goes on after 00:00 Beijing time; a larger quota can be asked for at lbs.qq.com.",
    ],
  ),
  "map-190": row("never", ["key 无效", "the key is invalid"], checkKey),
  "map-199": row("never", ["key 未启用 WebServiceAPI", "WebServiceAPI is off"], checkKey),
  "map-306": row("never", ["缺少参数", "a parameter is missing"], checkAsked),
  "map-310": row("never", ["参数有误", "a parameter is wrong"], checkAsked),
  "map-311": row("never", ["key 格式有误", "the key has a wrong form"], checkKey),
  "map-320": row("never", ["没有结果", "there is no result"], checkAsked),
  "map-347": row("never", ["查询无结果", "nothing was found"], checkAsked),
  "map-1000": row("later", ["地图服务内部错误", "the map services failed"], byItself),
  "map-refused": row(
    "never",
    ["地图服务拒绝了请求", "the map services refused"],
    ["请在 lbs.qq.com 查这个状态码。", "Look the status up at lbs.qq.com."],
  ),
  "map-no-key": row(
    "never",
    ["没有地图 key", "there is no key for the map services"],
    [
      "请在 account.yaml 写 map: { key: env:名称 }（在 lbs.qq.com 申请）。距离、最近地点、导航链接不需要 key。",
      "Write map: { key: env:NAME } into account.yaml (ask for one at lbs.qq.com). Distances, nearest places and navigation links need none.",
    ],
  ),
  "map-no-table": row(
    "never",
    ["没有地点云的表", "there is no table in the place cloud"],
    [
      "请在 lbs.qq.com 的地点云建表，把表编号写进 account.yaml 的 map.table。",
      "Make a table in the place cloud of lbs.qq.com and write its id into map.table in account.yaml.",
    ],
  ),
  "map-unreachable": row(
    "later",
    ["连不上地图服务", "the map services cannot be reached"],
    byItself,
  ),
  "map-timeout": row(
    "later",
    ["地图服务没有按时回答", "the map services did not answer in time"],
    byItself,
  ),
  "map-unreadable": row(
    "later",
    ["地图服务的回答读不懂", "the answer of the map services cannot be read"],
    byItself,
  ),
  "map-resting": row(
    "later",
    [
      "地图服务连续失败，暂停片刻",
      "the map services failed again and again and are left alone for a while",
    ],
    byItself,
  ),
  "map-busy": row(
    "later",
    ["排队的地图请求太多", "too many questions wait for the map services"],
    byItself,
  ),
  "map-imprecise": row(
    "never",
    [
      "地址不够详细，找到的位置不可靠",
      "the address is too vague: the position found is not to be trusted",
    ],
    [
      "请写上城市和门牌号，或直接填写坐标。",
      "Write the city and the house number, or give the position itself.",
    ],
  ),
} as const satisfies Readonly<Record<string, MapRow>>;
/** A code of this table. */
export type MapCode = keyof typeof mapCodes;

/** The code of a status that the map services gave. */
export const mapCodeOf = (status: number): MapCode => {
  const code = `map-${status}`;
  return Object.hasOwn(mapCodes, code) ? (code as MapCode) : "map-refused";
};

const rowText = (
  zh: string,
  en: string,
  zhRemedy: string,
  enRemedy: string,
): Pick<MapRow, "means" | "remedy"> => ({
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});
/** What may be wrong with a row of a sheet of places. */
export const placeRowCodes = {
  "place-row-columns": rowText(
    "第一行要写列名，至少有 id 和 name（编号、名称）",
    "the first line names the columns, id and name among them",
    "列名：id name address lat lng datum tel hours days。",
    "Columns: id name address lat lng datum tel hours days.",
  ),
  "place-row-id": rowText(
    "编号要用字母、数字、- 或 _，最多 64 个",
    "an id is letters, digits, - or _, 64 at most",
    "请改编号。",
    "Change the id.",
  ),
  "place-row-twice": rowText("编号重复", "the id stands twice", "请改编号。", "Change the id."),
  "place-row-name": rowText(
    "名称为空或超过 100 个字",
    "the name is empty or longer than 100 characters",
    "请改名称。",
    "Change the name.",
  ),
  "place-row-position": rowText(
    "坐标不对：纬度 -90 到 90，经度 -180 到 180",
    "no position: latitude -90 to 90, longitude -180 to 180",
    "请改坐标，或留空按地址查。",
    "Change it, or leave it empty to have the address looked up.",
  ),
  "place-row-datum": rowText(
    "坐标系只能是 gcj02、wgs84 或 bd09",
    "the datum is gcj02, wgs84 or bd09",
    "请改坐标系。",
    "Change the datum.",
  ),
  "place-row-hours": rowText(
    "营业时间写成 09:00-18:00，几段之间用空格",
    "hours are written 09:00-18:00, several apart by spaces",
    "请改营业时间。",
    "Change the hours.",
  ),
  "place-row-days": rowText(
    "营业日写成 mon-fri、sat、workday 或 restday",
    "days are written mon-fri, sat, workday or restday",
    "请改营业日。",
    "Change the days.",
  ),
  "place-row-nowhere": rowText(
    "既没有坐标，也没有地址",
    "there is neither a position nor an address",
    "请补上一样。",
    "Give one of them.",
  ),
  "place-row-too-many": rowText(
    "一份列表最多 100000 个地点",
    "a list has 100,000 places at most",
    "请分成几份列表。",
    "Make several lists.",
  ),
} as const;
