import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Io } from "../../../server/commands/command.ts";
import { menu } from "../../../server/commands/menu.ts";
import { withPlatform } from "../../../server/commands/with-platform.ts";
import { deleteConditionalMenu, putMenu } from "../../../server/wechat/api/menus.ts";
import { writePng } from "../../../server/wechat/wire/png.ts";
import { accountFile } from "./account-file.ts";
import type { Product, World } from "./product.ts";
import { makeWorld, startProduct, until } from "./product.ts";

const account = accountFile({
  id: "shop",
  number: "0001",
  mayWriteLater: true,
  more: "tags: [VIP, 员工]\n",
});
const MENU = `menu:
  - { name: 点单, url: "https://shop.example/order" }
  - name: 门店
    sub:
      - { name: 营业时间, key: HOURS }
      - { name: 最近门店, key: NEAREST, opens: location }
      - { name: 扫一扫, key: SCAN, opens: scan }
      - { name: 扫码看, key: LOOK, opens: scan-only }
      - { name: 拍照, key: CAMERA, opens: camera }
  - name: 更多
    sub:
      - { name: 相册, key: ALBUM, opens: album }
      - { name: 照片, key: PHOTO, opens: photo }
      - { name: 海报, media: poster.png }
      - { name: 小程序, mini-program: { appid: wx0123456789abcdef, page: pages/index, url: "https://shop.example/m" } }
      - { name: 文章, article: ARTICLE_1 }
conditional:
  - { for: { tag: VIP }, menu: [{ name: 贵宾, key: LOUNGE }] }
  - { for: { tag: 员工 }, menu: [{ name: 排班, key: ROTA }] }
`;
const keys = [
  ...["HOURS", "NEAREST", "SCAN", "LOOK", "CAMERA"],
  ...["ALBUM", "PHOTO", "LOUNGE", "ROTA"],
];
const rules = `rules:
${keys.map((key) => `  - { id: ${key.toLowerCase()}, when: [{ menu: ${key} }], then: [{ reply: "按了 ${key}" }] }`).join("\n")}
  - { id: vip, when: [{ text: { is: 我是贵宾 } }], then: [{ tag: VIP }, { reply: 好 }] }
`;

const start = async (): Promise<{ world: World; product: Product }> => {
  const world = makeWorld({
    files: { "shop/account.yaml": account, "shop/rules.yaml": rules, "shop/menu.yaml": MENU },
  });
  const media = join(world.rulesFolder, "shop", "media");
  mkdirSync(media);
  writeFileSync(
    join(media, "poster.png"),
    writePng(8, 8, () => 0),
  );
  const product = await startProduct(world);
  return { world, product };
};
interface Held {
  readonly standard: { readonly buttons: readonly { readonly name: string }[] } | null;
  readonly conditional: readonly {
    readonly menuId: number;
    readonly buttons: readonly { readonly name: string }[];
  }[];
}
const held = ({ ask }: Product) => ask<Held>("GET", "/state?account=shop&what=menu");
const names = ({ standard, conditional }: Held) => ({
  standard: standard?.buttons.map(({ name }) => name) ?? null,
  conditional: conditional.map(({ buttons }) => buttons.map(({ name }) => name)),
});
const published = (product: Product) =>
  until("the menus are published", async () => (await held(product)).conditional.length === 2);

const ioOf = (world: World, lines: string[]): Io => {
  const out = (line: string): void => {
    lines.push(line);
  };
  return { out, err: out, lang: "en", config: () => world.config };
};
const run = async (world: World, url: string, ...args: readonly string[]) => {
  const lines: string[] = [];
  const code = await menu.run(["shop", "--url", url, ...args], ioOf(world, lines));
  return { code, lines };
};

