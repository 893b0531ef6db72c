import { isDeepStrictEqual } from "node:util";
import type { PluginRefusal } from "./messages.ts";

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A definition that cannot be handed up as data. */
export class RefusedDefinition extends Error {
  readonly refusal: PluginRefusal;
  constructor(code: PluginRefusal["code"], name: string, reason: string) {
    super(reason);
    this.name = "RefusedDefinition";
    this.refusal = { code, name, reason, line: 1, column: 1 };
  }
}

const bothLanguages = (text: unknown, otherwise: Fields): unknown => {
  if (text === undefined) return otherwise;
  return typeof text === "string" ? { "zh-CN": text, en: text } : text;
};
const same = (text: string): Fields => ({ "zh-CN": text, en: text });
/** Plain JSON, without typebox's own marks. */
const plain = (value: unknown): unknown =>
  value === undefined ? null : JSON.parse(JSON.stringify(value));

/** A slip in a parameter's name is refused, unless the author means to take any. */
const closed = (params: unknown): unknown =>
  isFields(params) ? { additionalProperties: false, ...params } : params;

const samplesOf = (schema: unknown): readonly unknown[] => {
  const type = isFields(schema) ? schema.type : undefined;
  if (type === "number" || type === "integer") return [404_871, 917_243];
  if (type === "array") return [[" Sample 甲 "], [" Sample 乙 ", "丙"]];
  if (type === "boolean") return [true, false];
  return [" Sample 甲 ", " Sample 乙 "];
};

const placeIn = (
  expand: (value: unknown) => unknown,
  sample: unknown,
): readonly [string, Fields] | null => {
  const params = expand(sample);
  if (!isFields(params)) return null;
  const places = Object.keys(params).filter((name) => isDeepStrictEqual(params[name], sample));
  const [as] = places;
  if (as === undefined || places.length > 1) return null;
  return [as, Object.fromEntries(Object.entries(params).filter(([name]) => name !== as))];
};

/**
 * A short form as data. The rules are compiled without the plugin's code, so `expand` may only put the
 * value into one parameter, beside fixed ones; which one is found by trying it with two samples.
 */
const describeShort = (name: string, short: unknown): unknown => {
  if (short === undefined) return null;
  const refuse = (reason: string) => new RefusedDefinition("plugin-short", name, reason);
  if (!isFields(short) || !isFields(short.schema) || typeof short.expand !== "function") {
    throw refuse("short is { schema, expand }");
  }
  const expand = short.expand as (value: unknown) => unknown;
  const places = samplesOf(short.schema).map((sample) => {
    try {
      return placeIn(expand, sample);
    } catch {
      return null;
    }
  });
  const [first, second] = places;
  if (!first || !second || !isDeepStrictEqual(first, second)) {
    throw refuse(
      "short.expand may only put the value into one parameter: (value) => ({ names: value })",
    );
  }
  const [as, rest] = first;
  return { schema: plain(short.schema), as, rest: plain(rest) };
};

const describeAction = (plugin: string, shared: Fields, action: Fields): Fields => {
  const name = String(action.name);
  if (typeof action.run !== "function") {
    throw new RefusedDefinition("plugin-definition", name, "run is missing");
  }
  const title = isFields(shared.title) ? shared.title : same(name);
  return {
    kind: "action",
    plugin,
    ...shared,
    params: closed(plain(action.params)),
    short: describeShort(name, action.short),
    sentence: bothLanguages(action.sentence, title),
    needs: plain(action.needs ?? []),
    example: action.example ?? `${name}: …`,
    traits: plain(action.traits ?? ["speaks"]),
    captures: plain(action.captures ?? []),
    canSimulate: typeof action.simulate === "function",
  };
};

const describeFact = (plugin: string, shared: Fields, fact: Fields): Fields => {
  if (typeof fact.read !== "function") {
    throw new RefusedDefinition("plugin-definition", String(fact.name), "read is missing");
  }
  const canSimulate = typeof fact.simulate === "function";
  return { kind: "fact", plugin, ...shared, value: plain(fact.value), on: fact.on, canSimulate };
};

/** Whether an export is what `defineAction` or `defineFact` of `yingda/plugin` gave. */
export const isPlugged = (value: unknown): value is Fields =>
  isFields(value) && (value.pluginKind === "action" || value.pluginKind === "fact");

/** One definition as data, defaults written out; the server checks its shape. Throws `RefusedDefinition`. */
export const describe = (plugin: string, definition: Fields): Fields => {
  const name = String(definition.name);
  const shared = {
    name: definition.name,
    title: bothLanguages(definition.title, same(name)),
    help: bothLanguages(definition.help, same("")),
    group: definition.group ?? "plugin",
  };
  return definition.pluginKind === "action"
    ? describeAction(plugin, shared, definition)
    : describeFact(plugin, shared, definition);
};
