import { expect, test } from "vitest";
import { takeMenu } from "../../../server/takeover/take-menu.ts";
import type { TakeMedia } from "../../../server/takeover/taken.ts";
import { writeMenu, writeRules } from "../../../server/takeover/write-files.ts";

const named: TakeMedia = async (source) => (source === "GONE" ? null : `${source}.png`);

test("buttons of the API stay what they are, those of the console become keys with rules", async () => {
  const { buttons, rules } = await takeMenu(
    [
      { name: "网", type: "view", url: "https://a.example" },
      {
        name: "更多",
        sub_button: {
          list: [
            { name: "文字", type: "text", value: "你好" },
            { name: "图", type: "img", value: "M1" },
            {
              name: "文章",
              type: "news",
              news_info: { list: [{ title: "题", content_url: "u" }] },
            },
            { name: "扫", type: "scancode_waitmsg", key: "SCAN" },
            {
              name: "程序",
              type: "miniprogram",
              appid: "wx1",
              pagepath: "p",
              url: "https://b.example",
            },
          ],
        },
      },
      { name: "素材", type: "media_id", media_id: "M2" },
    ],
    named,
  );
  expect(buttons).toEqual([
    { name: "网", url: "https://a.example" },
    {
      name: "更多",
      sub: [
        { name: "文字", key: "MENU-2-1" },
        { name: "图", key: "MENU-2-2" },
        { name: "文章", key: "MENU-2-3" },
        { name: "扫", key: "SCAN", opens: "scan" },
        { name: "程序", "mini-program": { appid: "wx1", page: "p", url: "https://b.example" } },
      ],
    },
    { name: "素材", media: "id:M2" },
  ]);
  expect(rules.map(({ id, replies }) => [id, replies[0]?.kind])).toEqual([
    ["menu-2-1", "text"],
    ["menu-2-2", "image"],
    ["menu-2-3", "articles"],
  ]);
  expect(writeMenu(buttons)).toContain('- { name: "素材", media: "id:M2" }');
  expect(writeRules(rules)).toContain('- reply: { image: "M1.png" }');
});

test("a button of an unknown kind, or one that sends nothing, is left out", async () => {
  const { buttons, rules } = await takeMenu(
    [
      { name: "怪", type: "hologram" },
      { name: "空", type: "text", value: "" },
      { name: "组", sub_button: { list: [{ name: "空", type: "text" }] } },
    ],
    named,
  );
  expect([buttons, rules]).toEqual([[], []]);
});

test("what the console said is no template, and what is lost is not named", () => {
  const rule = {
    id: "a",
    name: "",
    isOn: true,
    when: { kind: "follow" },
    isRandom: false,
  } as const;
  const said = writeRules([{ ...rule, replies: [{ kind: "text", text: "{{ a }} {% b %}" }] }]);
  expect(said).toContain(String.raw`"{{ \"{{\" }} a }} {{ \"{%\" }} b %}"`);
  const gone = { kind: "image", file: null, source: "GONE" } as const;
  expect(writeRules([{ ...rule, replies: [gone] }])).toContain("- silent");
});
