import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseSandboxFlags, runSandbox } from "../../../server/sandbox/command.ts";
import type { Tried } from "./start.ts";
import { listen, shop, startMs, textAnswer, trySandbox } from "./start.ts";

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** A bit of everything, and all that came back. */
const live = async ({ api, control, tick }: Tried): Promise<unknown[]> => {
  const said: unknown[] = [];
  said.push(await control("/follow", { account: "shop", from: "小明" }));
  said.push(
    await api("/cgi-bin/qrcode/create", {
      action_name: "QR_STR_SCENE",
      action_info: { scene: { scene_str: "a" } },
    }),
  );
  said.push(
    await control("/push", {
      account: "shop",
      from: "小明",
      message: { kind: "image" },
      options: { deliveries: 1 },
    }),
  );
  tick(1000);
  said.push(await api("/cgi-bin/tags/create", { tag: { name: "VIP" } }));
  said.push(await api("/cgi-bin/menu/get"));
  said.push(await control("/conversation?account=shop&from=小明"));
  return said;
};
/** Times and addresses of this very run. */
const plain = (value: unknown): string =>
  JSON.stringify(value).replace(/"ms":[\d.]+|127\.0\.0\.1:\d+/g, "");

test("the same clock and seed give the same ids; another seed gives others; a reset begins anew", async () => {
  const runs = [];
  for (const seed of ["a", "a", "b"]) {
    const tried = await trySandbox({ seed });
    const first = plain(await live(tried));
    if (seed === "b") {
      await tried.control("/reset", {});
      tried.tick(-1000);
      expect(plain(await live(tried))).toBe(first);
    }
    runs.push(first);
  }
  expect(runs[0]).toBe(runs[1]);
  expect(runs[2]).not.toBe(runs[0]);
});

test("what was stored survives a restart, and no id comes twice", async () => {
  const file = join(folder(), "sandbox.sqlite");
  const first = await trySandbox({ file });
  await first.api("/cgi-bin/tags/create", { tag: { name: "VIP" } });
  const a = await first.control("/push", {
    account: "shop",
    from: "小明",
    message: { kind: "text", text: "一" },
  });
  await first.control("/time", { byMs: 3_600_000 });
  await first.sandbox.close();
  const second = await trySandbox({ file, accounts: [] });
  expect(await second.control("/accounts")).toMatchObject({
    accounts: [{ id: "shop", appId: shop.appId }],
  });
  expect(await second.control("/state?account=shop&what=tags")).toMatchObject([
    { id: 2 },
    { id: 100, name: "VIP" },
  ]);
  expect(await second.control("/time")).toEqual({ nowMs: startMs + 3_600_000, realMs: startMs });
  const b = await second.control("/push", {
    account: "shop",
    from: "小明",
    message: { kind: "text", text: "二" },
  });
  expect(b.push).not.toBe(a.push);
  expect(b.openid).toBe(a.openid);
  expect((await second.control("/conversation?account=shop&from=小明")).entries).toHaveLength(2);
});

test("time travel moves what is told, and the clock of signatures only when asked", async () => {
  for (const [signWith, hours] of [
    ["real", 0],
    ["travelled", 2],
  ] as const) {
    const bot = await listen(() => "success");
    const { control, sandbox } = await trySandbox({ deliver: { signWith } });
    sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
    await control("/time", { toMs: startMs + 7_200_000 });
    await control("/push", { account: "shop", from: "小明", message: { kind: "text", text: "x" } });
    expect(bot.received[0]?.body).toContain(`<CreateTime>${startMs / 1000 + 7200}</CreateTime>`);
    expect(bot.received[0]?.url.searchParams.get("timestamp")).toBe(
      String(startMs / 1000 + hours * 3600),
    );
  }
});

test("closing does not wait for an address that does not answer, and leaves no grey line", async () => {
  const bot = await listen(() => new Promise(() => undefined));
  const file = join(folder(), "sandbox.sqlite");
  const { sandbox } = await trySandbox({ file, deliver: { gapMs: 60_000, timeoutMs: 60_000 } });
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const pushed = sandbox.core.pusher.push({
    account: "shop",
    from: "小明",
    message: { kind: "text", text: "x" },
  });
  while (bot.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await sandbox.close();
  expect(await pushed).toMatchObject({ systemLine: null, deliveries: [{ status: null }] });
});

test("a conversation can be waited for", async () => {
  const bot = await listen(({ body }) => textAnswer(body, "好"));
  const { control, sandbox } = await trySandbox();
  sandbox.addAccounts([{ ...shop, webhookUrl: bot.url }]);
  const waiting = control("/conversation?account=shop&from=小明&waitFor=2");
  await control("/push", {
    account: "shop",
    from: "小明",
    message: { kind: "text", text: "在吗" },
  });
  expect((await waiting).entries.map((one: { via: string }) => one.via)).toEqual([
    "follower",
    "reply",
  ]);
  const { entries } = await control(
    "/conversation?account=shop&from=小明&after=1&waitFor=5&timeoutMs=10",
  );
  expect(entries).toHaveLength(1);
});

test("a page of another site cannot steer the sandbox", async () => {
  const { sandbox } = await trySandbox();
  const send = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${sandbox.url}/sandbox/api/time`, { method: "POST", headers, body: '{"byMs":1}' });
  expect(
    (await send({ "content-type": "application/json", origin: "https://evil.example" })).status,
  ).toBe(403);
  expect((await send({ "content-type": "text/plain" })).status).toBe(400);
  expect((await send({ "content-type": "application/json", origin: sandbox.url })).status).toBe(
    200,
  );
});

test("mistakes in the control API are said plainly", async () => {
  const { control, sandbox } = await trySandbox();
  expect(await control("/push", { account: "shop" })).toHaveProperty("error");
  expect(await control("/time", {})).toEqual({ error: "byMs or toMs is needed" });
  expect((await control("/state?account=shop&what=nothing")).error).toContain("menu");
  expect((await control("/nothing")).routes).toContain("POST /sandbox/api/push");
  expect((await fetch(`${sandbox.url}/sandbox/api/nothing`)).status).toBe(404);
  expect(await control("/scan", { account: "shop", from: "a", ticket: "x" })).toHaveProperty(
    "error",
  );
  expect(await control("/accounts", { id: "x", aesKey: "short" })).toHaveProperty("error");
});

test("the command line makes an account of what it is told", async () => {
  const flags = parseSandboxFlags([
    "--port",
    "0",
    "--webhook",
    "http://127.0.0.1:3000/",
    "--token",
    "t",
    "--aes-key",
    "A".repeat(43),
    "--kind",
    "subscription",
    "--unverified",
  ]);
  expect(flags).toMatchObject({
    port: 0,
    accounts: [
      {
        id: "demo",
        token: "t",
        mode: "safe",
        kind: "subscription",
        verified: false,
        webhookUrl: "http://127.0.0.1:3000/",
      },
    ],
  });
  for (const wrong of [["--port", "x"], ["--mode", "loud"], ["--webhook", "here"], ["--dance"]])
    expect(() => parseSandboxFlags(wrong)).toThrow(/--/);
  const lines: string[] = [];
  const sandbox = await runSandbox(["--port", "0"], { write: (line) => lines.push(line) });
  onTestFinished(() => sandbox.close());
  expect(lines[0]).toBe(`WeChat sandbox at ${sandbox.url}`);
  expect(lines.join()).toContain("pushes go to nowhere yet");
});
