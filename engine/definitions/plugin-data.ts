import type { Static } from "typebox";
import { Type } from "typebox";

const closed = { additionalProperties: false } as const;
const choice = <T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: "string", enum: values });
const Text = Type.String({ maxLength: 2_000 });
const BothLanguages = Type.Object({ "zh-CN": Text, en: Text }, closed);
const NAME = "^[a-z][a-z0-9-]{0,63}$";
const CAPTURED = "^[A-Za-z_][A-Za-z0-9_]*$";
const SchemaData = Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object" });

/** A short form as data: the value becomes the parameter `as`, beside the fixed ones of `rest`. */
const ShortData = Type.Object(
  { schema: SchemaData, as: Type.String({ minLength: 1 }), rest: SchemaData },
  closed,
);
const shared = {
  /** The file it stands in, without `.ts`. */
  plugin: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$" }),
  name: Type.String({ pattern: NAME }),
  title: BothLanguages,
  help: BothLanguages,
  group: Type.String({ minLength: 1, maxLength: 64 }),
};
/** A plugin's action, as its process hands it up. */
export const PluginActionData = Type.Object(
  {
    kind: Type.Literal("action"),
    ...shared,
    params: SchemaData,
    short: Type.Union([ShortData, Type.Null()]),
    sentence: BothLanguages,
    needs: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 }),
    example: Text,
    traits: Type.Array(choice("speaks", "without-follower", "answers"), { maxItems: 3 }),
    captures: Type.Array(Type.String({ pattern: CAPTURED }), { maxItems: 50 }),
    canSimulate: Type.Boolean(),
  },
  closed,
);
/** A plugin's fact, as its process hands it up. */
export const PluginFactData = Type.Object(
  {
    kind: Type.Literal("fact"),
    ...shared,
    value: SchemaData,
    on: choice("text", "number", "time", "list", "place"),
    canSimulate: Type.Boolean(),
  },
  closed,
);
export type PluginActionData = Static<typeof PluginActionData>;
export type PluginFactData = Static<typeof PluginFactData>;
/** What one plugin defines, as data: it travels from its process to the server, and on to the editor. */
export type PluginData = PluginActionData | PluginFactData;

/** How long a call to a plugin may take, in ms. */
export const PLUGIN_DEADLINE_MS = 3_000;
