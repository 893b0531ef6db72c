import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Clock, NowMs } from "../clock.ts";
import type { Config } from "../config.ts";
import { startLoop } from "../effects/loop.ts";
import { readSecretKey } from "../secret-key.ts";
import { freeLeases } from "../storage/free-leases.ts";
import { takeProcessLock } from "../storage/process-lock.ts";
import type { OpenStore } from "../storage/sqlite-store.ts";
import { openSqliteStore } from "../storage/sqlite-store.ts";

const BEAT_MS = 5_000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Another process serves from the same data folder. */
export class AlreadyServed extends Error {
  override readonly name = "AlreadyServed";
}

/** Opens the database without claiming to be the one that serves: for commands that only look or import. */
export const openData = (
  config: Config,
  nowMs: NowMs,
  moved: Clock["moved"] = () => [],
): OpenStore => {
  const secretKey = readSecretKey(config.secretKey, config.dataFolder);
  const file = join(config.dataFolder, "yingda.db");
  return openSqliteStore({ file, nowMs, moved, secretKeys: [secretKey] });
};

/** Opens the database and takes the lock of the one serving process; throws `AlreadyServed`. */
export const openStorage = async (
  config: Config,
  {
    clock: { nowMs, moved },
    onLost,
    onError,
  }: {
    readonly clock: Clock;
    /** Another process has the lock now. */
    readonly onLost: () => void;
    readonly onError: (error: unknown) => void;
  },
): Promise<OpenStore> => {
  const opened = openData(config, nowMs, moved);
  const self = { host: hostname(), pid: process.pid, id: randomUUID() };
  const taken = await takeProcessLock({ db: opened.db, nowMs, self, isAlive });
  if (taken.kind === "refused") {
    await opened.close();
    const { pid, host } = taken.by;
    throw new AlreadyServed(`${config.dataFolder} is served by process ${pid} on ${host} already.`);
  }
  await freeLeases(opened.db);
  const beats = startLoop(
    async () => {
      if (!(await taken.lock.beat())) onLost();
      return 0;
    },
    BEAT_MS,
    onError,
  );
  const close = async (): Promise<void> => {
    await beats.stop();
    await taken.lock.release();
    await opened.close();
  };
  return { ...opened, close };
};
