import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commands } from "../../../server/commands/list.ts";
import type { Config } from "../../../server/config.ts";
import { readConfig } from "../../../server/config.ts";
import { createLog } from "../../../server/log.ts";
import type { Running } from "../../../server/main.ts";
import { startServer } from "../../../server/main.ts";

let folder = "";
let running: Running | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "yingda-"));
  cpSync("rules", join(folder, "rules"), { recursive: true });
});
afterEach(async () => {
  await running?.close();
  running = null;
  rmSync(folder, { recursive: true, force: true });
});

const config = (): Config =>
  readConfig({
    PORT: "0",
    YINGDA_RULES: join(folder, "rules"),
    YINGDA_DATA: join(folder, "data"),
    YINGDA_LOG: "silent",
  });
const start = async (dev = false) => {
  running = await startServer({
    config: config(),
    dev,
    progress: () => {},
    log: createLog("silent"),
  });
  return running;
};
const command = async (name: string, ...args: readonly string[]) => {
  const lines: string[] = [];
  const io = {
    out: (line: string) => lines.push(line),
    err: (line: string) => lines.push(line),
    lang: "zh-CN",
    config,
  } as const;
  const code = await commands.find((one) => one.name === name)?.run(args, io);
  return { code, text: lines.join("\n") };
};
const send = (account: string, ...args: readonly string[]) =>
  command("send", account, ...args, "--url", running?.url ?? "");
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const endMs = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error("it never held");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe("the server", () => {
  it("starts from nothing, is ready, and answers each example account in its own mode", async () => {
    const { url, accounts } = await start();
    const examples = ["airline", "bank", "carrier", "coffee", "museum", "newspaper"];
    expect(accounts).toEqual(expect.arrayContaining(examples));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await send("coffee", "菜单")).text).toContain("今天的咖啡");
    expect((await send("airline", "值机")).text).toContain("请回复乘机人证件号");
    expect((await send("museum", "12")).text).toContain("EXHIBIT_12_VOICE");
    expect((await fetch(`${url}/wechat/coffee`, { method: "POST", body: "<xml/>" })).status).toBe(
      403,
    );
  });
  it("keeps dialogs, tags and secrets over a restart", async () => {
    await start();
    await send("museum", "预约");
    await running?.close();
    await start();
    expect((await send("museum", "3")).text).toContain("哪天来？");
  });
  it("serves the rest when a rule file is broken, and says what is wrong where", async () => {
    const file = join(folder, "rules/coffee/02-questions.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("- reply: '总机", "- replay: '总机"));
    await start();
    expect((await send("coffee", "你们电话多少")).text).not.toContain("021-5550000");
    expect((await send("coffee", "菜单")).text).toContain("今天的咖啡");
    const checked = await command("check", join(folder, "rules/coffee"));
    expect(checked.code).toBe(1);
    expect(checked.text).toMatch(/02-questions\.yaml:\d+:\d+.*replay.*reply/s);
  });
  it("publishes a changed rule file while it is watched, and keeps the last good rules over a broken one", async () => {
    await start(true);
    const file = join(folder, "rules/museum/guide.yaml");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace("滨江路 1 号，地铁", "江滨大道 1 号，地铁"));
    await until(async () => (await send("museum", "怎么走")).text.includes("江滨大道"));
    writeFileSync(file, `${before.replace("滨江路 1 号，地铁", "不会出现")}\n  : [`);
    writeFileSync(join(folder, "rules/museum/account.yaml"), "id: [");
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await send("museum", "怎么走")).text).toContain("江滨大道");
  });
  it("refuses a second process on the same data", async () => {
    await start();
    const env = {
      PORT: "0",
      YINGDA_RULES: join(folder, "rules"),
      YINGDA_DATA: join(folder, "data"),
    };
    // Not `spawnSync`: the first process must go on renewing its lock, however long the second takes.
    const second = spawn(process.execPath, ["server/cli.ts", "start"], { env, stdio: "pipe" });
    const [said, [status]] = await Promise.all([text(second.stderr), once(second, "exit")]);
    expect(status).toBe(1);
    expect(said).toContain("is served by process");
  });
  it("gives exported files back byte for byte, without secrets", async () => {
    const account = join(folder, "rules/coffee/account.yaml");
    writeFileSync(
      account,
      readFileSync(account, "utf8").replace("env:COFFEE_TOKEN", "PlainToken123456"),
    );
    await start();
    const out = join(folder, "out");
    expect((await command("export", "coffee", out)).code).toBe(0);
    for (const name of ["01-welcome.yaml", "02-questions.yaml", "places.yaml", "menu.yaml"])
      expect(readFileSync(join(out, name), "utf8")).toBe(
        readFileSync(join(folder, "rules/coffee", name), "utf8"),
      );
    expect(readFileSync(join(out, "account.yaml"), "utf8")).not.toContain("PlainToken123456");
  });
  it("keeps changed files of a known account as a draft until they are published", async () => {
    await start();
    const file = join(folder, "rules/coffee/02-questions.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("总机 {{ phone }}", "前台 {{ phone }}"));
    expect((await command("import", join(folder, "rules/coffee"))).text).toContain("草稿");
    expect((await send("coffee", "你们电话多少")).text).toContain("总机");
    expect((await command("import", join(folder, "rules/coffee"), "--publish")).text).toContain(
      "已发布",
    );
    await until(async () => (await send("coffee", "你们电话多少")).text.includes("前台"));
    expect((await command("import", join(folder, "rules/coffee"))).text).toContain("没有变化");
  });
});

describe("the command line", () => {
  it("checks and tests the example accounts", async () => {
    const tested = await command("test", join(folder, "rules"));
    const passed = tested.text.match(/^ {2}✓ /gm)?.length ?? 0;
    expect(passed).toBeGreaterThanOrEqual(53);
    expect(tested.text.split("\n")).toContain(`${passed} passed, 0 failed`);
    expect(tested.code).toBe(0);
  });
  it("fails a test that does not hold, with what was expected and what came", async () => {
    const file = join(folder, "rules/coffee/90-otherwise.yaml");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("reply: { has: 021-5550000 }", "reply: { has: 95588 }"),
    );
    const tested = await command("test", join(folder, "rules/coffee"));
    expect(tested.code).toBe(1);
    expect(tested.text).toContain("95588");
  });
  it("explains who answered, who did not hold and why", async () => {
    const { text } = await command("explain", "coffee", "营业时间");
    expect(text).toMatch(/holiday-hours「国庆营业时间」 不成立/);
    expect(text).toMatch(/✓ hours「营业时间」 回答了/);
  });
  it("writes a plugin with its rule and test, which pass as they are", async () => {
    const written = await command("plugin", "new", "say-hi", "museum");
    expect(written.code).toBe(0);
    expect((await command("test", join(folder, "rules/museum"))).code).toBe(0);
  });
  it("says what is wrong with how it was called", async () => {
    await expect(command("check", join(folder, "nowhere"))).rejects.toThrow(/account\.yaml/);
    await expect(command("explain", "nobody", "x")).rejects.toThrow(/coffee/);
  });
});
