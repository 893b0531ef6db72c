import type { Right } from "./contract.ts";

const SHOWN = 3;
/** `oABcdef…` → `oAB…f`: enough to tell two followers apart. */
export const maskOpenid = (openid: string | null): string | null =>
  openid === null ? null : `${openid.slice(0, SHOWN)}…${openid.slice(-1)}`;

/** Every string that is this follower's openid, wherever it stands. */
export const maskIn = <T>(value: T, openid: string | null): T => {
  if (openid === null || openid === "") return value;
  const masked = JSON.stringify(maskOpenid(openid)).slice(1, -1);
  const own = JSON.stringify(openid).slice(1, -1);
  return JSON.parse(JSON.stringify(value).replaceAll(own, masked)) as T;
};

/** Whoever may neither write nor talk to followers sees who is who, not who it is. */
export const mayKnow = (can: (right: Right) => boolean): boolean =>
  can("write-rules") || can("converse") || can("manage");
