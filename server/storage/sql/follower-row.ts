import type { FollowerState, Json, Names } from "../../../engine/index.ts";
import type { SecretBox } from "../secret-box.ts";
import type { FollowerValues } from "./follower-statements.ts";

type Written = Pick<FollowerValues, "data" | "name" | "tags" | "followed_at_ms">;
type Key = { readonly account: string; readonly openid: string };
type Data = Omit<FollowerState, "version">;

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
const eachSecret = (data: Data, change: (value: Json, name: string) => Json): Data => {
  const { dialog, secrets } = data;
  if (secrets.length === 0 && (dialog === null || dialog.secrets.length === 0)) return data;
  const captured = dialog === null ? {} : changed(dialog.captured, dialog.secrets, change);
  return {
    ...data,
    values: changed(data.values, secrets, change),
    dialog: dialog === null ? null : { ...dialog, captured },
  };
};

export const followerRows = (box: SecretBox): FollowerRows => {
  const place = ({ account, openid }: Key, name: string): string =>
    `follower/${account}/${openid}/${name}`;
  return {
    write: (key, { version: _, ...state }) => {
      const data = eachSecret(state, (value, name) =>
        box.seal(JSON.stringify(value), place(key, name)),
      );
      // The version stands in its own column; these are repeated in theirs for lists.
      const { name } = data.values;
      return {
        data: JSON.stringify(data),
        name: typeof name === "string" ? name : "",
        tags: data.tags.length === 0 ? "" : `\n${data.tags.join("\n")}\n`,
        followed_at_ms: data.followedAtMs ?? 0,
      };
    },
    read: (key, { version, data }) => ({
      ...eachSecret(JSON.parse(data) as Data, (value, name) =>
        JSON.parse(box.open(String(value), place(key, name))),
      ),
      version,
    }),
  };
};
