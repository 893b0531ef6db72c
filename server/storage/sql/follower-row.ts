import type { FollowerState, Json, Names, RuleId } from "../../../engine/index.ts";
import type { SecretBox } from "../secret-box.ts";
import type { FollowerValues } from "./follower-statements.ts";

type Written = Pick<FollowerValues, "data" | "name" | "tags" | "followed_at_ms">;
type Key = { readonly account: string; readonly openid: string };
type Data = Omit<FollowerState, "version">;
/** As stored. */
interface Packed extends Omit<Data, "fired"> {
  readonly fired: PackedFired;
}
/**
 * Rule, how often, when, rule, how often … As an object, every follower's own set of rules would be a hidden class
 * of its own, and reading it would cost more than the rest of the row.
 */
type PackedFired = readonly (RuleId | number | readonly number[])[];

const packFired = (fired: FollowerState["fired"]): PackedFired => {
  const packed: (RuleId | number | readonly number[])[] = [];
  for (const rule of Object.keys(fired)) {
    const one = fired[rule];
    if (one !== undefined) packed.push(rule, one.count, one.atMs);
  }
  return packed;
};
const unpackFired = (packed: PackedFired): FollowerState["fired"] => {
  const fired: Record<RuleId, FollowerState["fired"][RuleId]> = Object.create(null);
  for (let at = 0; at + 2 < packed.length; at += 3) {
    const count = packed[at + 1] as number;
    fired[packed[at] as RuleId] = { count, atMs: packed[at + 2] as readonly number[] };
  }
  return fired;
};

/** Turns followers into rows and back: what is named `secrets` rests encrypted. */
export interface FollowerRows {
  readonly write: (key: Key, state: FollowerState) => Written;
  /** Throws `secret-unreadable`. */
  readonly read: (
    key: Key,
    row: { readonly version: number; readonly data: string },
  ) => FollowerState;
}

const changed = (
  names: Names,
  secrets: readonly string[],
  change: (value: Json, name: string) => Json,
): Names =>
  Object.fromEntries(
    Object.entries(names).map(([name, value]) => [
      name,
      secrets.includes(name) ? change(value, name) : value,
    ]),
  );
/** Applies `change` to every secret; followers without one, nearly all, are left as they are. */
const eachSecret = <D extends Data>(data: D, change: (value: Json, name: string) => Json): D => {
  const { dialog, secrets } = data;
  if (secrets.length === 0 && (dialog === null || dialog.secrets.length === 0)) return data;
  const captured = dialog === null ? {} : changed(dialog.captured, dialog.secrets, change);
  return {
    ...data,
    values: changed(data.values, secrets, change),
    dialog: dialog === null ? null : { ...dialog, captured },
  };
};

/** By what a follower is looked for: the name, and what the account calls them. */
const searchedName = ({ name, remark }: Names): string => {
  const own = typeof name === "string" ? name : "";
  return typeof remark === "string" && remark !== "" ? `${own}\n${remark}` : own;
};

export const followerRows = (box: SecretBox): FollowerRows => {
  const place = ({ account, openid }: Key, name: string): string =>
    `follower/${account}/${openid}/${name}`;
  return {
    write: (key, state) => {
      const data = eachSecret(state, (value, name) =>
        box.seal(JSON.stringify(value), place(key, name)),
      );
      // The version stands in its own column alone; name, tags and time are repeated in theirs for lists.
      const packed = { ...data, version: undefined, fired: packFired(data.fired) };
      return {
        data: JSON.stringify(packed satisfies Packed),
        name: searchedName(data.values),
        tags: data.tags.length === 0 ? "" : `\n${data.tags.join("\n")}\n`,
        followed_at_ms: data.followedAtMs ?? 0,
      };
    },
    read: (key, { version, data }) => {
      const packed = JSON.parse(data) as Packed;
      const state = { ...packed, fired: unpackFired(packed.fired), version };
      return eachSecret(state, (value, name) =>
        JSON.parse(box.open(String(value), place(key, name))),
      );
    },
  };
};
