import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { checkShape } from "../check-shape.ts";
import { Template as TemplateShape } from "./contract/rules.ts";
import type { BodyOf, Template } from "./contract.ts";
import { Refusal } from "./refusal.ts";

/** A template with the YAML it becomes: `[[name]]` stands where a value of its own goes, `[[name.first]]` for the first of a list. */
export interface StoredTemplate extends Template {
  readonly text: string;
}

const read = async (file: string): Promise<StoredTemplate> => {
  const { text, ...shown } = parse(await readFile(file, "utf8")) as StoredTemplate;
  const problems = checkShape(TemplateShape)(shown);
  if (problems.length > 0 || typeof text !== "string")
    throw new Error(`${file} is no template: ${JSON.stringify(problems)}`);
  return { ...shown, text };
};

/** The gallery, in the order of the file names; throws for a file that is no template: it ships with the product. */
export const readTemplates = async (folder: string): Promise<readonly StoredTemplate[]> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".yaml"));
  return Promise.all(names.sort().map((name) => read(join(folder, name))));
};

type Inputs = BodyOf<"POST /accounts/:account/templates/:template">["inputs"];
type Value = string | readonly string[];

const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} _./-]*[\p{L}\p{N}]$/u;
const quoted = (text: string): string => {
  if (PLAIN.test(text)) return text;
  return text.includes("\n") ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
};
const asYaml = (value: Value): string =>
  typeof value === "string" ? quoted(value) : `[${value.map(quoted).join(", ")}]`;

/** Keywords as operators paste them: any of the usual marks separates two. */
const keywords = (value: Value): readonly string[] => {
  const list = typeof value === "string" ? value.split(/[、，,；;\n]+/) : value;
  return [...new Set(list.map((one) => one.trim()).filter((one) => one !== ""))];
};
const HOURS = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/;

const filledIn = (input: StoredTemplate["inputs"][number], inputs: Inputs): Value => {
  const given = Object.hasOwn(inputs, input.name) ? inputs[input.name] : undefined;
  const wanted = given ?? input.default;
  const value = input.kind === "keywords" ? keywords(wanted) : String(wanted).trim();
  const isMissing = input.required && value.length === 0;
  const isBad =
    (input.kind === "hours" && !HOURS.test(String(value))) ||
    (input.kind === "number" && !/^-?\d+(\.\d+)?$/.test(String(value)));
  if (isMissing || isBad) throw new Refusal("bad-request", { input: input.name });
  return value;
};

/** Fills a template in; refuses with the name of the input that is missing or unknown. */
export const fillTemplate = (template: StoredTemplate, inputs: Inputs): string => {
  const unknown = Object.keys(inputs).find(
    (name) => !template.inputs.some((one) => one.name === name),
  );
  if (unknown !== undefined) throw new Refusal("bad-request", { input: unknown });
  const values = new Map(template.inputs.map((input) => [input.name, filledIn(input, inputs)]));
  return template.text.replaceAll(
    /\[\[([a-z][a-z0-9-]*)(\.first)?\]\]/g,
    (whole, name: string, first: string | undefined) => {
      const value = values.get(name);
      if (value === undefined) return whole;
      return asYaml(first === undefined || typeof value === "string" ? value : (value[0] ?? ""));
    },
  );
};
