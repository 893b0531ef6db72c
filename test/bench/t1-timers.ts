import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, BenchResult } from "./result.ts";
import { copyReminder, leftOver } from "./timers/copy-reminder.ts";
import type { Latencies, Load } from "./timers/load-child.ts";

const TIMERS = 1_000_000;
/** 50 pushes a second: 4,000,000 a day, a twenty-fifth of what the whole platform had in 2013. */
const EVERY_MS = 20;
const WARM_UP = 500;
const PUSHES = 1_500;
const MOST_P99_MS = 100;

const here = (file: string): URL => new URL(file, import.meta.url);
const NURSERY = "--max-semi-space-size=16";

/** A platform that says yes to everything, as another machine would be. */
const startPlatform = async () => {
  let calls = 0;
  const server = createServer((req, res) => {
    calls += 1;
    req.resume();
    const isToken = req.url === "/cgi-bin/stable_token";
    const token = isToken ? { access_token: "bench", expires_in: 7_200 } : {};
    res.end(JSON.stringify({ errcode: 0, errmsg: "ok", ...token }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, calls: () => calls, close: () => server.close() };
};

const told = async <T>(child: ChildProcess): Promise<T> => {
  const [what] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => {
      throw new Error("a process of the bench ended");
    }),
  ])) as [T];
  return what;
};

const startServer = (folder: string, platform: string, what = ""): ChildProcess => {
  const env = { PATH: "", YINGDA_LOG: "error" };
  const args = [folder, platform, what];
  return fork(here("./timers/server-child.ts"), args, { execArgv: [NURSERY], env });
};
const stopServer = async (server: ChildProcess): Promise<void> => {
  server.disconnect();
  if (server.exitCode === null) await once(server, "exit");
};

const nth = (sorted: Latencies, part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

/** Posts pushes to a server that has just been started; gives their latencies, sorted, without those of the first seconds. */
const measureServer = async (
  server: ChildProcess,
  load: ChildProcess,
  first: number,
): Promise<Latencies> => {
  const port = await told<number>(server);
  const post = async (part: Omit<Load, "port" | "everyMs">): Promise<Latencies> => {
    load.send({ port, everyMs: EVERY_MS, ...part } satisfies Load);
    return told<Latencies>(load);
  };
  await post({ first, count: WARM_UP });
  const latencies = await post({ first: first + WARM_UP, count: PUSHES });
  const lost = latencies.filter((ms) => ms < 0).length;
  if (lost > 0) throw new Error(`${lost} of ${PUSHES} pushes were not answered`);
  return latencies.toSorted((a, b) => a - b);
};

/** How long the webhook takes while a million reminders are worked off that came due at once; open loop, 50 pushes a second. */
const run = async (): Promise<readonly BenchResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-bench-"));
  const file = join(folder, "data/yingda.db");
  const platform = await startPlatform();
  const load = fork(here("./timers/load-child.ts"), [], { execArgv: [] });
  try {
    await once(startServer(folder, platform.url, "first"), "exit");
    const quiet = startServer(folder, platform.url);
    const before = await measureServer(quiet, load, 0);
    await stopServer(quiet);
    copyReminder(file, TIMERS, Date.now());
    const began = performance.now();
    const busy = startServer(folder, platform.url);
    const during = await measureServer(busy, load, WARM_UP + PUSHES);
    await stopServer(busy);
    const seconds = (performance.now() - began) / 1_000;
    const left = leftOver(file);
    if (left.timers === 0) throw new Error("the reminders were over before the measurement was");
    const figure = nth(during, 0.99);
    return [
      {
        ...{ id: "T1", figure, unit: "ms, the 99th of 100 pushes while a million timers are due" },
        ...{ limit: nth(before, 0.99), ratio: figure / nth(before, 0.99) },
        peers: {
          "ms, the 50th": nth(during, 0.5),
          "ms, the slowest": nth(during, 1),
          "ms without timers, the 50th": nth(before, 0.5),
          "ms without timers, the slowest": nth(before, 1),
          "timers worked off a second": (TIMERS + 1 - left.timers) / seconds,
          "messages sent of them": platform.calls(),
          "messages waiting": left.messages,
          "messages given up": left.dead,
        },
        goal: `≤ ${MOST_P99_MS} ms`,
        reached: figure <= MOST_P99_MS,
      },
    ];
  } finally {
    load.kill();
    platform.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const dueTimers: Bench = { id: "T1", title: "a million timers due at once", run };
