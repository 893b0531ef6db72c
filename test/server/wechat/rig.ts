import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Library } from "../../../server/storage/library.ts";
import { makeSecretBox } from "../../../server/storage/secret-box.ts";
import { makeLibrary } from "../../../server/storage/sql/library.ts";
import { makeStore } from "../../../server/storage/sql/store.ts";
import { openSqlite } from "../../../server/storage/sqlite.ts";
import { sandboxHosts } from "../../../server/wechat/api-account.ts";
import type { WechatClient, WechatClientDeps } from "../../../server/wechat/client.ts";
import { createWechatClient } from "../../../server/wechat/client.ts";
import { shop, startMs } from "../sandbox/start.ts";

export const secretBox = makeSecretBox([Buffer.alloc(32, 7)]);

/** A clock that a test moves; waiting moves it, too. */
export const handClock = (atMs: number = startMs) => {
  const clock = {
    ms: atMs,
    nowMs: () => clock.ms,
    wait: async (ms: number): Promise<void> => {
      clock.ms += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return clock;
};

/** A new database that several clients may open, gone with its test. */
export const sharedDatabase = async (nowMs: () => number) => {
  const folder = await mkdtemp(join(tmpdir(), "yingda-wechat-"));
  const opened: ReturnType<typeof openSqlite>[] = [];
  onTestFinished(async () => {
    await Promise.all(opened.map((db) => db.close()));
    await rm(folder, { recursive: true });
  });
  return () => {
    const db = openSqlite({ file: join(folder, "wechat.db"), nowMs });
    opened.push(db);
    return {
      db,
      library: makeLibrary({ db, nowMs, secretBox }),
      store: makeStore({ db, nowMs, holder: randomUUID(), secretBox }),
    };
  };
};

/** As `sharedDatabase`, the library alone. */
export const sharedStorage = async (nowMs: () => number): Promise<() => Library> => {
  const open = await sharedDatabase(nowMs);
  return () => open().library;
};

/** What was logged, as one text to search in. */
export const memoryLog = () => {
  const lines: string[] = [];
  const write = (fields: object, text: string): void => {
    lines.push(JSON.stringify({ text, ...fields }));
  };
  return { lines, warn: write, error: write };
};

/** A client of the account `shop` against the platform at `url`. */
export const clientOf = (
  library: Pick<Library, "tokens" | "counters">,
  url: string,
  of: Partial<WechatClientDeps> = {},
): WechatClient => {
  const { id, appId = "", appSecret = "" } = shop;
  const client = createWechatClient({
    tokens: library.tokens,
    counters: library.counters,
    account: async (asked) =>
      asked === id ? { id, appId, appSecret, hosts: sandboxHosts(url) } : null,
    nowMs: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    newId: randomUUID,
    log: memoryLog(),
    ...of,
  });
  if (of.exchange === undefined) onTestFinished(() => client.idle());
  return client;
};
