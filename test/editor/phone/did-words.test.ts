import { describe, expect, test } from "vitest";
import type { Speech } from "../../../editor/phone/chat/did-words.ts";
import { actualWords, didWords, expectedWords } from "../../../editor/phone/chat/did-words.ts";
import { actionTitles, operatorTitles } from "../../../editor/strings/phone/rule-words.ts";
import { builtIn } from "../../../engine/index.ts";

const zh: Speech = { lang: "zh-CN", nothing: "（空）" };
const en: Speech = { lang: "en", nothing: "(nothing)" };
const path = "rules/hours/if";

describe("what was done", () => {
  test.each([
    [{ tag: { names: ["VIP", "常客"] } }, "打标签 VIP、常客", "Add tag VIP、常客"],
    [
      { record: { name: "到店", value: 1 } },
      "记一笔 name: 到店, value: 1",
      "Record name: 到店, value: 1",
    ],
    [{ "my-plugin": { who: "", n: 2 } }, "my-plugin n: 2", "my-plugin n: 2"],
    ["说明", "说明", "说明"],
  ])("%j", (did, inChinese, inEnglish) => {
    expect(didWords(did, zh)).toBe(inChinese);
    expect(didWords(did, en)).toBe(inEnglish);
  });
});

describe("a condition that did not hold", () => {
  test("names operator and value, and what was found", () => {
    const leaf = { path, expected: { operator: "equals", value: "上海" }, actual: null };
    expect(expectedWords(leaf, zh)).toBe("等于 上海");
    expect(actualWords(leaf, zh)).toBe("（空）");
    expect(actualWords({ ...leaf, actual: [] }, zh)).toBe("（空）");
  });

  test("writes the moment that active times were held against", () => {
    const actual = Date.parse("2026-11-23T20:31+08:00");
    const leaf = { path: "rules/hours/active", expected: { times: "09:00-18:00" }, actual };
    expect(expectedWords(leaf, zh)).toBe("times: 09:00-18:00");
    expect(actualWords(leaf, zh)).toBe("20:31");
  });
});

describe("titles", () => {
  const titles = (all: typeof builtIn.actions | typeof builtIn.operators) =>
    Object.fromEntries(all.map(({ name, title }) => [name, title]));
  test("are those of the definitions", () => {
    expect(actionTitles).toEqual(titles(builtIn.actions));
    expect(operatorTitles).toEqual(titles(builtIn.operators));
  });
});
