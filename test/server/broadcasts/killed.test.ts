import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { shop, startMs, trySandbox } from "../sandbox/start.ts";

const SENDER = fileURLToPath(new URL("./killed-sender.ts", import.meta.url));
const PEOPLE = 40;

/** In front of the platform: kills who asks, before a job is passed on or after the platform took it. */
const deadlyProxy = async (upstream: string, kill: (job: number) => "before" | "after" | null) => {
  let jobs = 0;
  let child: ChildProcess | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => void pass(request.method ?? "", request.url ?? "", chunks));
    const pass = async (method: string, path: string, body: readonly Buffer[]) => {
      const isJob = path.startsWith("/cgi-bin/message/mass/send");
      const fate = isJob ? kill(jobs) : null;
      if (isJob) jobs += 1;
      if (fate === "before") return child?.kill("SIGKILL");
      const whole = Buffer.concat(body);
      const answer = await fetch(upstream + path, {
        method,
        ...(method === "GET" ? {} : { body: whole }),
      });
      const text = await answer.text();
      if (fate === "after") return child?.kill("SIGKILL");
      response.setHeader("content-type", "application/json");
      return response.end(text);
    };
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    aimAt: (at: ChildProcess) => {
      child = at;
    },
  };
};

test("killed before and after the platform takes a job, a broadcast reaches everybody once", {
  timeout: 120_000,
}, async () => {
  const { sandbox, tick } = await trySandbox();
  const folder = mkdtempSync(join(tmpdir(), "yingda-broadcast-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "yingda.db");
  let nowMs = startMs;
  const open = () =>
    openSqliteStore({ file, nowMs: () => nowMs, secretKeys: [Buffer.alloc(32, 7)] });
  const { core } = sandbox;
  const openids = Array.from(
    { length: PEOPLE },
    (_, place) => core.followers.meet(shop.id, `读者${place}`).openid,
  );
  const opened = open();
  await opened.library.broadcasts.add(shop.id, {
    ...{ id: "b", target: { kind: "list", openids }, author: "小编", dueAtMs: nowMs },
    content: { kind: "text", text: "早报" },
  });
  // Eight jobs of five: killed at every second request, by turns before and after it is taken.
  const proxy = await deadlyProxy(sandbox.url, (job) =>
    job % 2 === 0 ? null : job % 4 === 1 ? "after" : "before",
  );
  const runOnce = (): Promise<NodeJS.Signals | null> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [SENDER, file, proxy.url, String(nowMs)], {
        stdio: ["ignore", "ignore", "inherit"],
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      proxy.aimAt(child);
      child.once("exit", (_, signal) => resolve(signal));
    });
  let kills = 0;
  while ((await opened.library.broadcasts.nextPart(shop.id, "b")) !== null || kills === 0) {
    if ((await runOnce()) === "SIGKILL") kills += 1;
    // Within a minute the platform only says that it was too soon.
    nowMs += 61_000;
    tick(61_000);
  }
  expect(kills).toBeGreaterThan(5);
  const texts = openids.map((openid) =>
    core.conversation
      .of(shop.id, openid, 0, 10)
      .filter(({ via }) => via === "mass")
      .map(({ shown }) => shown),
  );
  expect(texts).toEqual(Array(PEOPLE).fill([{ kind: "text", text: "早报" }]));
  const parts = await opened.library.broadcasts.parts(shop.id, "b");
  expect(parts.map(({ state }) => state)).toEqual(Array(8).fill("sent"));
  expect(new Set(parts.map(({ messageId }) => messageId)).size).toBe(8);
  await opened.close();
});
