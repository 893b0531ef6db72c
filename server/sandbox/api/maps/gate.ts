import { createHash } from "node:crypto";
import type { MapQuota } from "../../../../engine/limits.ts";
import { MAP_LIMITS } from "../../../../engine/limits.ts";
import type { Core } from "../../core.ts";
import type { Body } from "../../json.ts";
import { isBody } from "../../json.ts";
import type { SandboxAccount } from "../../state/accounts.ts";
import type { ApiAnswer, OpenCall, Route } from "../route.ts";
import { RawAnswer } from "../route.ts";

/** What the services write beside each status (contract §7.1). */
const messages: Readonly<Record<number, string>> = {
  110: "请求来源未被授权",
  111: "签名验证失败",
  112: "IP未被授权",
  120: "此key每秒请求量已达到上限",
  121: "此key每日调用量已达到上限",
  190: "无效的key",
  199: "此key未开启webservice功能",
  306: "缺少必要参数",
  310: "请求参数信息有误",
  311: "key格式错误",
  347: "查询无结果",
  1000: "系统内部错误",
};

/** A refusal of the map services. */
export class MapRefusal extends Error {
  readonly status: number;
  constructor(status: number, message = messages[status] ?? "error") {
    super(message);
    this.status = status;
  }
}
export const refuseMap = (status: number, message?: string): never => {
  throw new MapRefusal(status, message);
};

/** A call whose key is known, signed and within its quotas. */
export interface MapCall {
  readonly core: Core;
  readonly account: SandboxAccount;
  /** A parameter of the query or, of a POST, of its JSON; `""` when it is missing. */
  readonly param: (name: string) => string;
  readonly body: Body;
}

const KEY = /^[A-Z0-9]{5}(-[A-Z0-9]{5}){5}$/;

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
const paramsOf = ({ query, method }: OpenCall, body: Body): Readonly<Record<string, string>> =>
  method === "POST"
    ? Object.fromEntries(Object.entries(body).map(([name, value]) => [name, textOf(value)]))
    : Object.fromEntries(query);

/** Signed as asked: path, parameters by name with raw values, secret. */
const signatureOf = (path: string, params: Readonly<Record<string, string>>, secret: string) => {
  const pairs = Object.entries(params)
    .filter(([name]) => name !== "sig")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return createHash("md5")
    .update(`${path}?${pairs.join("&")}${secret}`)
    .digest("hex");
};

const accountOf = (call: OpenCall, params: Readonly<Record<string, string>>): SandboxAccount => {
  const key = params["key"] ?? "";
  if (key === "") return refuseMap(306, "缺少必要参数：key");
  if (!KEY.test(key)) return refuseMap(311);
  const account = call.core.accounts.all().find(({ mapKey }) => mapKey === key);
  if (account === undefined) return refuseMap(190);
  const { mapSecret, ipWhitelist } = account;
  if (ipWhitelist !== null && !ipWhitelist.includes(call.ip)) return refuseMap(112);
  const signature = call.query.get("sig") ?? params["sig"] ?? "";
  if (mapSecret !== "" && signature !== signatureOf(call.path, params, mapSecret))
    return refuseMap(111);
  return account;
};

/** Counts the call: so many a second, so many a day. */
const meter = ({ quotas }: Core, account: SandboxAccount, quota: MapQuota): void => {
  const name = `map-${quota}`;
  if (!quotas.countInSecond(account.id, name, MAP_LIMITS.perSecond)) refuseMap(120);
  if (quotas.use(account.id, name) !== 0) refuseMap(121);
};

const bodyOf = ({ method, raw }: OpenCall): Body => {
  if (method !== "POST") return {};
  try {
    const value: unknown = JSON.parse(raw.toString("utf8"));
    return isBody(value) ? value : refuseMap(310);
  } catch (error) {
    if (error instanceof SyntaxError) return refuseMap(310);
    throw error;
  }
};

const jsonAnswer = (call: OpenCall, value: object): ApiAnswer => {
  const callback = call.query.get("callback") ?? "";
  if (call.query.get("output") !== "jsonp" || !/^[A-Za-z_][\w.]{0,63}$/.test(callback))
    return value;
  const script = `${callback}&&${callback}(${JSON.stringify(value)})`;
  return new RawAnswer(200, { "content-type": "text/javascript; charset=utf-8" }, script);
};

/** One path of the map services; refusals are answers with their status, and HTTP stays 200. */
export const mapRoute = (
  method: "GET" | "POST",
  path: string,
  quota: MapQuota,
  answer: (call: MapCall) => object | RawAnswer,
): Route => ({
  guard: "none",
  method,
  path,
  takes: "raw",
  answer: (call) => {
    try {
      const body = bodyOf(call);
      const params = paramsOf(call, body);
      const account = accountOf(call, params);
      meter(call.core, account, quota);
      const param = (name: string): string => params[name] ?? "";
      const answered = answer({ core: call.core, account, param, body });
      if (answered instanceof RawAnswer) return answered;
      const request_id = call.core.ids.hex("map", 32);
      return jsonAnswer(call, { status: 0, message: "query ok", request_id, ...answered });
    } catch (error) {
      if (!(error instanceof MapRefusal)) throw error;
      return jsonAnswer(call, { status: error.status, message: error.message });
    }
  },
});

/** `lat,lng` as written in a parameter; 310 for anything else. */
export const pointIn = (text: string): { readonly lat: number; readonly lng: number } => {
  const found = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (found === null) return refuseMap(310);
  const [lat, lng] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : refuseMap(310);
};
/** A whole number within bounds, `otherwise` when it is missing; 310 for anything else. */
export const countIn = (text: string, otherwise: number, max: number): number => {
  if (text === "") return otherwise;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= max ? value : refuseMap(310);
};
