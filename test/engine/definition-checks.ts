import { actions } from "../../engine/actions/list.ts";
import { builtIn } from "../../engine/built-in.ts";
import { checkEntry } from "../../engine/compiler/check/check-entry.ts";
import { makeValidators } from "../../engine/compiler/check/validators.ts";
import type { ReadRuleFile } from "../../engine/compiler/read/read-rule-file.ts";
import { allDiagnostics, readRuleFile } from "../../engine/compiler/read/read-rule-file.ts";
import { ruleFileSchema } from "../../engine/definitions/file-schema.ts";
import { makeRegistry } from "../../engine/definitions/registry.ts";
import type { Rule } from "../../engine/schema/rule.ts";
import type { LocalText } from "../../engine/schema/words.ts";
import { checkShape } from "../../server/check-shape.ts";

/** Everything registered, as the compiler uses it. */
export const registry = makeRegistry({ ...builtIn, actions });
const schema = JSON.parse(JSON.stringify(ruleFileSchema(registry)));
const tools = { registry, validators: makeValidators(registry, checkShape) };

const HAN = /\p{Script=Han}/u;
/** What is wrong with a text for users; an empty list if nothing is. `quotes` may hold the other language's words. */
export const textProblems = (text: LocalText): readonly string[] => [
  ...(HAN.test(text["zh-CN"]) || text["zh-CN"] === text.en ? [] : ["no Chinese"]),
  ...(text.en.trim() === "" ? ["no English"] : []),
  ...(HAN.test(text.en) ? ["Chinese in the English text"] : []),
  ...([text["zh-CN"], text.en].some((one) => one !== one.trim()) ? ["space at an end"] : []),
];

const readText = (text: string): ReadRuleFile =>
  readRuleFile({
    file: "examples.yaml",
    text,
    schemas: {
      rule: schema.definitions.rule,
      test: schema.definitions.test,
      definitions: schema.definitions,
    },
  });

/** Reads one rule the way the compiler does; its mistakes as text, and its normal form. */
export const readRule = (
  lines: readonly string[],
): { readonly mistakes: readonly string[]; readonly rule: Rule | null } => {
  const read = readText(
    ["rules:", "  - id: example", ...lines.map((line) => `    ${line}`), ""].join("\n"),
  );
  const found = allDiagnostics(read).map((one) => `${one.code} ${JSON.stringify(one.params)}`);
  const [entry] = read.rules;
  if (found.length > 0 || entry === undefined) return { mistakes: found, rule: null };
  const checked = checkEntry(entry, tools);
  const { problems, shapes } = checked.found;
  const mistakes = [
    ...problems.map(({ code, params }) => `${code} ${JSON.stringify(params)}`),
    ...shapes.flatMap((shape) => shape.problems.map((problem) => JSON.stringify(problem))),
  ];
  return { mistakes, rule: checked.rule };
};
