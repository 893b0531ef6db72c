import type { PluginData, Rule } from "../../engine/index.ts";

/** What reaches out of the product: http, hooks, plugins. */
const OWN = ["http", "forward"] as const;
export const isCodeAction = (name: string, plugins: readonly PluginData[]): boolean =>
  (OWN as readonly string[]).includes(name) ||
  plugins.some((one) => one.kind === "action" && one.name === name);
const namesOf = (plugins: readonly PluginData[]): readonly string[] => [
  ...OWN,
  ...plugins.flatMap((one) => (one.kind === "action" ? [one.name] : [])),
];

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
/** Stretches of a text that look like such an action: its line and what is indented below. */
const stretches = (text: string, names: readonly string[]): readonly string[] => {
  const key = new RegExp(`(?:^|[\\s{,"'-])(?:${names.join("|")})["']?[ \\t]*:`);
  const lines = text.split("\n");
  return lines.flatMap((line, at) => {
    if (!key.test(line)) return [];
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((one) => one.trim() !== "" && indentOf(one) <= indentOf(line));
    const block = [line, ...(end < 0 ? rest : rest.slice(0, end))];
    return [
      block
        .map((one) => one.trim())
        .filter((one) => one !== "")
        .join("\n"),
    ];
  });
};
/** Whether a text brings an action that reaches out and that did not stand there like this before. A first look: publishing looks at what was read. */
export const bringsCode = (
  text: string,
  before: string | null,
  plugins: readonly PluginData[],
): boolean => {
  const names = namesOf(plugins);
  const known = stretches(before ?? "", names);
  return stretches(text, names).some((one) => !known.includes(one));
};

/** The rows of a rule that reach out, as they were read. */
const codeRows = (rule: Rule | undefined, plugins: readonly PluginData[]): readonly string[] => {
  const rows: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("use" in value && "params" in value && isCodeAction(String(value.use), plugins))
      rows.push(JSON.stringify([value.use, value.params]).replaceAll(/"path":"[^"]*",?/g, ""));
    for (const inner of Object.values(value)) walk(inner);
  };
  walk([rule?.then, rule?.else]);
  return rows;
};
/** Whether `after` reaches out in a way that `before` did not. */
export const addsCode = (
  before: ReadonlyMap<string, Rule>,
  after: ReadonlyMap<string, Rule>,
  plugins: readonly PluginData[],
): boolean =>
  [...after].some(([id, rule]) => {
    const known = codeRows(before.get(id), plugins);
    return codeRows(rule, plugins).some((row) => !known.includes(row));
  });
