import { expect, it } from "vitest";
import { compileFolder } from "../../../engine/compiler/compile-folder.ts";
import { lints } from "../../../engine/lint/list.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { registry } from "../definition-checks.ts";

const told = (reply: string, account = "") =>
  compileFolder({
    accountId: "shop",
    files: [
      {
        name: "account.yaml",
        text: `id: shop\nname: 小店\nkind: service\nverified: true\n${account}`,
      },
      {
        name: "rules.yaml",
        text: `rules:\n  - id: hi\n    when: [{ text: { is: 好 } }]\n    then: [{ reply: ${reply} }]\n`,
      },
    ],
    registry,
    checkShape,
    lints,
  }).diagnostics;

it("a text in several languages without the account's own is told, with the one that stands in", () => {
  expect(told("{ text: { en: Hello, ja: Konnichiwa } }")).toMatchObject([
    { code: "missing-language", line: 4, params: { rule: "hi", language: "zh_CN", first: "en" } },
  ]);
});

it.each([
  ["{ text: { zh_CN: 好, en: Hello } }", ""],
  ["{ text: { zh: 好, en: Hello } }", ""],
  ["{ text: { en: Hello } }", "language: en\n"],
  ["好", ""],
])("one with it is not: %s", (reply, account) => {
  expect(told(reply, account)).toEqual([]);
});
