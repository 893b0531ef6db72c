import { expect, it } from "vitest";
import { compileFolder } from "../../../engine/compiler/compile-folder.ts";
import { lints } from "../../../engine/lint/list.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { registry } from "../definition-checks.ts";

const told = (row: string, more = "") => {
  const account = "id: bank\nname: 银行\nkind: service\nverified: true\n";
  return compileFolder({
    accountId: "bank",
    files: [
      { name: "account.yaml", text: `${account}${more}` },
      { name: "pages.yaml", text: "pages: [{ id: autumn, title: 秋天 }]\n" },
      {
        name: "rules.yaml",
        text: `rules:\n  - id: card\n    when: [{ text: { is: 绑卡 } }]\n    then:\n      - ${row}\n`,
      },
    ],
    registry,
    checkShape,
    lints,
  }).diagnostics;
};

it("a link to the page bind is told where no hook sends its codes, in lists inside others too", () => {
  const link = "link: { page: bind, text: 绑定 }";
  expect(told(link)).toMatchObject([{ code: "bind-without-hook", line: 5 }]);
  expect(told(`choose: [{ then: [{ ${link} }] }]`)).toMatchObject([{ code: "bind-without-hook" }]);
});

it("it is not told with the hook, nor of other pages", () => {
  const hooks = "hooks: { bind: { url: https://bank.example/x } }\n";
  expect(told("link: { page: bind, text: 绑定 }", hooks)).toEqual([]);
  expect(told("link: { page: address, text: 地址 }")).toEqual([]);
  expect(told("link: { page: autumn, text: 秋天 }")).toEqual([]);
});

it("a page that nobody wrote is refused, with what may have been meant", () => {
  expect(told("link: { page: adress, text: 地址 }")).toMatchObject([
    { code: "unknown-page", params: { name: "adress", suggestion: "address" } },
  ]);
});

it.each([
  ["subscription", true, "address", ["oauth"]],
  ["service", false, "bind", ["oauth"]],
  ["subscription", true, "share", []],
  ["subscription", true, "autumn", []],
  ["subscription", false, "autumn", ["js-sdk-share"]],
])("%s, verified %s, page %s: lacks %j", (kind, verified, page, lacks) => {
  const account = `id: paper\nname: 报\nkind: ${kind}\nverified: ${verified}\nhooks: { bind: { url: https://a.example/ } }\n`;
  const { diagnostics } = compileFolder({
    accountId: "paper",
    files: [
      { name: "account.yaml", text: account },
      { name: "pages.yaml", text: "pages: [{ id: autumn, title: 秋天 }]\n" },
      {
        name: "rules.yaml",
        text: `rules:\n  - id: a\n    when: [{ text: { is: 去 } }]\n    then: [{ link: { page: ${page}, text: 去 } }]\n`,
      },
    ],
    registry,
    checkShape,
    lints,
  });
  expect(diagnostics.map(({ code, params }) => [code, params["right"]])).toEqual(
    lacks.map((right) => ["right-missing", right]),
  );
});
