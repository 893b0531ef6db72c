import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startSandbox } from "../../server/sandbox/sandbox.ts";
import type { Bench, BenchResult } from "./result.ts";

const FOLLOWERS = 1_000_000;
const MOST_MINUTES = 15;
const MOST_MB = 300;
const KEYS = { appId: "wx0123456789abcdef", appSecret: "0123456789abcdef0123456789abcdef" };

interface Took {
  readonly ms: number;
  readonly peakBytes: number;
  readonly stored: number;
  readonly state: { readonly phase: string; readonly code: string };
}

/** A platform with so many followers, in this process, as another machine would be. */
const fill = async () => {
  const sandbox = await startSandbox({ file: ":memory:", port: 0 });
  sandbox.addAccounts([
    { id: "shop", name: "小店", originalId: "gh_1f2e3d4c5b6a", token: "bench_token", ...KEYS },
  ]);
  const { database, followers } = sandbox.core;
  database.together(() => {
    for (let n = 0; n < FOLLOWERS; n += 1) followers.meet("shop", `读者${n}`, { remark: `${n}` });
  });
  return sandbox;
};

/** Everybody's profile of an account of a million, from the local WeChat into an empty database, in a process of its own. */
const run = async (): Promise<readonly BenchResult[]> => {
  const sandbox = await fill();
  try {
    // As the server is started, with its limits.
    const program = ["server/with-node.mjs", "test/bench/sync/sync-child.ts"];
    const child = [...program, sandbox.url, KEYS.appId, KEYS.appSecret];
    const { stdout } = await promisify(execFile)(process.execPath, child);
    const took = JSON.parse(stdout) as Took;
    const isWhole = took.stored === FOLLOWERS && took.state.phase === "done";
    if (!isWhole) throw new Error(`not whole: ${stdout}`);
    const minutes = took.ms / 60_000;
    const megabytes = took.peakBytes / 1_048_576;
    return [
      {
        ...{ id: "F1", figure: minutes, unit: "minutes for 1,000,000 followers", limit: null },
        ...{ ratio: minutes / MOST_MINUTES, peers: {}, goal: `≤ ${MOST_MINUTES} min` },
        reached: minutes <= MOST_MINUTES,
      },
      {
        ...{ id: "F1-memory", figure: megabytes, unit: "MB resident at most", limit: null },
        ...{ ratio: megabytes / MOST_MB, peers: {}, goal: `≤ ${MOST_MB} MB` },
        reached: megabytes <= MOST_MB,
      },
    ];
  } finally {
    await sandbox.close();
  }
};

export const followerSync: Bench = { id: "F1", title: "bringing followers", run };
