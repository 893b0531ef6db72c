import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Notification } from "./shop.ts";
import {
  ACCOUNT,
  countPaid,
  environment,
  MCHID,
  notificationOf,
  writeAccount,
  writeOrders,
} from "./shop.ts";

const RATE = 500;
const SECONDS = 8;
/** Each so many comes twice, as the platform repeats what it is not sure of. */
const REPEAT_EVERY = 10;
const TICK_MS = 5;
/** Before it counts, so that all of it is compiled. */
const WARM_UP = 1_000;
const MOST_MS = 10_000;

const told = async <T>(child: ChildProcess): Promise<T> => (await once(child, "message"))[0] as T;
const cpuOf = (child: ChildProcess): Promise<number> => {
  const answer = told<number>(child);
  child.send("cost");
  return answer;
};

/** Posts one; gives the status, 0 when nothing came. */
const post = (url: URL, agent: Agent, { headers, body }: Notification): Promise<number> =>
  new Promise((resolve) => {
    const length = Buffer.byteLength(body);
    const options = { method: "POST", agent, timeout: MOST_MS };
    const sent = request(url, { ...options, headers: { ...headers, "content-length": length } });
    sent.on("response", (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve(0));
    sent.end(body);
  });

/** ms from when each should have been sent until it was answered, however late the sender was itself. */
const sendAll = async (
  url: URL,
  notifications: readonly Notification[],
): Promise<{ readonly ms: readonly number[]; readonly bad: number; readonly tookMs: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const ms: number[] = [];
  let bad = 0;
  const startMs = performance.now();
  const one = async (place: number, notification: Notification): Promise<void> => {
    const status = await post(url, agent, notification);
    if (status !== 200) bad += 1;
    ms.push(performance.now() - startMs - (place * 1000) / RATE);
  };
  const all: Promise<void>[] = [];
  while (all.length < notifications.length) {
    const due = ((performance.now() - startMs) * RATE) / 1000;
    for (const notification of notifications.slice(all.length, Math.floor(due) + 1))
      all.push(one(all.length, notification));
    await wait(TICK_MS);
  }
  await Promise.all(all);
  agent.destroy();
  return { ms, bad, tookMs: performance.now() - startMs };
};

const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[
    Math.min(values.length - 1, Math.ceil(values.length * part) - 1)
  ] ?? 0;

/** What five hundred notifications a second cost the whole product. */
export interface NotificationCosts {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly aSecond: number;
  /** CPU of the server a notification, with what its rules do about it meanwhile. */
  readonly cpuUs: number;
  readonly bad: number;
}

/** The product in a process of its own; the platform here, on a plan of so many a second that waits for nobody. */
export const measureNotifications = async (): Promise<NotificationCosts> => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-pay-"));
  const count = WARM_UP + RATE * SECONDS;
  const running: ChildProcess[] = [];
  try {
    writeAccount(folder);
    await writeOrders(folder, count);
    const env = environment(folder);
    const child = fork(new URL("./server-child.ts", import.meta.url), [], { execArgv: [], env });
    running.push(child);
    const url = new URL(`${await told<string>(child)}/pay/${ACCOUNT}/${MCHID}`);
    const made = Array.from({ length: count }, (_, place) => notificationOf(place));
    const counted = made
      .slice(WARM_UP)
      .flatMap((one, place) => (place % REPEAT_EVERY === 0 ? [one, one] : [one]));
    const warm = await sendAll(url, made.slice(0, WARM_UP));
    const before = await cpuOf(child);
    const { ms, bad, tookMs } = await sendAll(url, counted);
    const cpuUs = ((await cpuOf(child)) - before) / counted.length;
    const paid = await countPaid(folder);
    // What was answered with 200 must be kept; what was not comes again.
    if (paid < count - bad - warm.bad) throw new Error(`${paid} of ${count} orders are paid`);
    const aSecond = (counted.length * 1000) / tookMs;
    return { p50Ms: percentile(ms, 0.5), p99Ms: percentile(ms, 0.99), aSecond, cpuUs, bad };
  } finally {
    for (const child of running) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
};
