import type { Html } from "./html.ts";
import { html } from "./html.ts";
import type { Language } from "./language.ts";
import { say } from "./language.ts";

/** Where style and script of all pages are served. */
export const KIT = "/p/kit";

/** A whole page in the look of WeChat's own. */
export const layout = (page: {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** More for the head. */
  readonly head?: Html;
}): string =>
  html`<!doctype html>
<html lang="${page.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${page.title}</title>
<link rel="stylesheet" href="${KIT}.css">${page.head ?? null}</head>
<body><main>${page.body}</main></body></html>`.text;

/** The end of a task: a mark, what happened, and how to go on. */
export const result = (of: {
  readonly title: string;
  readonly text: string;
  readonly isGood: boolean;
  readonly more?: Html;
}): Html =>
  html`<span class="mark${of.isGood ? "" : " no"}" aria-hidden="true">${of.isGood ? "✓" : "!"}</span>
<h1>${of.title}</h1><p class="lead">${of.text}</p>${of.more ?? null}`;

/** What may be done when a task is over: the browser's own corner leads back to the conversation. */
export const backToChat = (language: Language): Html =>
  html`<p class="note lead">${say(language, "点左上角 × 回到对话。", "Tap × in the corner to go back to the conversation.")}</p>`;