describe("the menu of an account", () => {
  test("shows every kind of button on the phone, and rules answer their taps through signed pushes", async () => {
    const { product } = await start();
    await published(product);
    const tap = (from: string, path: readonly number[], more: object = {}) =>
      product.ask<{ pushes?: unknown }>("POST", "/tap", { account: "shop", from, path, ...more });
    await tap("a", [1, 0]);
    await tap("a", [1, 2], { type: "qrcode", result: "COUPON-1" });
    await tap("a", [1, 3], { type: "qrcode", result: "https://a.example" });
    // Material is sent by the platform itself; nothing is pushed.
    await tap("a", [2, 2]);
    const shown = (await product.conversation("shop", "a")).map(({ shown: { kind } }) => kind);
    expect(shown).toContain("image");
    await until("all taps are answered", async () => {
      const seen = await product.seenTexts("shop", "a");
      return ["按了 HOURS", "按了 SCAN", "按了 LOOK"].every((text) => seen.includes(text));
    });
  });

  test("is shown by tag, the one listed first in front", async () => {
    const { product } = await start();
    await published(product);
    expect(names(await held(product))).toEqual({
      standard: ["点单", "门店", "更多"],
      conditional: [["贵宾"], ["排班"]],
    });
    const seenBy = async (from: string) => {
      const query = new URLSearchParams({ account: "shop", from });
      const { menu: shown } = await product.ask<{
        menu: { buttons: readonly { name: string }[] } | null;
      }>("GET", `/menu?${query}`);
      return shown?.buttons.map(({ name }) => name);
    };
    expect(await seenBy("a")).toEqual(["点单", "门店", "更多"]);
    await product.say("shop", "a", "我是贵宾");
    await until("the tag has arrived", async () => (await seenBy("a"))?.[0] === "贵宾");
  });

  test("is compared, published again after a refusal in the middle, and put back", async () => {
    const { world, product } = await start();
    await published(product);
    expect(await run(world, product.url)).toEqual({
      code: 0,
      lines: ["the platform's menu is what menu.yaml says"],
    });
    await withPlatform(ioOf(world, []), product.url, async ({ api }) => {
      const other = [{ name: "别人做的", type: "click", key: "OTHER" }];
      const put = await putMenu(api.client.api("shop"), other);
      if (!put.ok) throw new Error(put.code);
      for (const { menuId } of (await held(product)).conditional) {
        const gone = await deleteConditionalMenu(api.client.api("shop"), String(menuId));
        if (!gone.ok) throw new Error(gone.code);
      }
    });
    const { lines } = await run(world, product.url);
    expect(lines).toEqual([
      "~ 点单: click OTHER → view https://shop.example/order",
      "+ 门店: [营业时间 · 最近门店 · 扫一扫 · 扫码看 · 拍照]",
      "+ 更多: [相册 · 照片 · 海报 · 小程序 · 文章]",
      "+ (VIP) default menu",
      "+ (员工) default menu",
    ]);
    const path = "/cgi-bin/menu/addconditional";
    await product.ask("POST", "/faults", { path, errcode: 65305, times: 1 });
    const refused = await run(world, product.url, "--publish");
    expect([refused.code, refused.lines[0]]).toEqual([1, expect.stringContaining("wechat-65305")]);
    expect(names(await held(product))).toEqual({
      standard: ["点单", "门店", "更多"],
      conditional: [],
    });
    const done = await run(world, product.url, "--publish");
    expect(done.lines.slice(0, 3)).toEqual([
      "+ (VIP) default menu",
      "+ (员工) default menu",
      "published",
    ]);
    expect(names(await held(product)).conditional).toEqual([["贵宾"], ["排班"]]);

    // Before this publishing, before the refused one, and at the start.
    const { lines: kept } = await run(world, product.url, "--backups");
    expect(kept).toHaveLength(3);
    const id = kept[1]?.split(" ")[0] ?? "";
    const restored = await run(world, product.url, "--restore", id);
    expect([restored.code, restored.lines.at(-2)]).toEqual([0, "restored"]);
    expect(names(await held(product))).toEqual({ standard: ["别人做的"], conditional: [] });
  });

  test("is refused with the reason and what helps", async () => {
    const { world, product } = await start();
    await published(product);
    const path = "/cgi-bin/menu/get";
    await product.ask("POST", "/faults", { path, errcode: 48001, times: 1 });
    const { code, lines } = await run(world, product.url);
    expect(code).toBe(1);
    expect(lines[0]).toContain("wechat-48001");
    expect(lines[1]).not.toBe("");
    await expect(run(world, product.url, "--restore", "nothing")).rejects.toThrow("no kept menu");
  });
});
