import type { Account } from "../schema/account.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Json } from "../schema/words.ts";
import type { Accept, Heard } from "./accept.ts";
import { acceptedValue, heardIn, isText, numberIn } from "./accept.ts";

/** What of a dialog's question decides over an answer. */
export interface Asking {
  readonly options?: readonly string[];
  readonly accept?: readonly Accept[];
}
/** `not-for-it`: an event that passes by the dialog. */
export type AnswerVerdict =
  | { readonly kind: "taken"; readonly value: Json }
  | { readonly kind: "refused" | "not-for-it" };

/** The label that was meant: written itself, or its number (１ ① "2。" 2 二). A label that is a number comes first. */
const chosenOption = (options: readonly string[], heard: Heard): string | null => {
  const label = options.find((option) => isText(heard, option));
  if (label !== undefined) return label;
  const place = numberIn(/^\((.*)\)$/.exec(heard.bare)?.[1] ?? heard.bare);
  return place === null ? null : (options[Number(place) - 1] ?? null);
};

const DEFAULT_ACCEPT: readonly Accept[] = ["text"];
const savedValue = ({ options, accept }: Asking, heard: Heard): Json => {
  if (options !== undefined) return chosenOption(options, heard);
  for (const one of accept ?? DEFAULT_ACCEPT) {
    const value = acceptedValue(one, heard);
    if (value !== null) return value;
  }
  return null;
};

const MESSAGES: readonly string[] = ["text", "voice", "image", "video", "link", "file"];
const isMessage = (event: InboundEvent): boolean =>
  MESSAGES.includes(event.kind) || (event.kind === "location" && event.how === "sent");

/** Whether an event answers what was asked, and the value to save: a label, plain text, `2026-11-30`, a media id, `{ lat, lng, label }`. */
export const takeAnswer = (
  asking: Asking,
  event: InboundEvent,
  settings: Account,
  nowMs: number,
): AnswerVerdict => {
  const value = savedValue(asking, heardIn(event, settings, nowMs));
  if (value !== null) return { kind: "taken", value };
  return { kind: isMessage(event) ? "refused" : "not-for-it" };
};

/** Whether the follower said one of the account's cancel words. */
export const isCancelled = (event: InboundEvent, settings: Account): boolean => {
  const heard = heardIn(event, settings, 0);
  return settings.texts.cancel.some((word) => isText(heard, word));
};
