import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actions } from "../../../engine/actions/list.ts";
import type { CallAnswer } from "../../../engine/schema/outcome.ts";
import type { Json } from "../../../engine/schema/words.ts";
import { settings } from "../../builders.ts";
import { readRule } from "../definition-checks.ts";
import { runAction } from "./step.ts";

describe("reply", () => {
  const said = async (params: unknown, of = {}) => (await runAction("reply", params, of)).say;

  it.each([
    [{ text: "您好" }, { kind: "text", text: "您好" }],
    [{ image: "latte.jpg" }, { kind: "image", media: { file: "latte.jpg" } }],
    [{ image: "id:M1" }, { kind: "image", media: { mediaId: "M1" } }],
    [{ voice: "hi.mp3" }, { kind: "voice", media: { file: "hi.mp3" } }],
    [{ video: "a.mp4" }, { kind: "video", media: { file: "a.mp4" }, title: "", description: "" }],
    [
      { video: { media: "id:V", title: "编钟", description: "响" } },
      { kind: "video", media: { mediaId: "V" }, title: "编钟", description: "响" },
    ],
    [
      { music: { thumb: "c.jpg", url: "https://m.example/1.mp3", title: "古琴" } },
      { kind: "music", thumb: { file: "c.jpg" }, url: "https://m.example/1.mp3", title: "古琴" },
    ],
    [
      { articles: [{ title: "菜单", url: "https://a.example" }] },
      {
        kind: "articles",
        articles: [{ title: "菜单", description: "", picture: "", url: "https://a.example" }],
      },
    ],
    [
      { "mini-program": { appid: "wx0123456789abcdef", page: "p", thumb: "c.jpg", title: "点单" } },
      {
        kind: "mini-program",
        appId: "wx0123456789abcdef",
        page: "p",
        thumb: { file: "c.jpg" },
        title: "点单",
      },
    ],
  ])("makes a message of %j", async (params, message) => {
    expect(await said(params)).toEqual([message]);
  });

  it("says nothing where the templates printed nothing", async () => {
    expect(await said({ text: " \n" })).toEqual([]);
  });

  it("picks one of random by seed and place, the same each time it is run", async () => {
    const random = ["一", { text: "二" }, { image: "3.jpg" }];
    const seeds = Array.from({ length: 300 }, (_, at) => `seed ${at}`);
    const picks = await Promise.all(seeds.map((seed) => said({ random }, { seed })));
    expect(await Promise.all(seeds.map((seed) => said({ random }, { seed })))).toEqual(picks);
    const kinds = picks.map((say) => JSON.stringify(say));
    for (const pick of new Set(kinds))
      expect(kinds.filter((one) => one === pick).length).toBeGreaterThan(60);
    expect(new Set(kinds).size).toBe(3);
    const elsewhere = await Promise.all(
      seeds.map((seed) => said({ random }, { seed, path: "rules/r/then/1" })),
    );
    expect(elsewhere).not.toEqual(picks);
  });
});

describe("silent", () => {
  it("answers with nothing", async () => {
    expect(await runAction("silent", {})).toEqual({ say: [] });
  });
});

describe("tag and untag", () => {
  it("change our own row now and tell the platform later", async () => {
    const add = { add: ["VIP", "会员"], remove: [] };
    expect(await runAction("tag", { names: ["VIP", "会员"] })).toEqual({
      changes: [{ kind: "tags", ...add }],
      effects: [{ kind: "tag", ...add }],
    });
    const remove = { add: [], remove: ["VIP"] };
    expect(await runAction("untag", { names: ["VIP"] })).toEqual({
      changes: [{ kind: "tags", ...remove }],
      effects: [{ kind: "tag", ...remove }],
    });
  });

  it("leave out names that printed as nothing, doubles, and what is too long for a tag", async () => {
    const names = ["", " VIP ", "VIP", "长".repeat(40)];
    const { changes } = await runAction("tag", { names });
    expect(changes).toEqual([{ kind: "tags", add: ["VIP", "长".repeat(30)], remove: [] }]);
    expect(await runAction("tag", { names: [" "] })).toEqual({});
    expect(await runAction("untag", { names: [""] })).toEqual({});
  });
});

describe("set", () => {
  it("stores each value, trimmed; an empty one removes", async () => {
    expect(await runAction("set", { values: { city: " 上海 ", phone: "" } })).toEqual({
      changes: [
        { kind: "set", name: "city", value: "上海" },
        { kind: "set", name: "phone", value: "" },
      ],
    });
  });
});

describe("record", () => {
  it("makes one effect, and none without a name", async () => {
    expect(await runAction("record", { name: "值机" })).toEqual({
      effects: [{ kind: "record", name: "值机", value: null }],
    });
    expect(await runAction("record", { name: "单", value: "拿铁" })).toEqual({
      effects: [{ kind: "record", name: "单", value: "拿铁" }],
    });
    expect(await runAction("record", { name: " " })).toEqual({});
  });
});

describe("goto", () => {
  it("ends its list in the rule that is named", async () => {
    expect(await runAction("goto", { rule: "hours" })).toEqual({ next: { goto: "hours" } });
  });
});

describe("choose", () => {
  const branches = [{ if: {}, then: [] }, { if: {}, then: [] }, { then: [] }];
  it("runs the first branch that holds, asking no further", async () => {
    const asked: number[] = [];
    const holds = async (place: number) => {
      asked.push(place);
      return place === 1;
    };
    const result = await runAction("choose", { branches }, { holds });
    expect(result).toEqual({ next: { list: "branches/1/then", instead: false } });
    expect(asked).toEqual([0, 1]);
  });

  it("goes on where no branch holds", async () => {
    expect(await runAction("choose", { branches })).toEqual({});
  });
});

