import { SaidText } from "../../definitions/shapes.ts";
import { REPLY_TEXT_BYTES } from "../../limits.ts";
import { cutText } from "./cut-text.ts";
import { defineReplyKind } from "./reply-kind.ts";

/** `reply: { text: 您好 }`, written `reply: 您好`. */
export const text = defineReplyKind({
  name: "text",
  title: { "zh-CN": "文字", en: "Text" },
  help: {
    "zh-CN":
      "一段文字，可写 {{ }}，也可按语言分写 { zh_CN: …, en: … }；换行和表情都可以，最多 2048 字节。",
    en: "A text, with {{ }}, or one a language { zh_CN: …, en: … }; line breaks and emoji may stand in it, 2048 bytes at most.",
  },
  params: SaidText,
  needs: [],
  example: "reply: 您好，有什么可以帮您？",
  message: (said) =>
    said.trim() === "" ? null : { kind: "text", text: cutText(said, REPLY_TEXT_BYTES) },
});
