import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { shop, startMs, trySandbox } from "../sandbox/start.ts";
import { faultProxy } from "./fault-proxy.ts";

/** Of who fetches an access token. */
const LEASE_MS = 15_000;
const program = fileURLToPath(new URL("./token-caller.ts", import.meta.url));

interface Caller {
  readonly child: ChildProcessWithoutNullStreams;
  readonly line: () => Promise<string>;
}
const startCaller = (args: readonly string[]): Caller => {
  const child = spawn(process.execPath, [program, ...args], { stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => (await lines.next()).value ?? "it died" };
};

/** Processes by the time at which each of their clocks stands. */
const startAll = async (clocks: readonly number[]) => {
  const folder = await mkdtemp(join(tmpdir(), "yingda-tokens-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { sandbox } = await trySandbox();
  const proxy = await faultProxy(sandbox.url);
  const args = [join(folder, "shared.db"), proxy.url, shop.appId ?? "", shop.appSecret ?? ""];
  const ready = async (atMs: number): Promise<Caller> => {
    const caller = startCaller([...args, String(atMs)]);
    expect(await caller.line()).toBe("ready");
    return caller;
  };
  // The first makes the tables.
  const [one = startMs, ...others] = clocks;
  const first = await ready(one);
  const callers = [first, ...(await Promise.all(others.map(ready)))];
  const fetched = () => sandbox.core.quotas.usedToday("shop", "stable-token");
  return { sandbox, proxy, callers, fetched };
};
const go = ({ child }: Caller): void => {
  child.stdin.write("go\n");
};

test("eight processes without a token fetch one between them, though it takes a second", async () => {
  const { sandbox, callers, fetched } = await startAll(Array(8).fill(startMs));
  sandbox.core.faults.add({ path: "/cgi-bin/stable_token", delayMs: 1_000, times: 1 });
  for (const caller of callers) go(caller);
  expect(await Promise.all(callers.map(({ line }) => line()))).toEqual(Array(8).fill("[]"));
  expect(fetched()).toBe(1);
}, 300_000);

test("when the process that fetches is killed, another takes over when its lease has ended", async () => {
  // By the clocks of the others the lease of the killed one has just ended.
  const after = startMs + LEASE_MS;
  const { proxy, callers, fetched } = await startAll([startMs, after, after]);
  const [killed, ...others] = callers as [Caller, ...Caller[]];
  proxy.set((path) => (path.startsWith("/cgi-bin/stable_token") ? { silence: true } : null));
  go(killed);
  while (proxy.seen.faults === 0) await new Promise((done) => setImmediate(done));
  killed.child.kill("SIGKILL");
  await once(killed.child, "exit");
  proxy.set(() => null);
  for (const caller of others) go(caller);
  expect(await Promise.all(others.map(({ line }) => line()))).toEqual(["[]", "[]"]);
  expect(fetched()).toBe(1);
}, 300_000);
