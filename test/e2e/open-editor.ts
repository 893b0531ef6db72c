import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { readConfig } from "../../server/config.ts";
import { createLog } from "../../server/log.ts";
import type { Running } from "../../server/main.ts";
import { startServer } from "../../server/main.ts";
import { ensureEditorBuilt } from "../../server/start/build-editor.ts";
import { controlOf } from "./product/control.ts";

export const PASSWORD = "correct horse battery staple";

/** The whole product on a folder of its own. */
export interface EditorServer extends Running {
  readonly folder: string;
}

/** Starts the server on an empty data folder, with the example accounts named or with files given by path. */
export const startEditorServer = async ({
  examples = [],
  files = {},
}: {
  readonly examples?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}): Promise<EditorServer> => {
  await ensureEditorBuilt(() => undefined);
  const folder = mkdtempSync(join(tmpdir(), "yingda-editor-"));
  const rules = join(folder, "rules");
  mkdirSync(rules);
  for (const name of examples) cpSync(join("rules", name), join(rules, name), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(rules, path)), { recursive: true });
    writeFileSync(join(rules, path), text);
  }
  const config = readConfig({
    PORT: "0",
    YINGDA_RULES: rules,
    YINGDA_DATA: join(folder, "data"),
    YINGDA_LOG: "silent",
    YINGDA_SANDBOX: "on",
  });
  const running = await startServer({
    config,
    dev: false,
    progress: () => undefined,
    log: createLog("silent"),
  });
  const close = async (): Promise<void> => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...running, folder, close };
};

/** What a follower of the local WeChat gets for each text, pushed and signed as the platform does, one after the other. */
export const pushTexts = async (
  { url }: EditorServer,
  account: string,
  texts: readonly string[],
): Promise<readonly string[]> => {
  const { push } = controlOf(url);
  const answers: string[] = [];
  for (const text of texts) {
    const { seen } = await push({ account, from: "小明", message: { kind: "text", text } });
    answers.push(seen.map((shown) => (shown.kind === "text" ? shown.text : "")).join("\n"));
  }
  return answers;
};

/** A browser of somebody, and what it complained about. */
export interface Desk {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of scripts, refused loads, breaches of the policy. */
  readonly complaints: readonly string[];
}

/** Opens a page for somebody who is not signed in. */
export const openDesk = async (
  browser: Browser,
  { width = 1280, height = 800 } = {},
): Promise<Desk> => {
  const context = await browser.newContext({ viewport: { width, height }, locale: "zh-CN" });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return { context, page, complaints };
};

/** Becomes the first administrator by the one-time link. */
export const setUp = async ({ page }: Desk, { setupUrl }: EditorServer): Promise<void> => {
  if (setupUrl === null) throw new Error("there is an administrator already");
  await page.goto(setupUrl);
  await page.getByLabel("用户名").fill("wang");
  await page.getByLabel("密码（至少 12 个字符）").fill(PASSWORD);
  await page.getByRole("button", { name: "创建并登录" }).click();
  await page.getByRole("navigation", { name: "主菜单" }).waitFor();
};

/** The text of the rule of this name, in the draft of who sits at the desk. */
export const ruleText = async (
  { context }: Desk,
  { url }: EditorServer,
  name: string,
): Promise<string> => {
  const read = async <T>(path: string): Promise<T> =>
    (await (await context.request.get(`${url}/api/accounts/coffee/${path}`)).json()) as T;
  const { rows } = await read<{ readonly rows: readonly { id: string; name: string }[] }>(
    "rules?limit=500",
  );
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`no rule is called ${name}`);
  return (await read<{ readonly text: string }>(`rules/${encodeURIComponent(row.id)}`)).text;
};
