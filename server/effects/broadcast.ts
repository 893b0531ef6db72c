import { hash } from "node:crypto";
import type { Broadcasts } from "../storage/broadcasts.ts";
import type { Performer } from "./performer.ts";

/** Few characters whatever the key holds; the same for every try. */
const idOf = (key: string): string => hash("sha256", key, "hex").slice(0, 24);

/** Puts a rule's broadcast where broadcasts are carried out from. */
export const broadcastPerformer = (
  broadcasts: Pick<Broadcasts, "add">,
): Performer<"broadcast"> => ({
  kind: "broadcast",
  perform: async ({ to, content, dueAtMs, key }, { account }) => {
    await broadcasts.add(account, { id: idOf(key), target: to, content, author: "", dueAtMs });
    return { kind: "done", value: null };
  },
});
