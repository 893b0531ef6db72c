import { describe, expect, it } from "vitest";
import { builtIn } from "../../../engine/built-in.ts";
import type { CheckedFolder } from "../../../engine/compiler/compile-folder.ts";
import { compileFolder } from "../../../engine/compiler/compile-folder.ts";
import { checkShapeTypebox } from "../../../engine/compiler/read/check-shape-typebox.ts";
import { makeRegistry } from "../../../engine/definitions/registry.ts";
import { lints } from "../../../engine/lint/list.ts";

const registry = makeRegistry(builtIn);
const file = (name: string, reply: string, more = "") => ({
  name: `${name}.yaml`,
  text: `rules:\n  - id: ${name}\n    when: { text: { is: ${name} } }\n    then: { reply: ${reply} }\n${more}`,
});
const ACCOUNT = { name: "account.yaml", text: "id: coffee\nname: 咖啡\nkind: service\n" };
const shared = { accountId: "coffee", registry, checkShape: checkShapeTypebox, lints };

describe("compiling a folder again", () => {
  const first = compileFolder({ ...shared, files: [ACCOUNT, file("a", "1"), file("b", "2")] });

  it.each([
    ["a changed file", [ACCOUNT, file("a", "1"), file("b", "3")]],
    ["a new file", [ACCOUNT, file("a", "1"), file("b", "2"), file("c", "4")]],
    ["a file less", [ACCOUNT, file("b", "2")]],
    [
      "a rule that is gone and still named",
      [
        ACCOUNT,
        file("b", "2", "tests:\n  - name: x\n    steps: [{ send: a, expect: { rule: a } }]\n"),
      ],
    ],
    [
      "another account",
      [{ ...ACCOUNT, text: `${ACCOUNT.text}vars: { a: b }\n` }, file("a", "1"), file("b", "2")],
    ],
  ])("says the same of %s as compiling it anew", (_, files) => {
    const { checked: again, ...told } = compileFolder({ ...shared, files, earlier: first.checked });
    const { checked: _anew, ...afresh } = compileFolder({ ...shared, files });
    expect(told).toEqual(afresh);
    const kept = files.filter(
      (one) => again.files.get(one.name) === first.checked.files.get(one.name),
    );
    expect(kept.length).toBeGreaterThan(0);
  });
});

describe("examples of what is meant", () => {
  const taught = (reply: string, example = "退票怎么收费") => ({
    name: "refund.yaml",
    text: `rules:\n  - id: refund\n    when: { text: { means: [我要退票, 机票能退吗, ${example}] } }\n    then: { reply: ${reply} }\n`,
  });
  const compileWith = (file: ReturnType<typeof taught>, earlier?: CheckedFolder) =>
    compileFolder({
      ...shared,
      files: [ACCOUNT, file],
      ...(earlier === undefined ? {} : { earlier }),
    });

  it("are trained once: the model travels with the rule set and is taken again while they stay the same", () => {
    const first = compileWith(taught("可以退"));
    expect(first.ruleSet?.meaning?.classes).toHaveLength(1);
    const again = compileWith(taught("不能退"), first.checked);
    expect(again.ruleSet?.meaning).toBe(first.ruleSet?.meaning);
    const other = compileWith(taught("可以退", "退票要手续费吗"), first.checked);
    expect(other.ruleSet?.meaning).not.toEqual(first.ruleSet?.meaning);
  });
  it("leave no model in a rule set that has none", () => {
    const { ruleSet } = compileFolder({ ...shared, files: [ACCOUNT, file("a", "1")] });
    expect(ruleSet).not.toHaveProperty("meaning");
  });
});
