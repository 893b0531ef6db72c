import type { FollowerState, Json } from "../../engine/index.ts";
import { textOfCode } from "../errors.ts";
import type { ListedFollower } from "../storage/library.ts";
import type { Consent } from "../storage/privacy.ts";
import type { SyncState } from "../storage/syncs.ts";
import type { AnswerOf } from "./contract.ts";

type Row = AnswerOf<"GET /accounts/:account/followers">["followers"][number];
type Detail = AnswerOf<"GET /accounts/:account/followers/:follower">;
type Sync = AnswerOf<"GET /accounts/:account/followers-sync">["sync"];

/** They have a place of their own. */
const SHOWN: ReadonlySet<string> = new Set(["name", "remark", "language", "blacklisted"]);

const textOf = (value: Json | undefined): string => {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** A follower as lists show them; what is secret stays here. */
export const followerRow = ({ openid, seenAtMs, state }: ListedFollower): Row => {
  const { values, secrets, tags, followedAtMs, channel } = state;
  const shown = (name: string): string => (secrets.includes(name) ? "" : textOf(values[name]));
  return {
    ...{ openid, tags: [...tags], followedAtMs, channel: channel ?? "" },
    ...{ name: shown("name"), remark: shown("remark"), language: shown("language") },
    seenAtMs: seenAtMs === 0 ? null : seenAtMs,
    isBlacklisted: values["blacklisted"] === true,
  };
};

/** Everything that is kept of one. */
export const followerDetail = (
  openid: string,
  state: FollowerState,
  consents: readonly Consent[],
): Detail => ({
  ...followerRow({ openid, seenAtMs: 0, state }),
  values: Object.entries(state.values)
    .filter(([name]) => !SHOWN.has(name) && !state.secrets.includes(name))
    .map(([name, value]) => ({ name, value: textOf(value) })),
  secrets: state.secrets.length,
  joinedBy: state.source?.joined ?? "",
  lastScanned: state.source?.last ?? "",
  consents: consents.map(({ what, isGiven, source, atMs }) => ({ what, isGiven, source, atMs })),
});

/** How far the followers have been brought. */
export const syncShown = (state: SyncState | null): Sync => {
  if (state === null) return null;
  const { kind, phase, total, listed, read, gone, startedAtMs, updatedAtMs, code } = state;
  return {
    ...{ kind, phase, total, listed, read, gone, startedAtMs, updatedAtMs },
    why: code === "" ? null : { code, ...textOfCode(code) },
  };
};
