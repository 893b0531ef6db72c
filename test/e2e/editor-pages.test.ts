import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./look-with-axe.ts";
import type { Desk, EditorServer } from "./open-editor.ts";
import { openDesk, pushTexts, setUp, startEditorServer } from "./open-editor.ts";
import { openBrowser } from "./open-phone.ts";

const shots = join(tmpdir(), "yingda-shots");
mkdirSync(shots, { recursive: true });

const pages = [
  "",
  "/rules",
  "/rules?tab=follow",
  "/rules/new",
  "/rules/edit/hours",
  "/templates",
  "/tests",
  "/messages",
  "/menu",
  "/channels",
  "/publish",
  "/versions",
  "/settings",
  "/settings/testers",
  "/settings/members",
  "/settings/audit",
  "/settings/me",
] as const;
/** Between them both languages and both sizes. */
const looks = [
  { lang: "zh-CN", width: 1280, height: 800 },
  { lang: "en", width: 390, height: 844 },
] as const;
/** A page over which this stands was given to a script. */
const attacks = [
  "<img src=x onerror=\"document.title='owned'\">",
  "<script>document.title='owned'</script>",
  '"><svg onload="document.title=\'owned\'">',
  "javascript:document.title='owned'",
  "{{ constructor.constructor(\"document.title='owned'\")() }}",
  "</pre><iframe srcdoc=\"<script>top.document.title='owned'</script>\">",
] as const;

describe("every page of the editor", { timeout: 180_000 }, () => {
  let browser: Browser;
  let server: EditorServer;
  let desk: Desk;
  const settled = async (): Promise<void> => {
    await desk.page.getByRole("heading", { level: 1 }).first().waitFor();
    await desk.page.waitForLoadState("networkidle");
  };

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startEditorServer({ examples: ["coffee"] });
    desk = await openDesk(browser);
    await desk.page.goto(server.setupUrl ?? "");
    await settled();
    expect(await violations(desk.page)).toEqual([]);
    await setUp(desk, server);
    await pushTexts(server, "coffee", attacks);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const { lang, width, height } of looks)
    it(`is free of what axe finds, in ${lang} at ${width}`, async () => {
      await desk.page.setViewportSize({ width, height });
      const found: string[] = [];
      for (const page of pages) {
        const mark = page.includes("?") ? "&" : "?";
        await desk.page.goto(`${server.url}/a/coffee${page}${mark}lang=${lang}`);
        await settled();
        for (const violation of await violations(desk.page)) found.push(`${page}: ${violation}`);
        const name = `${page.replaceAll(/[^a-z]+/g, "-") || "-home"}-${lang}-${width}`;
        await desk.page.screenshot({ path: join(shots, `page${name}.png`) });
      }
      expect(found).toEqual([]);
    });

  it("fits its width: nothing is cut off at the right", async () => {
    await desk.page.setViewportSize({ width: 390, height: 844 });
    for (const page of pages) {
      await desk.page.goto(`${server.url}/a/coffee${page}`);
      await settled();
      const overflow = await desk.page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect([page, overflow]).toEqual([page, 0]);
    }
  });

  it("shows what followers and colleagues write as text, whatever it is", async () => {
    await desk.page.setViewportSize({ width: 1280, height: 800 });
    const { page } = desk;
    await page.goto(`${server.url}/a/coffee/messages?lang=zh-CN`);
    for (const attack of attacks) await page.getByText(attack, { exact: true }).waitFor();
    await page.getByRole("link", { name: /^查看/ }).first().click();
    await settled();
    await page.goto(`${server.url}/a/coffee/rules/new`);
    await page.getByRole("button", { name: "写 YAML" }).click();
    const name = JSON.stringify(attacks[0]);
    const rule = `- id: attack\n  name: ${name}\n  note: ${name}\n  group: ${name}\n  when:\n    - text: { has: [${name}] }\n  then:\n    - reply: ${name}\n`;
    await page.getByLabel("用 YAML 写一条规则").fill(rule);
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("heading", { level: 1, name: attacks[0] }).waitFor();
    for (const path of ["/rules", "/publish", "/rules/edit/attack", "/tests", "/settings/audit"]) {
      await page.goto(`${server.url}/a/coffee${path}`);
      await settled();
      expect(await page.title()).not.toBe("owned");
    }
    await page.goto(`${server.url}/a/coffee/rules`);
    await page.getByRole("textbox", { name: /^试一试/ }).fill(attacks[0]);
    await page.getByText(`由「${attacks[0]}」回复`).waitFor();
    expect(await page.title()).not.toBe("owned");
  });

  it("never breaks the policy, and no script fails", () => {
    expect(desk.complaints).toEqual([]);
  });
});

describe("the first load", { timeout: 60_000 }, () => {
  it("stays under 500 kB on the wire", async () => {
    const browser = await openBrowser();
    const server = await startEditorServer({ examples: ["coffee"] });
    const desk = await openDesk(browser);
    try {
      await setUp(desk, server);
      let bytes = 0;
      const session = await desk.context.newCDPSession(desk.page);
      await session.send("Network.enable");
      await session.send("Network.setCacheDisabled", { cacheDisabled: true });
      session.on("Network.loadingFinished", ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      await desk.page.goto(`${server.url}/a/coffee`);
      await desk.page.getByRole("button", { name: "新建关键词回复" }).waitFor();
      await desk.page.waitForLoadState("networkidle");
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes).toBeLessThanOrEqual(500_000);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});
