import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { background } from "../../../engine/meaning/background.ts";
import { openMeaning } from "../../../engine/meaning/open-meaning.ts";
import { trainMeaning } from "../../../engine/meaning/train-meaning.ts";
import type { MeaningModel } from "../../../engine/schema/meaning.ts";
import { SHOP, taught } from "./examples.ts";

const MODEL = trainMeaning(SHOP) as MeaningModel;
const open = (model: MeaningModel | null = MODEL, rules = SHOP) => {
  const judge = openMeaning(rules, model);
  if (judge === null) throw new Error("nothing was taught");
  return judge;
};
const best = (text: string, isSpoken = false) => open()(text, isSpoken).best?.rule ?? null;

describe("what a message means", () => {
  it.each([
    ["请问店面的地址在哪儿", "way"],
    ["坐地铁怎么到你们店", "way"],
    ["东西不想要了，能把钱退给我吗", "refund"],
    ["可以退货吗", "refund"],
    ["帮我开张发票", "invoice"],
    ["能开電子發票嗎", "invoice"],
  ])("knows %s from other words for it", (text, rule) => {
    expect(best(text)).toBe(rule);
  });
  it.each(["今天真开心", "你叫什么名字", "哈哈哈", "我家的猫生了三只小猫", "how are you"])(
    "refuses %s, which means none of it",
    (text) => {
      const { best: taken, nearest, threshold } = open()(text, false);
      expect(taken).toBeNull();
      expect(nearest[0]?.score ?? 0).toBeLessThan(threshold);
    },
  );
  it("is sure of an example itself, whatever its width, case, marks or characters", () => {
    for (const text of ["我要退款", "我要退款！！", "我要退欵".replace("欵", "款"), "　我要　退款"])
      expect(open()(text, false).best).toMatchObject({ rule: "refund", score: 1 });
  });
  it("hears what a voice misheard: sounds count in what was spoken", () => {
    const misheard = "怎么开发飘";
    expect(best(misheard, true)).toBe("invoice");
    const [spoken, written] = [open()(misheard, true), open()(misheard, false)];
    const score = ({ nearest }: typeof spoken) =>
      nearest.find(({ rule }) => rule === "invoice")?.score ?? 0;
    expect(score(spoken)).toBeGreaterThan(score(written));
  });
  it("knows one or two examples by likeness, and a lone rule by what it is not", () => {
    const lone = [taught("parking", "附近哪里可以停车")];
    const judge = openMeaning(lone, trainMeaning(lone));
    expect(judge?.("哪里可以停车", false).best?.rule).toBe("parking");
    expect(judge?.("你真聪明", false).best).toBeNull();
  });
  it("names the runner-up and the pieces that decided", () => {
    const { nearest, pieces } = open()("发票可以退吗", false);
    expect(
      nearest
        .map(({ rule }) => rule)
        .slice(0, 2)
        .sort(),
    ).toEqual(["invoice", "refund"]);
    expect(pieces.length).toBeGreaterThan(0);
    for (const piece of pieces) expect("发票可以退吗退款").toContain(piece[0]);
  });
  it("says nothing about a text without words", () => {
    for (const text of ["", "？！", "  ", "😀"]) expect(open()(text, false).best).toBeNull();
  });
  it("never answers for a rule that was switched off since, and gives its messages to no other", () => {
    const others = SHOP.filter(({ rule }) => rule !== "refund");
    const judge = open(MODEL, others);
    expect(judge("我要退款", false).best).toBeNull();
    expect(judge("怎么开发票", false).best?.rule).toBe("invoice");
  });
  it("takes any text without failing, and in the same time for a long one", () => {
    const judge = open();
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.boolean(), (text, isSpoken) => {
        const { nearest, threshold } = judge(text, isSpoken);
        expect(threshold).toBeGreaterThan(0);
        for (const { score } of nearest) expect(score >= 0 && score <= 1).toBe(true);
      }),
      { numRuns: 200, seed: 6 },
    );
  });
});

describe("a trained model", () => {
  it("is the same for the same examples, survives JSON, and is taken again", () => {
    expect(trainMeaning(SHOP)).toEqual(MODEL);
    const again = JSON.parse(JSON.stringify(MODEL)) as MeaningModel;
    expect(open(again)("可以退货吗", false)).toEqual(open()("可以退货吗", false));
  });
  it("is trained anew for other examples or of another format", () => {
    const more = [...SHOP, taught("hours", "几点开门", "营业到几点", "周末开门吗")];
    expect(open(MODEL, more)("你们几点关门", false).best?.rule).toBe("hours");
    expect(open({ ...MODEL, format: 0 })("可以退货吗", false).best?.rule).toBe("refund");
  });
  it("is refused when it is damaged", () => {
    const cut = {
      ...MODEL,
      written: { ...MODEL.written, weights: MODEL.written.weights.slice(8) },
    };
    expect(() => open(cut)("可以退货吗", false)).toThrow(/damaged/);
  });
  it("is none without examples", () => {
    expect(trainMeaning([])).toBeNull();
    expect(openMeaning([], null)).toBeNull();
  });
  it("lets an account be asked what others call small talk", () => {
    const talk = [taught("hello", "你好", "在吗", "有人吗"), ...SHOP];
    const judge = open(trainMeaning(talk), talk);
    expect(judge("有人在吗", false).best?.rule).toBe("hello");
  });
  it("knows no small talk twice", () => {
    expect(new Set(background).size).toBe(background.length);
  });
  it("stays small enough to be sent about, and ends in time, however much is taught", () => {
    const words = [
      ..."天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜",
    ];
    const sentence = (at: number) =>
      Array.from(
        { length: 12 },
        (_, place) => words[(at * 7 + place * at + place) % words.length],
      ).join("");
    const many = Array.from({ length: 60 }, (_, rule) =>
      taught(`r${rule}`, ...Array.from({ length: 20 }, (_, place) => sentence(rule * 20 + place))),
    );
    const bytes = JSON.stringify(trainMeaning(many)).length;
    expect(bytes).toBeLessThan(5_000_000);
  });
});
