import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import { filedNames, isNamed, namesOf, sampleName } from "./filed.ts";
import { namesParams, namesShort } from "./shapes.ts";

const EventName = Type.String({ minLength: 1, maxLength: 128 });

/** A page, a plugin or the API says that something happened. */
export const event = defineTrigger({
  name: "event",
  title: { "zh-CN": "发生事件", en: "Event" },
  help: {
    "zh-CN":
      "网页、插件或接口报告的事件，例如 bound（已绑定）。末尾可用 *，any 表示任意事件；事件带来的数据是 {{ event.名称 }}。",
    en: "Something that a page, a plugin or the API reports, such as bound. A trailing * may end its name, any stands for every event; what it carries is {{ event.NAME }}.",
  },
  group: "other",
  params: namesParams(EventName),
  short: namesShort(EventName),
  sentence: { "zh-CN": "发生事件「{params.names}」", en: 'event "{params.names}"' },
  needs: [],
  example: "event: bound",
  on: ["event"],
  index: (params) => filedNames("event", params.names),
  names: (happened) => (happened.kind === "event" ? namesOf("event", happened.name) : []),
  match: (params, happened) =>
    happened.kind === "event" && isNamed(params.names, happened.name) ? {} : null,
  sample: (params) => ({ event: { name: sampleName(params.names) ?? "bound" } }),
});
