import { defineTrigger } from "../definitions/definition.ts";
import { filedAny } from "./filed.ts";
import { AnyParams, anyShort } from "./shapes.ts";

/** The name it is filed under; no event goes by it, `fallbacks` asks for it. */
export const NOTHING_MATCHED = "nothing-matched";

/** A message that no other rule answered; never tried among the candidates. */
export const nothingMatched = defineTrigger({
  name: NOTHING_MATCHED,
  title: { "zh-CN": "没有规则回答", en: "Nothing matched" },
  help: {
    "zh-CN":
      "粉丝发来消息，而没有任何规则回答。只对消息（文字、语音、图片、视频、链接、文件、位置）有效，不对事件；人工客服接待中不触发。",
    en: "A message that nothing else answered. Only for messages (text, voice, image, video, link, file, sent position), never for events, and not while an agent has the conversation.",
  },
  group: "other",
  params: AnyParams,
  short: anyShort,
  sentence: { "zh-CN": "没有规则回答", en: "nothing matched" },
  needs: [],
  example: "nothing-matched",
  on: [],
  index: () => [filedAny(NOTHING_MATCHED)],
  match: () => null,
  sample: () => null,
});
