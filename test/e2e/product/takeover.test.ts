import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Io } from "../../../server/commands/command.ts";
import { takeover } from "../../../server/commands/takeover.ts";
import { withPlatform } from "../../../server/commands/with-platform.ts";
import { addMaterial } from "../../../server/wechat/api/material.ts";
import { putMenu } from "../../../server/wechat/api/menus.ts";
import { writePng } from "../../../server/wechat/wire/png.ts";
import { accountFile } from "./account-file.ts";
import type { Product, World } from "./product.ts";
import { makeWorld, startProduct } from "./product.ts";

const start = async (): Promise<{ world: World; product: Product }> => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true }),
      "shop/rules.yaml": "rules: []\n",
    },
  });
  return { world, product: await startProduct(world) };
};
const ioOf = ({ config }: World, lines: string[]): Io => {
  const out = (line: string): void => {
    lines.push(line);
  };
  return { out, err: out, lang: "en", config: () => config };
};
const run = async (world: World, product: Product, ...args: readonly string[]) => {
  const lines: string[] = [];
  const code = await takeover.run(["shop", "--url", product.url, ...args], ioOf(world, lines));
  return { code, lines };
};
const text = (content: string) => ({ type: "text", content });
const keyword = (match_mode: "equal" | "contain", content: string) => ({
  type: "text",
  match_mode,
  content,
});
const setReplies = (product: Product, info: object) =>
  product.ask("POST", "/auto-reply", { account: "shop", info });

test("what the console did becomes rules, a menu and files that answer alike", async () => {
  const { world, product } = await start();
  const mediaId = await withPlatform(ioOf(world, []), product.url, async ({ api }) => {
    const shop = api.client.api("shop");
    const file = { name: "a.png", contentType: "image/png", bytes: writePng(8, 8, () => 0) };
    const added = await addMaterial(shop, "image", file);
    if (!added.ok) throw new Error(added.code);
    const put = await putMenu(shop, [
      { name: "官网", type: "view", url: "https://shop.example" },
      {
        name: "更多",
        sub_button: [
          { name: "时间", type: "click", key: "HOURS" },
          { name: "位置", type: "location_select", key: "WHERE" },
          { name: "海报", type: "media_id", media_id: added.data.mediaId },
        ],
      },
    ]);
    if (!put.ok) throw new Error(put.code);
    return added.data.mediaId;
  });
  await setReplies(product, {
    is_add_friend_reply_open: 1,
    is_autoreply_open: 1,
    add_friend_autoreply_info: text("欢迎！回复「{{时间}}」\n看营业时间"),
    message_default_autoreply_info: text("没听懂"),
    keyword_autoreply_info: {
      list: [
        {
          rule_name: "时间",
          create_time: 1,
          reply_mode: "reply_all",
          keyword_list_info: [keyword("contain", "几点"), keyword("equal", "时间")],
          reply_list_info: [text("九点到六点"), { type: "img", content: mediaId }],
        },
        {
          rule_name: "笑话",
          create_time: 2,
          reply_mode: "random_one",
          keyword_list_info: [keyword("contain", "笑话")],
          reply_list_info: [text("一"), text('say "hi": #2')],
        },
        {
          rule_name: "文章",
          create_time: 3,
          reply_mode: "reply_all",
          keyword_list_info: [keyword("equal", "文章")],
          reply_list_info: [
            {
              type: "news",
              content: "",
              news_info: {
                list: [{ title: "题", digest: "摘要", content_url: "https://mp.example/s?a=1" }],
              },
            },
          ],
        },
        {
          rule_name: "也问时间",
          create_time: 4,
          reply_mode: "reply_all",
          keyword_list_info: [keyword("equal", "时间")],
          reply_list_info: [text("看门口")],
        },
      ],
    },
  });
  const { code, lines } = await run(world, product);
  expect(lines).toContain("took over 6 rules, 2 top buttons, 1 media files");
  expect(lines.join("\n")).toContain("old and new answer alike");
  expect(lines.join("\n")).toContain('several rules claim "时间"');
  expect(code).toBe(0);
  const folder = join(world.rulesFolder, "shop");
  expect(existsSync(join(folder, "media", "takeover-1.png"))).toBe(true);
  expect(readFileSync(join(folder, "menu.yaml"), "utf8")).toContain("opens: location");

  // The real thing: the folder as it is now, served.
  await product.stop();
  const again = await startProduct(world, true);
  const { seen } = await again.say("shop", "a", "现在几点");
  expect(seen[0]).toEqual({ kind: "text", text: "九点到六点" });
  expect((await again.say("shop", "a", "什么")).seen).toEqual([{ kind: "text", text: "没听懂" }]);

  // Nothing is overwritten.
  await expect(run(world, again)).rejects.toThrow("is there already");
});

test("media that is gone, and an account that does nothing, are told of", async () => {
  const { world, product } = await start();
  const empty = await run(world, product, "--out", join(world.rulesFolder, "empty"));
  expect(empty.code).toBe(0);
  expect(empty.lines[0]).toBe("took over 0 rules, 0 top buttons, 0 media files");
  await setReplies(product, {
    is_add_friend_reply_open: 0,
    is_autoreply_open: 1,
    add_friend_autoreply_info: text("欢迎"),
    message_default_autoreply_info: { type: "img", content: "GONE" },
  });
  const lost = await run(world, product, "--out", join(world.rulesFolder, "lost"));
  expect(lost.code).toBe(1);
  expect(lost.lines).toContain("a media file could not be fetched, add it by hand: GONE");
  expect(lost.lines.join("\n")).toContain("old: image GONE");
  const rules = readFileSync(join(world.rulesFolder, "lost", "takeover.yaml"), "utf8");
  expect(rules).toContain("enabled: false");
  await product.ask("POST", "/faults", {
    path: "/cgi-bin/get_current_autoreply_info",
    errcode: 48001,
    times: 1,
  });
  const refused = await run(world, product, "--out", join(world.rulesFolder, "refused"));
  expect([refused.code, refused.lines[0]]).toEqual([1, expect.stringContaining("wechat-48001")]);
});
