import type { FollowerState } from "../../../engine/index.ts";
import type { FollowerValues } from "./follower-statements.ts";

type Written = Pick<FollowerValues, "data" | "name" | "tags" | "followed_at_ms">;

/** The version stands in its own column; name, tags and time are repeated there for lists. */
export const followerRow = (state: FollowerState): Written => {
  const { version: _, ...data } = state;
  const name = state.values.name;
  return {
    data: JSON.stringify(data),
    name: typeof name === "string" ? name : "",
    tags: state.tags.length === 0 ? "" : `\n${state.tags.join("\n")}\n`,
    followed_at_ms: state.followedAtMs ?? 0,
  };
};
export const readFollower = (version: number, data: string): FollowerState => ({
  ...(JSON.parse(data) as Omit<FollowerState, "version">),
  version,
});
