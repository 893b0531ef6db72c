import type { zhCn } from "./phone/zh-cn.ts";

/** Languages of the pages; Chinese first. */
export type Lang = "zh-CN" | "en";

/** The phone's words; a language that lacks one does not compile. */
export type PhoneWords = typeof zhCn;
