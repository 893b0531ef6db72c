import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import type { Json } from "../schema/words.ts";

/** Names that follow from what happened and cannot be set. */
const TAKEN = ["tags", "openid", "channel", "followed-at", "days", "position"];
const Values = Type.Unsafe<Readonly<Record<string, string>>>({
  type: "object",
  minProperties: 1,
  maxProperties: 50,
  propertyNames: {
    pattern: "^[A-Za-z_][A-Za-z0-9_]{0,63}$",
    not: { enum: [...TAKEN, "__proto__", "constructor", "prototype"] },
  },
  additionalProperties: { type: "string", "x-template": "text" },
});

/** `set: { city: 上海 }` */
export const set = defineAction({
  name: "set",
  title: { "zh-CN": "记住资料", en: "Remember" },
  help: {
    "zh-CN": "把资料存在粉丝身上，以后用 follower.名字 取；写成空文本就删掉。",
    en: "Stores values with the follower, read later as follower.NAME; an empty text removes one.",
  },
  group: "follower",
  params: Type.Object({ values: Values }, { additionalProperties: false }),
  short: { schema: Values, expand: (values) => ({ values: values as Record<string, string> }) },
  sentence: { "zh-CN": "记住 {params}", en: "remember {params}" },
  needs: [],
  example: "set: { city: 上海 }",
  run: ({ params }) => ({
    changes: Object.entries(params.values).map(([name, value]: [string, Json]) => ({
      kind: "set",
      name,
      value: typeof value === "string" ? value.trim() : value,
    })),
  }),
});
