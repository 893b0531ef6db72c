import { expect, it } from "vitest";
import { compile } from "./compile.ts";

const found = (lines: string): readonly string[] =>
  compile({ "account.yaml": `id: shop\nname: 店\n${lines}`, "r.yaml": "rules: []\n" })
    .diagnostics.filter(({ code, file }) => code === "right-missing" && file === "account.yaml")
    .map(({ line, params }) => `${line} ${String(params.name)}`);
const on = "speech: true\nsemantic: { city: 上海 }\n";

it("what account.yaml switches on and the account may not have is warned of, with its line", () => {
  expect(found(`kind: service\nverified: true\n${on}`)).toEqual([]);
  expect(found(`kind: subscription\nverified: true\n${on}`)).toEqual(["6 semantic"]);
  expect(found(`kind: service\n${on}`)).toEqual(["4 speech", "5 semantic"]);
  expect(found("kind: service\nspeech: false\n")).toEqual([]);
});
