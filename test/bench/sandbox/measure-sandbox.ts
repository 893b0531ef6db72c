import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Told } from "./sandbox-child.ts";

const FOLLOWERS = 100_000;
/** Pushes on their way at a time, and of one round; a first round is not counted. */
const AT_ONCE = 32;
const PUSHES = 3_200;
const ROUNDS = 5;
/** So that followers who write have no order that the database likes. */
const STRIDE = 7_919;
/** As `npm run yingda -- sandbox` starts it. */
const FLAGS = ["--max-semi-space-size=2"];

const here = (file: string): URL => new URL(file, import.meta.url);
const told = async <T>(child: ChildProcess): Promise<T> => (await once(child, "message"))[0] as T;
const ask = <T>(child: ChildProcess): Promise<T> => {
  const answer = told<T>(child);
  child.send("cost");
  return answer;
};

/** µs of CPU a push of one round, in the sandbox and in the server. */
export interface SandboxRound {
  readonly sandboxUs: number;
  readonly serverUs: number;
}
export interface SandboxCosts {
  readonly rounds: readonly SandboxRound[];
  /** Bytes: with all followers before the first push, and the most there ever was. */
  readonly atRest: number;
  readonly peak: number;
}

const post = async (url: string, path: string, body: object): Promise<unknown> => {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(`${url}/sandbox/api${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
};

/** One round through the control API; throws when a follower saw no answer. */
const pushRound = async (url: string, first: number): Promise<void> => {
  for (let from = first; from < first + PUSHES; from += AT_ONCE) {
    const pushes = Array.from({ length: AT_ONCE }, (_, at) => ({
      account: "bench",
      from: `粉丝${1 + (((from + at) * STRIDE) % FOLLOWERS)}`,
      message: { kind: "text", text: `你好 ${from + at}` },
    }));
    const { results } = (await post(url, "/push", { pushes, parallel: true })) as {
      readonly results: readonly { readonly seen: readonly unknown[] }[];
    };
    if (results.some(({ seen }) => seen.length !== 1)) throw new Error("a push saw no answer");
  }
};

const startAll = async (folder: string): Promise<readonly [ChildProcess, ChildProcess, string]> => {
  const own = mkdtempSync(join(folder, "server-"));
  const env = { PATH: "", YINGDA_LOG: "warn" };
  const server = fork(here("../webhook/server-child.ts"), ["own", own], { execArgv: [], env });
  const webhook = `http://127.0.0.1:${await told<number>(server)}/wechat/bench`;
  const cached = { PATH: "", NODE_COMPILE_CACHE: join(folder, "compiled") };
  const startSandbox = async (): Promise<readonly [ChildProcess, string]> => {
    const place = [mkdtempSync(join(folder, "sandbox-")), webhook];
    const child = fork(here("./sandbox-child.ts"), place, { execArgv: FLAGS, env: cached });
    return [child, await told<string>(child)];
  };
  // The first start leaves compiled code behind, as the first start of the command does.
  const [first] = await startSandbox();
  first.disconnect();
  await once(first, "exit");
  const [sandbox, url] = await startSandbox();
  return [server, sandbox, url];
};

/** A sandbox with 100,000 followers and a server with 10,000 rules, a process each; pushes go through the control API. */
export const measureSandbox = async (): Promise<SandboxCosts> => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-bench-"));
  const running: ChildProcess[] = [];
  try {
    const [server, sandbox, url] = await startAll(folder);
    running.push(server, sandbox);
    await post(url, "/followers", { account: "bench", count: FOLLOWERS });
    const { rss: atRest } = await ask<Told>(sandbox);
    const rounds: SandboxRound[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const before = [await ask<Told>(sandbox), await ask<number>(server)] as const;
      await pushRound(url, round * PUSHES);
      const after = [await ask<Told>(sandbox), await ask<number>(server)] as const;
      const sandboxUs = (after[0].cpu - before[0].cpu) / PUSHES;
      if (round > 0) rounds.push({ sandboxUs, serverUs: (after[1] - before[1]) / PUSHES });
    }
    return { rounds, atRest, peak: (await ask<Told>(sandbox)).peakRss };
  } finally {
    for (const child of running) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
};
