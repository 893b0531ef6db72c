import type { Html, Piece } from "./html.ts";
import { html } from "./html.ts";
import type { Visit } from "./page.ts";

/** A form that comes back to its own page, with the token that shows it came from there. */
export const form = (visit: Visit, body: Piece): Html =>
  html`<form method="post" action="${visit.path}"><input type="hidden" name="token" value="${visit.formToken}">${body}</form>`;

/** One line of a form: label and field. */
export const field = (of: {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly type?: "text" | "tel";
  readonly mode?: "numeric" | "tel" | "text";
  readonly most: number;
  readonly complete?: string;
  readonly isRequired?: boolean;
}): Html =>
  html`<div class="cell"><label for="${of.name}">${of.label}</label><input id="${of.name}" name="${of.name}" type="${of.type ?? "text"}" inputmode="${of.mode ?? "text"}" maxlength="${of.most}" value="${of.value ?? ""}" autocomplete="${of.complete ?? "off"}"${of.isRequired === false ? null : html` required`}></div>`;

/** What was wrong with what was sent, read out at once. */
export const mistake = (text: string | null): Html | null =>
  text === null ? null : html`<p class="mistake" role="alert">${text}</p>`;
