import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { draftRules } from "../editor/phone/draft-rules.ts";
import { openBrowser, openPhone } from "./open-phone.ts";
import { setScene, tellStory } from "./phone-story.ts";

// Draws the pictures of docs/screenshots/ anew: node test/e2e/shoot-phone.ts [FOLDER]
const folder = process.argv[2] ?? fileURLToPath(new URL("../../docs/screenshots", import.meta.url));
mkdirSync(folder, { recursive: true });

const hours = draftRules(`
  - id: hours
    name: 会员问时间
    when:
      - text: { has: 几点 }
    if: { fact: tags, operator: includes, value: VIP }
    then:
      - reply: 营业中
  - id: question
    name: 其他问题
    when:
      - text: any
    then:
      - reply: 店员马上回复您。
      - tag: 有疑问
`);

const scrollTo = (top: number): string =>
  `document.querySelector(".ph-log-frame").scrollTop = ${top}`;

const browser = await openBrowser();

/** Opens the phone on a fixed evening, with everything said. */
const openTold = async (width: number, height: number) => {
  const phone = await openPhone(browser, { width, height });
  setScene(phone);
  phone.sandbox.core.time.travel({ toMs: Date.parse("2026-11-23T20:31:00+08:00") });
  await phone.page.reload();
  await tellStory(phone);
  const shoot = async (name: string): Promise<void> => {
    await phone.page.screenshot({ path: `${folder}/phone-${width}x${height}-${name}.png` });
  };
  return { ...phone, shoot };
};

const small = await openTold(390, 844);
await small.page.evaluate(scrollTo(0));
await small.shoot("messages");
await small.page.evaluate(scrollTo(1250));
await small.shoot("cards");
await small.page.getByRole("button", { name: "门店" }).click();
await small.page.getByRole("menuitem", { name: "最近门店" }).click();
await small.page.getByRole("dialog").waitFor();
await small.shoot("map");
await small.page.keyboard.press("Escape");
await small.page.getByRole("button", { name: "切换到键盘" }).click();
await small.page.getByRole("button", { name: "更多", exact: true }).click();
await small.shoot("panel");
await small.close();

const wide = await openTold(1280, 800);
await wide.page.getByRole("button", { name: "门店" }).click();
await wide.shoot("menu");
await wide.close();

const draft = await openPhone(browser, { width: 390, height: 844 });
await draft.page.route("**/ruleset?of=draft", (route) => route.fulfill({ json: hours }));
await draft.page.goto(`${draft.sandbox.url}/phone/shop?of=draft`);
await draft.page.getByRole("button", { name: "切换到键盘" }).click();
await draft.page.getByLabel("输入消息").fill("几点开门");
await draft.page.keyboard.press("Enter");
await draft.page.getByRole("button", { name: "为什么" }).click();
await draft.page.getByRole("list", { name: "回复的来由" }).waitFor();
await draft.page.screenshot({ path: `${folder}/phone-390x844-why.png` });
await draft.close();

await browser.close();
