import { diagnosticTables } from "../errors.ts";
import type { DiagnosticRow } from "../schema/diagnostic.ts";
import type { LocalText } from "../schema/words.ts";
import { TEMPLATE_FILTERS, TEMPLATE_TAGS } from "../templates/liquid.ts";
import type { PlainSchema } from "./authored-schema.ts";
import { authoredSchema } from "./authored-schema.ts";
import type { Definition } from "./definition.ts";
import { RULE_HEAD } from "./file-schema.ts";
import { testsSchema } from "./file-schema-tests.ts";
import { shapeInWords } from "./reference-shape.ts";
import { FILTER_WORDS, INPUT_WORDS, REFERENCE_WORDS, TAG_WORDS } from "./reference-words.ts";
import type { Registry } from "./registry.ts";

type Language = keyof LocalText;
type Row = readonly string[];

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => "---"), ...rows]
    .map((row) => `| ${row.map(cell).join(" | ")} |`)
    .join("\n");
const isMap = (value: unknown): value is PlainSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const paramRows = (schema: PlainSchema, language: Language): readonly Row[] => {
  const properties = isMap(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  return Object.entries(properties).flatMap(([name, inner]) => {
    if (!isMap(inner)) return [];
    const fixed = inner.default === undefined ? "" : `\`${String(inner.default)}\``;
    const rest = required.includes(name) ? REFERENCE_WORDS.needed[language] : fixed;
    return [[`\`${name}\``, shapeInWords(inner, language), rest]];
  });
};

const shortOf = ({ short }: Definition, language: Language): readonly string[] =>
  short === undefined
    ? []
    : [
        `${REFERENCE_WORDS.short[language]}: ${shapeInWords(authoredSchema(short.schema), language)}`,
      ];
const rightsOf = ({ needs }: Definition, language: Language): readonly string[] =>
  needs.length === 0 ? [] : [`${REFERENCE_WORDS.rights[language]}: ${needs.join(", ")}`];

const definitionText = (definition: Definition, language: Language): string => {
  const { name, title, help, example, params } = definition;
  const all = paramRows(authoredSchema(params), language);
  // A single parameter is what the short form says already.
  const rows = definition.short !== undefined && all.length === 1 ? [] : all;
  const head = [REFERENCE_WORDS.param, REFERENCE_WORDS.takes, REFERENCE_WORDS.default];
  return [
    `### \`${name}\` ${title[language]}`,
    help[language],
    `\`\`\`yaml\n- ${example.replaceAll("\n", "\n  ")}\n\`\`\``,
    ...shortOf(definition, language),
    ...(rows.length === 0
      ? []
      : [
          table(
            head.map((one) => one[language]),
            rows,
          ),
        ]),
    ...rightsOf(definition, language),
  ].join("\n\n");
};

const factsText = (registry: Registry, language: Language): string =>
  table(
    [REFERENCE_WORDS.name[language], REFERENCE_WORDS.meaning[language]],
    [...registry.facts.values()].map((fact) => [
      `\`${fact.name}\``,
      `**${fact.title[language]}** ${fact.help[language]}`,
    ]),
  );

const operatorsText = (registry: Registry, language: Language): string =>
  table(
    [
      REFERENCE_WORDS.name[language],
      REFERENCE_WORDS.meaning[language],
      REFERENCE_WORDS.value[language],
      REFERENCE_WORDS.on[language],
    ],
    [...registry.operators.values()].map((operator) => [
      `\`${operator.name}\` ${operator.title[language]}`,
      `${operator.help[language]} \`${operator.example}\``,
      shapeInWords(authoredSchema(operator.value), language),
      operator.on
        .map((input) => INPUT_WORDS[input][language])
        .join(language === "en" ? ", " : "、"),
    ]),
  );

const templatesText = (language: Language): string => {
  const head = (first: LocalText): Row => [first[language], REFERENCE_WORDS.meaning[language]];
  const filters = TEMPLATE_FILTERS.map((name) => [`\`${name}\``, FILTER_WORDS[name][language]]);
  const tags = TEMPLATE_TAGS.map((name) => [`\`${name}\``, TAG_WORDS[name][language]]);
  return [
    REFERENCE_WORDS.templatesHelp[language],
    table(head(REFERENCE_WORDS.filters), filters),
    table(head(REFERENCE_WORDS.tags), tags),
  ].join("\n\n");
};

const headText = (language: Language): string => {
  const rows = paramRows(
    authoredSchema({ type: "object", properties: RULE_HEAD, required: ["id"] } as never),
    language,
  );
  return [
    REFERENCE_WORDS.ruleHelp[language],
    table(
      [REFERENCE_WORDS.param, REFERENCE_WORDS.takes, REFERENCE_WORDS.default].map(
        (one) => one[language],
      ),
      rows,
    ),
  ].join("\n\n");
};

const inSchema = (schema: PlainSchema, ...way: readonly string[]): PlainSchema =>
  way.reduce<PlainSchema>((at, key) => {
    const inner = Array.isArray(at[key])
      ? at[key].find((one) => isMap(one) && one.type === "object")
      : at[key];
    return isMap(inner) ? inner : {};
  }, schema);

const testsText = (registry: Registry, language: Language): string => {
  const test = authoredSchema(testsSchema(registry));
  const step = inSchema(test, "properties", "steps", "items");
  const parts: readonly (readonly [string, PlainSchema])[] = [
    ["given", inSchema(test, "properties", "given")],
    ["send", inSchema(step, "properties", "send", "anyOf")],
    ["expect", inSchema(step, "properties", "expect")],
  ];
  const tables = parts.map(([name, schema]) => {
    const rows = paramRows(schema, language).map(([param = "", takes = ""]) => [param, takes]);
    return `**${name}**\n\n${table([REFERENCE_WORDS.param[language], REFERENCE_WORDS.takes[language]], rows)}`;
  });
  return [REFERENCE_WORDS.testsHelp[language], ...tables].join("\n\n");
};

const diagnosticsText = (language: Language): string => {
  const rows = diagnosticTables.flatMap((codes) =>
    Object.entries<DiagnosticRow>(codes).map(([code, { severity, says }]) => [
      `\`${code}\``,
      REFERENCE_WORDS[severity][language],
      says[language],
    ]),
  );
  return table([REFERENCE_WORDS.code[language], "", REFERENCE_WORDS.says[language]], rows);
};

/** The reference page of the language as Markdown, written from the definitions: nothing in it can be out of date. */
export const reference = (registry: Registry, language: Language): string => {
  const words = REFERENCE_WORDS;
  const each = (definitions: Iterable<Definition>): string =>
    [...definitions].map((one) => definitionText(one, language)).join("\n\n");
  const sections: readonly (readonly [LocalText, string])[] = [
    [words.rule, headText(language)],
    [words.triggers, each(registry.triggers.values())],
    [words.actions, each(registry.actions.values())],
    [words.facts, factsText(registry, language)],
    [words.operators, `${words.operatorsHelp[language]}\n\n${operatorsText(registry, language)}`],
    [words.templates, templatesText(language)],
    [words.tests, testsText(registry, language)],
    [words.diagnostics, diagnosticsText(language)],
  ];
  const body = sections.map(([title, text]) => `## ${title[language]}\n\n${text}`);
  return `${[`# ${words.title[language]}`, words.made[language], ...body].join("\n\n")}\n`;
};
