import type { IncomingMessage } from "node:http";
import type { LocalText } from "../../engine/index.ts";

export type Language = keyof LocalText;

/** The language of the follower's WeChat, as its browser says; Chinese unless it asks for English first. */
export const languageOf = ({ headers }: IncomingMessage): Language =>
  /^\s*en\b/i.test(headers["accept-language"] ?? "") ? "en" : "zh-CN";

/** Picks a text. */
export const say = (language: Language, zh: string, en: string): string =>
  language === "en" ? en : zh;
