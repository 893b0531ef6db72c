import type { Account, MenuButton, PluginData, Registry, Rule } from "../../engine/index.ts";
import { OWN_DESKS, OWN_PAGES, ruleFileSchema } from "../../engine/index.ts";
import { isCodeAction } from "./code-right.ts";
import type { AccountNames, DefinitionList } from "./contract.ts";
import { familyOf } from "./families.ts";

type Plain = Readonly<Record<string, unknown>>;
const plain = (schema: object): Plain => JSON.parse(JSON.stringify(schema)) as Plain;

const buttonsOf = ({ menu, conditionalMenus }: Account): readonly MenuButton[] =>
  [menu, ...conditionalMenus.map((one) => one.menu)]
    .flat()
    .flatMap((button) => [button, ...(button.sub ?? [])]);
const named = (list: readonly { readonly id: string; readonly name: string }[]) =>
  list.map(({ id, name }) => ({ id, name }));
const sortedSet = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** Tags that rules set or ask for, beside those of the account. */
const tagsIn = (rules: readonly Rule[]): readonly string[] => {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const row = value as { readonly use?: unknown; readonly params?: { readonly names?: unknown } };
    const { names } = row.params ?? {};
    if ((row.use === "tag" || row.use === "untag") && Array.isArray(names))
      found.push(...names.filter((name): name is string => typeof name === "string"));
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(rules.map(({ then, else: other }) => [then, other]));
  return found.filter((name) => !name.includes("{{"));
};

/** What the rules of an account may point to. */
export const namesOf = (
  account: Account,
  rules: readonly Rule[],
  media: readonly string[],
): AccountNames => {
  const keys = new Map<string, string>();
  for (const { key, name } of buttonsOf(account)) if (key !== undefined) keys.set(key, name);
  return {
    rules: named(rules),
    channels: named(account.channels),
    places: named(account.places),
    pictures: named(account.pictures),
    products: named(account.products),
    pages: [
      ...OWN_PAGES.map((id) => ({ id, name: "" })),
      ...(account.pages ?? []).map(({ id, title }) => ({ id, name: title })),
    ],
    menuKeys: [...keys].map(([id, name]) => ({ id, name })),
    tags: sortedSet([...account.tags, ...tagsIn(rules)]),
    hooks: [...account.hooks],
    templates: Object.keys(account.templates),
    vars: Object.keys(account.vars),
    groups: sortedSet(rules.map(({ group }) => group).filter((group) => group !== "")),
    media: [...media],
  };
};

/** What each kind of resource may be called here; channels and menu keys may live on the platform as well. */
const RESOURCES: Readonly<Record<string, (names: AccountNames) => readonly string[]>> = {
  rule: ({ rules }) => rules.map(({ id }) => id),
  channel: ({ channels }) => channels.map(({ id }) => id),
  place: ({ places }) => places.map(({ id }) => id),
  picture: ({ pictures }) => pictures.map(({ id }) => id),
  product: ({ products }) => products.map(({ id }) => id),
  "menu-key": ({ menuKeys }) => menuKeys.map(({ id }) => id),
  page: ({ pages }) => pages.map(({ id }) => id),
  tag: ({ tags }) => tags,
  hook: ({ hooks }) => hooks,
  desk: ({ hooks }) => [...OWN_DESKS, ...hooks],
  "notice-template": ({ templates }) => templates,
  media: ({ media }) => media,
};

const isMap = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** Completion offers `examples`; they refuse nothing. */
const fillIn = (value: unknown, names: AccountNames): unknown => {
  if (Array.isArray(value)) return value.map((one) => fillIn(one, names));
  if (!isMap(value)) return value;
  const filled = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, fillIn(inner, names)]),
  );
  const resource = value["x-resource"];
  const list = typeof resource === "string" ? RESOURCES[resource]?.(names) : undefined;
  if (list === undefined || list.length === 0) return filled;
  return { ...filled, examples: list };
};

/** The schema of a rule file with this account's names in it. */
export const liveSchema = (
  registry: Registry,
  names: AccountNames,
  language: "zh-CN" | "en",
): Plain => fillIn(plain(ruleFileSchema(registry, language)), names) as Plain;

const isIn = (plugins: readonly PluginData[], kind: "action" | "fact", name: string): boolean =>
  plugins.some((one) => one.kind === kind && one.name === name);

/** Every definition as data; a plugin's looks like our own. */
export const definitionList = (
  registry: Registry,
  plugins: readonly PluginData[],
): DefinitionList => {
  const { definitions: shared } = plain(ruleFileSchema(registry)) as {
    readonly definitions?: unknown;
  };
  const written = (one: ReturnType<Registry["triggers"]["get"]> & object) => ({
    name: one.name,
    title: one.title,
    help: one.help,
    group: one.group,
    params: plain(one.params),
    short: one.short === undefined ? null : plain(one.short.schema),
    sentence: one.sentence,
    needs: [...one.needs],
    example: one.example,
  });
  return {
    triggers: [...registry.triggers.values()].map((one) => ({
      ...written(one),
      isPlugin: false,
      on: [...one.on],
      family: familyOf({ use: one.name, params: {} }),
    })),
    actions: [...registry.actions.values()].map((one) => ({
      ...written(one as never),
      isPlugin: isIn(plugins, "action", one.name),
      traits: [...(one.traits ?? [])],
      isCode: isCodeAction(one.name, plugins),
    })),
    operators: [...registry.operators.values()].map((one) => ({
      name: one.name,
      title: one.title,
      help: one.help,
      group: one.group,
      value: plain(one.value),
      on: [...one.on],
      sentence: one.sentence,
      example: one.example,
    })),
    facts: [...registry.facts.values()].map((one) => ({
      name: one.name,
      title: one.title,
      help: one.help,
      group: one.group,
      value: plain(one.value),
      on: one.on,
      isPlugin: isIn(plugins, "fact", one.name),
    })),
    plugins: [...plugins],
    shared: isMap(shared) ? shared : {},
  };
};
