import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import type { RunningSandbox } from "../../server/sandbox/sandbox.ts";
import { startSandbox } from "../../server/sandbox/sandbox.ts";
import { ensureEditorBuilt } from "../../server/start/build-editor.ts";
import { provideChromium, thisMachine } from "../tools/chromium.ts";
import type { Bot } from "./small-bot.ts";
import { startBot } from "./small-bot.ts";

/** A phone in a browser, in front of a bot that is not ours. */
export interface OpenPhone {
  readonly page: Page;
  readonly sandbox: RunningSandbox;
  readonly bot: Bot;
  /** What the browser complained about: errors of scripts, refused loads, breaches of the policy. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** One browser for a file of tests. */
export const openBrowser = async (): Promise<Browser> => {
  const found = provideChromium(thisMachine());
  if ("advice" in found) throw new Error(found.advice);
  return chromium.launch({ executablePath: found.file, args: ["--no-sandbox"] });
};

/** Starts a sandbox with one account and its bot, and opens the account's phone. */
export const openPhone = async (
  browser: Browser,
  { width = 1280, height = 800, query = "" } = {},
): Promise<OpenPhone> => {
  const phoneFolder = await ensureEditorBuilt(() => undefined);
  const bot = await startBot();
  const { port } = bot.server.address() as AddressInfo;
  const sandbox = await startSandbox({
    port: 0,
    file: ":memory:",
    phoneFolder,
    seed: "phone",
    accounts: [
      { id: "shop", name: "拾光咖啡", webhookUrl: `http://127.0.0.1:${port}/`, verified: true },
    ],
    deliver: { timeoutMs: 500, gapMs: 0 },
  });
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(`${sandbox.url}/phone/shop${query}`);
  const close = async (): Promise<void> => {
    await context.close();
    await sandbox.close();
    await bot.close();
  };
  return { page, sandbox, bot, complaints, close };
};