describe("http", () => {
  const url = "https://api.example/cups/1";
  const call = (params: object, answer: CallAnswer) => {
    const calls: unknown[] = [];
    const result = runAction(
      "http",
      { url, timeout: "3s", ...params },
      {
        answer: (asked) => {
          calls.push(asked);
          return answer;
        },
      },
    );
    return { calls, result };
  };
  const cup: Json = { name: "拿铁" };

  it("asks with GET, and with POST where there is a body", () => {
    const get = call({}, { ok: true, value: cup });
    expect(get.calls).toEqual([
      {
        kind: "http",
        args: { url, method: "GET", headers: {}, body: null, save: null },
        deadlineMs: 3_000,
      },
    ]);
    const post = call({ body: { n: 1 }, timeout: "10s" }, { ok: true, value: cup });
    expect(post.calls).toEqual([
      {
        kind: "http",
        args: { url, method: "POST", headers: {}, body: { n: 1 }, save: null },
        deadlineMs: 10_000,
      },
    ]);
    const put = call({ method: "PUT", body: "x" }, { ok: true, value: cup });
    expect(put.calls).toMatchObject([{ args: { method: "PUT", body: "x" } }]);
  });

  it("saves the answer for the list, or with the follower", async () => {
    expect(await call({ save: "cup" }, { ok: true, value: cup }).result).toEqual({
      captured: { cup },
    });
    expect(await call({ save: "follower.cup" }, { ok: true, value: cup }).result).toEqual({
      changes: [{ kind: "set", name: "cup", value: cup }],
    });
    expect(await call({}, { ok: true, value: cup }).result).toEqual({});
  });

  it("runs else instead of the rest when it fails, and says so without one", async () => {
    const failed: CallAnswer = { ok: false, reason: "http-500" };
    expect(await call({ else: [] }, failed).result).toEqual({
      next: { list: "else", instead: true },
    });
    expect(await call({}, failed).result).toEqual({
      say: [{ kind: "text", text: settings().texts.failed }],
      next: "end",
    });
  });

  it("lets no follower begin another header", () => {
    const value = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(value, (text) => {
        const headers = { "X-Text": `a\r\nEvil: 1${text}` };
        const [asked] = call({ headers }, { ok: true, value: null }).calls;
        expect(JSON.stringify(asked)).not.toMatch(/\\r|\\n|\\u00[01]/);
      }),
    );
  });
});

describe("lists inside actions", () => {
  const readRow = (row: string) =>
    readRule(["when: { text: any }", "then:", `  - ${row}`]).rule?.then[0];
  const listsOf = (row: string) => {
    const read = readRow(row);
    const action = actions.find(({ name }) => name === read?.use);
    return action?.lists?.(read?.params as never) ?? {};
  };

  it("are named as `run` names them, and hold the rows of the file", () => {
    const chosen = listsOf(
      "choose: [{ if: { fact: text, operator: equals, value: a }, then: { reply: 一 } }, { then: [silent] }]",
    );
    expect(Object.keys(chosen)).toEqual(["branches/0/then", "branches/1/then"]);
    expect(chosen["branches/0/then"]?.map(({ use }) => use)).toEqual(["reply"]);
    expect(chosen["branches/1/then"]?.map(({ use }) => use)).toEqual(["silent"]);
    expect(listsOf("ask: { question: 好？, else: [silent] }").else?.map(({ use }) => use)).toEqual([
      "silent",
    ]);
    expect(listsOf('http: { url: "https://a.example/", else: { reply: 不 } }').else?.length).toBe(
      1,
    );
    expect(listsOf("ask: 好？")).toEqual({});
  });

  it("get their defaults from the file's reader", () => {
    expect(readRow("ask: { question: 好？ }")?.params).toEqual({
      question: "好？",
      tries: 3,
      timeout: "30m",
      secret: false,
    });
    expect(readRow("ask: 好？")?.params).toEqual({
      question: "好？",
      tries: 3,
      timeout: "30m",
      secret: false,
    });
    expect(readRow('http: { url: "https://a.example/" }')?.params).toEqual({
      url: "https://a.example/",
      timeout: "3s",
    });
  });
});

describe("broadcast", () => {
  it.each([
    [{ to: "all", text: "早" }, { kind: "all" }, { kind: "text", text: "早" }],
    [
      { to: { tag: "财经" }, image: "a.png" },
      { kind: "tag", tag: "财经" },
      { kind: "image", media: { file: "a.png" } },
    ],
    [
      { to: { segment: "常客" }, articles: [{ title: "头条", picture: "a.png" }] },
      { kind: "segment", segment: "常客" },
      {
        kind: "articles",
        articles: [{ title: "头条", description: "", picture: "a.png", text: "", url: "" }],
      },
    ],
    [
      { to: { list: ["o1", "o2"] }, voice: "a.mp3" },
      { kind: "list", openids: ["o1", "o2"] },
      { kind: "voice", media: { file: "a.mp3" } },
    ],
  ])("makes an effect of %j", async (params, to, content) => {
    const { effects } = await runAction("broadcast", params);
    expect(effects).toEqual([{ kind: "broadcast", to, content }]);
  });

  it("does nothing, visibly, where the templates printed nothing", async () => {
    expect(await runAction("broadcast", { to: "all", text: " " })).toEqual({
      failed: "nothing is left to say",
    });
  });
});
