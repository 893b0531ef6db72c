import { defineTrigger } from "../definitions/definition.ts";
import { filedAny } from "./filed.ts";
import { AnyParams, anyShort } from "./shapes.ts";

/** A voice message, recognised or not. */
export const voice = defineTrigger({
  name: "voice",
  title: { "zh-CN": "收到语音", en: "Voice" },
  help: {
    "zh-CN":
      "粉丝发来的语音，不论是否识别出文字。识别出的文字同时也会触发「收到文字」，并且先于这里。",
    en: "A voice message, recognised or not. What was recognised is a text as well, and text triggers come first.",
  },
  group: "message",
  params: AnyParams,
  short: anyShort,
  sentence: { "zh-CN": "收到语音", en: "voice message" },
  needs: [],
  example: "voice: any",
  on: ["voice"],
  index: () => [filedAny("voice")],
  names: () => ["voice"],
  match: (_, event) => (event.kind === "voice" ? {} : null),
  sample: () => ({ voice: "" }),
});
