import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { onTestFinished } from "vitest";
import type { RunningSandbox } from "../../../server/sandbox/sandbox.ts";
import { startSandbox } from "../../../server/sandbox/sandbox.ts";
import { accountFile } from "./account-file.ts";
import type { Control } from "./control.ts";
import { controlOf } from "./control.ts";
import type { World } from "./product.ts";
import { listenSlowly, makeWorld } from "./product.ts";

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** The product as a process of its own that may be killed, and a WeChat that outlives it. */
export interface Apart extends Control {
  readonly world: World;
  readonly sandbox: RunningSandbox;
  /** Requests that rules made. */
  readonly asked: readonly string[];
  /** Starts the process; resolves when it listens. */
  readonly start: () => Promise<ChildProcess>;
  /** Ends it with a signal; resolves with its exit code when it is gone. */
  readonly end: (child: ChildProcess, signal: "SIGKILL" | "SIGTERM") => Promise<number | null>;
}

const rules = (host: string): string => `rules:
  - id: call
    name: 问
    when: [{ text: { matches: '^问(?P<n>\\d+)-(?P<ms>\\d+)$' } }]
    then:
      - http: { url: "http://${host}/after/{{ ms }}/{{ n }}", save: got, timeout: 5s, else: [{ reply: '没有 {{ n }}' }] }
      - reply: '答 {{ n }}'
      - record: 问
  - id: two
    name: 说
    when: [{ text: { starts: 说 } }]
    then: [{ reply: '一 {{ rest }}' }, { reply: '二 {{ rest }}' }, { record: 说 }]
`;
const accounts = { able: true, unable: false } as const;

/** How long the sandbox waits for an answer, and how often it asks: so that a restart lies between. */
export const makeApart = async (
  deliver: {
    readonly deliveries: number;
    readonly gapMs: number;
  },
  rulesOf: (host: string) => string = rules,
): Promise<Apart> => {
  const [port, slow] = await Promise.all([freePort(), listenSlowly()]);
  const { host, asked } = slow;
  const files: Record<string, string> = {};
  const numbers = Object.keys(accounts).map((id, place) => [id, `000${place}`] as const);
  for (const [id, number] of numbers) {
    const mayWriteLater = id === "able";
    files[`${id}/account.yaml`] = accountFile({ id, number, mayWriteLater, hosts: [host] });
    files[`${id}/rules.yaml`] = rulesOf(host);
  }
  const world = makeWorld({ files, env: { PORT: String(port) } });
  const sandbox = await startSandbox({ file: ":memory:", port: 0, deliver });
  onTestFinished(() => sandbox.close());
  sandbox.addAccounts(
    numbers.map(([id, number]) => ({
      id,
      kind: id === "able" ? "service" : "subscription",
      verified: id === "able",
      appId: `wx0123456789ab${number}`,
      appSecret: `0123456789abcdef0123456789ab${number}`,
      originalId: `gh_1f2e3d4c${number}`,
      token: `token${number}`,
      webhookUrl: `http://127.0.0.1:${port}/wechat/${id}`,
    })),
  );
  const start = (): Promise<ChildProcess> =>
    new Promise((resolve, reject) => {
      const entry = "test/e2e/product/serving-process.ts";
      const env = { ...world.env, YINGDA_LOG: "silent" };
      const child = spawn(process.execPath, [entry, sandbox.url], {
        env,
        stdio: ["ignore", "pipe", "inherit"],
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      child.stdout?.once("data", () => resolve(child));
      child.once("exit", (code) => reject(new Error(`it ended with ${code} before it was ready`)));
    });
  const end: Apart["end"] = (child, signal) =>
    new Promise((resolve) => {
      child.removeAllListeners("exit");
      child.once("exit", resolve);
      child.kill(signal);
    });
  return { world, sandbox, asked, start, end, ...controlOf(sandbox.url) };
};
