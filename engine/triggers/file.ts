import { defineTrigger } from "../definitions/definition.ts";
import { filedAny } from "./filed.ts";
import { AnyParams, anyShort } from "./shapes.ts";

/** A file that a follower sends. */
export const file = defineTrigger({
  name: "file",
  title: { "zh-CN": "收到文件", en: "File" },
  help: {
    "zh-CN": "粉丝发来的文件。文件名是 {{ message.title }}。",
    en: "A file that a follower sends; its name is {{ message.title }}.",
  },
  group: "message",
  params: AnyParams,
  short: anyShort,
  sentence: { "zh-CN": "收到文件", en: "file" },
  needs: [],
  example: "file: any",
  on: ["file"],
  index: () => [filedAny("file")],
  names: () => ["file"],
  match: (_, event) => (event.kind === "file" ? {} : null),
  sample: () => ({ file: "any" }),
});
