import { writeSync } from "node:fs";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { textEvent } from "../../builders.ts";
import { delivery, effect, reminderWait } from "../../contract/stored.ts";

/** Commits until it is killed, thirty-two at a time, and writes the key of each that is durable to stdout. */
const [file = "", run = ""] = process.argv.slice(2);
const { store } = openSqliteStore({
  file,
  nowMs: Date.now,
  secretKeys: [Buffer.alloc(32, 7)],
});
let last = 0;
const commitForEver = async (): Promise<never> => {
  for (;;) {
    last += 1;
    const key = `${run}-${last}`;
    await store.commit(
      delivery({
        event: textEvent({ key, follower: key }),
        effects: [effect(key)],
        changes: [reminderWait("later", 1)],
      }),
    );
    writeSync(1, `${key}\n`);
  }
};
await Promise.all(Array.from({ length: 32 }, commitForEver));
