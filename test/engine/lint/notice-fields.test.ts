import { expect, it } from "vitest";
import { compileFolder } from "../../../engine/compiler/compile-folder.ts";
import { lints } from "../../../engine/lint/list.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { registry } from "../definition-checks.ts";

const noticed = (data: string) =>
  compileFolder({
    accountId: "shop",
    files: [
      {
        name: "account.yaml",
        text: "id: shop\nname: 小店\nkind: service\nverified: true\ntemplates: { paid: ID }\n",
      },
      {
        name: "rules.yaml",
        text: `rules:\n  - id: pay\n    when: [{ text: { is: 付 } }]\n    then:\n      - notice: { template: paid, data: ${data} }\n      - silent\n`,
      },
    ],
    registry,
    checkShape,
    lints,
  }).diagnostics;

it.each([
  "{ amount2: 很贵 }",
  "{ phrase3: 已经发货了呀 }",
  "{ character_string1: 单号 }",
  "{ thing1: { zh_CN: 好, en: A name that is far too long } }",
])("a fixed value the platform would refuse is told: %s", (data) => {
  expect(noticed(data)).toMatchObject([{ code: "notice-field", line: 5, params: { rule: "pay" } }]);
});

it.each([
  "{ amount2: 28.00元, thing1: 拿铁 }",
  '{ amount2: "{{ text }}" }',
  "{ 商品: 一个很长很长很长很长很长很长很长很长的名字 }",
])("what fits, is filled in later or has no type is not: %s", (data) => {
  expect(noticed(data)).toEqual([]);
});
