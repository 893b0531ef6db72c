import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";

const Name = Type.String({ minLength: 1, maxLength: 200, "x-template": "text" });

/** `record: 值机` */
export const record = defineAction({
  name: "record",
  title: { "zh-CN": "记一笔", en: "Record" },
  help: {
    "zh-CN": "在统计里记一次：名称，可带一个值；统计页按名称看次数。",
    en: "Counts once in the analysis: a name, perhaps with a value; the analysis page shows how often by name.",
  },
  group: "data",
  params: Type.Object(
    { name: Name, value: Type.Optional(Type.String({ "x-template": "text" })) },
    { additionalProperties: false },
  ),
  short: { schema: Name, expand: (name) => ({ name: name as string }) },
  sentence: { "zh-CN": "统计「{params.name}」", en: 'record "{params.name}"' },
  needs: [],
  example: "record: 值机",
  traits: ["without-follower"],
  run: ({ params }) => {
    const name = params.name.trim();
    if (name === "") return {};
    return { effects: [{ kind: "record", name, value: params.value ?? null }] };
  },
});
