import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Config } from "../../../server/config.ts";
import { readConfig } from "../../../server/config.ts";
import { createLog } from "../../../server/log.ts";
import { startServer } from "../../../server/main.ts";
import { openData } from "../../../server/start/open-storage.ts";
import type { LogDetail } from "../../../server/storage/library.ts";
import type { OpenStore } from "../../../server/storage/sqlite-store.ts";
import type { Control } from "./control.ts";
import { controlOf } from "./control.ts";

/** Files by their path in a folder. */
export type Files = Readonly<Record<string, string>>;

/** A folder of account folders and a data folder, removed with the test. */
export interface World {
  readonly rulesFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly config: Config;
  /** Writes a file below the account folders. */
  readonly write: (path: string, text: string) => void;
}

/** The example accounts, with `change` made in every file of theirs, or `files` alone. */
export const makeWorld = (of: {
  readonly files?: Files;
  readonly examples?: (text: string) => string;
  readonly env?: Readonly<Record<string, string>>;
}): World => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-product-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const rulesFolder = join(folder, "rules");
  mkdirSync(rulesFolder);
  if (of.examples !== undefined) copyExamples(rulesFolder, of.examples);
  const env = {
    PORT: "0",
    YINGDA_RULES: rulesFolder,
    YINGDA_DATA: join(folder, "data"),
    YINGDA_LOG: "silent",
    ...of.env,
  };
  const write = (path: string, text: string): void => {
    const file = join(rulesFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [path, text] of Object.entries(of.files ?? {})) write(path, text);
  return { rulesFolder, env, config: readConfig(env), write };
};

const copyExamples = (to: string, change: (text: string) => string): void => {
  cpSync("rules", to, { recursive: true });
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".yaml")) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }
};

/** The whole product, the local WeChat in it, and what is asked of both. */
export interface Product extends Control {
  readonly url: string;
  /** Where the first administrator signs up. */
  readonly setupUrl: string | null;
  readonly stop: () => Promise<void>;
}

/** Starts it in this process; stopped with the test at the latest. */
export const startProduct = async (world: World, dev = false): Promise<Product> => {
  const running = await startServer({
    config: world.config,
    dev,
    progress: () => {},
    log: createLog(world.config.logLevel),
  });
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= running.close();
    return stopping;
  };
  onTestFinished(stop);
  const { url, setupUrl } = running;
  return { url, setupUrl, stop, ...controlOf(url) };
};

/** Looks into the product's storage beside it, as its own commands do. */
export const withStorage = async <T>(
  { config }: World,
  look: (opened: OpenStore) => Promise<T>,
): Promise<T> => {
  const opened = openData(config, Date.now);
  try {
    return await look(opened);
  } finally {
    await opened.close();
  }
};

/** Every stored delivery of an account, oldest first. */
export const deliveriesOf = async (
  { library }: OpenStore,
  account: string,
): Promise<readonly LogDetail[]> => {
  const found: LogDetail[] = [];
  let before: { atMs: number; key: string } | null = null;
  for (;;) {
    const page = await library.log.list(account, {}, { before, limit: 200 });
    for (const { key } of page) {
      const detail = await library.log.find(account, key);
      if (detail !== null) found.push(detail);
    }
    const last = page.at(-1);
    if (last === undefined) return found.toReversed();
    before = last;
  }
};

/** Asks again and again, 20 ms apart, until it holds. */
export const until = async (
  what: string,
  holds: () => Promise<boolean> | boolean,
  withinMs = 15_000,
): Promise<void> => {
  const endMs = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error(`it never held: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Numbers from 0 to 1, the same for the same seed. */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A system of an account's own: answers `/after/MS/…` that much later, everything else at once, with the path it was asked for. */
export const listenSlowly = async (): Promise<{
  readonly host: string;
  readonly asked: readonly string[];
}> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    const ms = Number(/^\/after\/(\d+)/.exec(path)?.[1] ?? 0);
    setTimeout(() => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ path, state: "ontime", time: "14:05", gate: "B12" }));
    }, ms);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};
