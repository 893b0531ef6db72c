import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reply } from "../../../engine/index.ts";
import { formatReply } from "../../../server/webhook/format-reply.ts";
import { parseXml, textOf } from "../../../server/wechat/wire/xml.ts";

const to = "oAbc1dEfG2hIjK3lMnO4pQrS5tUv";
const from = "gh_1f2e3d4c5b6a";
const format = (reply: Reply, atSeconds = 1_763_868_301, articles = 8): string =>
  formatReply(reply, { to, from, nowMs: atSeconds * 1000 + 999, articles });
const article = {
  title: "本周活动",
  description: "满 100 减 20",
  picture: "https://demo.example.test/b.jpg",
  url: "https://demo.example.test/promo",
};
/** A sample of wechat-contract.md §3 without the line breaks between its elements. */
const sample = (name: string): string =>
  readFileSync(new URL(`replies/${name}.xml`, import.meta.url), "utf8").replace(/>\n</g, "><");

const samples: readonly (readonly [name: string, atSeconds: number, reply: Reply])[] = [
  ["text", 1_763_868_301, { kind: "text", text: "您好，欢迎光临！\n回复 1 查看活动" }],
  ["image", 1_763_868_338, { kind: "image", media: { mediaId: "Sb_img_9XkQ0f7mC3uVtY2aLr" } }],
  ["voice", 1_763_868_375, { kind: "voice", media: { mediaId: "Sb_voi_7HdW2kPqZ" } }],
  [
    "video",
    1_763_868_412,
    {
      kind: "video",
      media: { mediaId: "Sb_vid_51fJmX" },
      title: "新品介绍",
      description: "30 秒看懂",
    },
  ],
  ["news", 1_763_868_486, { kind: "articles", articles: [article] }],
  ["transfer-customer-service", 1_763_868_523, { kind: "transfer", agent: null }],
  [
    "transfer-customer-service-to-one-agent",
    1_763_868_560,
    { kind: "transfer", agent: "kf2001@gh_demo" },
  ],
];

test.each(samples)("%s is written as the platform describes it", (name, atSeconds, reply) => {
  expect(format(reply, atSeconds)).toBe(sample(name));
});

test("music needs only its thumb; what is empty is left out", () => {
  const music = { kind: "music", thumb: { mediaId: "t" }, url: "", title: "" } as const;
  expect(format(music)).toContain("<Music><ThumbMediaId><![CDATA[t]]></ThumbMediaId></Music>");
  expect(format({ ...music, url: "https://a.example/a.mp3", title: "早安" })).toContain(
    "<Music><Title><![CDATA[早安]]></Title><MusicUrl><![CDATA[https://a.example/a.mp3]]></MusicUrl><HQMusicUrl>",
  );
  expect(format({ kind: "video", media: { mediaId: "v" }, title: "", description: "" })).toContain(
    "<Video><MediaId><![CDATA[v]]></MediaId></Video>",
  );
});

test("the count of articles is the number of items, never more than the platform shows", () => {
  const reply = { kind: "articles", articles: Array.from({ length: 9 }, () => article) } as const;
  for (const articles of [1, 8]) {
    const written = format(reply, 1, articles);
    expect(written).toContain(`<ArticleCount>${articles}</ArticleCount>`);
    expect(written.match(/<item>/g)).toHaveLength(articles);
  }
});

test("a file that nobody made into an id is an error, not a reply", () => {
  expect(() => format({ kind: "image", media: { file: "cup.jpg" } })).toThrow("cup.jpg");
});

test("whatever is said parses again as what was said, without what XML cannot carry", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const push = parseXml(format({ kind: "text", text }));
      const carried = text
        .replace(/\r\n?/g, "\n")
        .replace(/[\ufffe\uffff]|(?![\t\n\x7f-\x9f])\p{Cc}/gu, "");
      expect(textOf(push, "Content")).toBe(carried);
    }),
    { numRuns: 500 },
  );
});

test("markup and the end of a section inside a text are text", () => {
  const text = '</Content></xml><a href="https://a.example/?x=1&y=2">]]></a>]]]]>>';
  expect(textOf(parseXml(format({ kind: "text", text })), "Content")).toBe(text);
});
