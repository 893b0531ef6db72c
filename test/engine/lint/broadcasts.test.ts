import { expect, it } from "vitest";
import { compileFolder } from "../../../engine/compiler/compile-folder.ts";
import { lints } from "../../../engine/lint/list.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { registry } from "../definition-checks.ts";

const told = (account: string, rule: string) =>
  compileFolder({
    accountId: "paper",
    files: [
      { name: "account.yaml", text: `id: paper\nname: 报\n${account}\ntags: [财经]\n` },
      { name: "rules.yaml", text: `rules:\n  - id: a\n    ${rule}\n` },
    ],
    ...{ registry, checkShape, lints },
  }).diagnostics.map(({ code }) => code);
const sent = (account: string, target: string) =>
  told(
    account,
    `when: [{ schedule: "0 7 * * *" }]\n    then: [{ broadcast: { to: ${target}, text: 早 } }]`,
  );
const subscription = "kind: subscription\nverified: true";
const service = "kind: service\nverified: true";

it.each([
  ["all", []],
  ["{ tag: 财经 }", []],
  ["{ tag: '{{ date }}' }", []],
  ["{ tag: 老客 }", ["broadcast-needs-tag"]],
  ["{ segment: 常客 }", ["broadcast-needs-tag"]],
  ["{ list: [o1, o2] }", ["broadcast-needs-tag"]],
])("a subscription account to %s: %j", (target, codes) => {
  expect(sent(subscription, target)).toEqual(codes);
  expect(sent(service, target)).toEqual([]);
});

it("an account without the right is told so, once", () => {
  expect(sent("kind: service\nverified: false", "{ segment: 常客 }")).toEqual(["right-missing"]);
});

it("under the result of a broadcast nobody can be spoken to or tagged", () => {
  const rule = (event: string, row: string) => `when: [{ event: ${event} }]\n    then: [${row}]`;
  expect(told(service, rule("broadcast-sent", "{ reply: 好 }"))).toEqual(["needs-a-follower"]);
  expect(told(service, rule("[bound, broadcast-failed]", "{ tag: 财经 }"))).toEqual([
    "needs-a-follower",
  ]);
  expect(told(service, rule("broadcast-failed", "{ record: 没发成 }"))).toEqual([]);
});
