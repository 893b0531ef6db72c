import { Type } from "typebox";
import { PatternText } from "../definitions/shapes.ts";
import type { Account } from "../schema/account.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Json } from "../schema/words.ts";
import { foldText, plainText, stripEnds } from "../text/fold.ts";
import { searchPattern } from "../text/pattern.ts";
import { spokenText } from "../text/spoken-text.ts";
import { wallTime } from "../time/calendar.ts";
import { isDate } from "../time/dates.ts";
import { smallNumber } from "../time/numerals.ts";
import { typedDate } from "../time/typed-date.ts";
import { typedTime } from "../time/typed-time.ts";

const WORDS = [
  ...(["text", "number", "phone", "date", "time", "id-card"] as const),
  ...(["image", "voice", "video", "location", "link", "file"] as const),
] as const;
type Word = (typeof WORDS)[number];
/** What an answer may be: one of the words, a number in a range, one of several texts, or a pattern. */
export type Accept =
  | Word
  | { readonly number: readonly [min: number, max: number] }
  | { readonly is: readonly string[] }
  | { readonly matches: string };

const closed = { additionalProperties: false } as const;
const Keyword = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S", "x-shape": "keyword" });
/** What stands under `accept`: one or a list. */
export const AcceptShape = Type.Unsafe<readonly Accept[]>(
  Type.Array(
    Type.Union([
      Type.Unsafe<Word>({ type: "string", enum: [...WORDS] }),
      Type.Object({ number: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }) }, closed),
      Type.Object({ is: Type.Array(Keyword, { minItems: 1, maxItems: 100 }) }, closed),
      Type.Object({ matches: PatternText }, closed),
    ]),
    { minItems: 1, maxItems: 20 },
  ),
);

/** What an answer is judged by. */
export interface Heard {
  readonly event: InboundEvent;
  /** What was written, or said and understood; `null` for anything else. */
  readonly spoken: string | null;
  /** The same without marks and spaces at its ends: speech ends with a full stop. */
  readonly bare: string;
  readonly settings: Account;
  readonly nowMs: number;
}
export const heardIn = (event: InboundEvent, settings: Account, nowMs: number): Heard => {
  const spoken = spokenText(event);
  return { event, spoken, bare: stripEnds(plainText(spoken ?? "")), settings, nowMs };
};

/** Folded, with and without the marks at its ends: `好的！` is `好的`. */
export const isText = (heard: Heard, wanted: string): boolean => {
  if (heard.spoken === null) return false;
  const traditional = heard.settings.foldTraditional;
  const word = foldText(wanted, traditional);
  const text = foldText(heard.spoken, traditional);
  return word !== "" && (text === word || stripEnds(text) === word);
};

const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** A number as it was typed, so that `007` stays; 三 and 二十, as speech often has them, in digits. */
export const numberIn = (bare: string): string | null => {
  if (NUMBER.test(bare)) return bare;
  return smallNumber(bare)?.toString() ?? null;
};
const number = ({ bare }: Heard, [min, max]: readonly [number, number]): string | null => {
  const found = numberIn(bare);
  return found !== null && Number(found) >= min && Number(found) <= max ? found : null;
};

/** A mobile number of the mainland: eleven digits, written with spaces, dashes or +86 or not. */
export const phoneIn = (bare: string): string | null =>
  /^(?:\+?86)?(1[3-9]\d{9})$/.exec(bare.replaceAll(/[\s-]/g, ""))?.[1] ?? null;

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A citizen's number of 18 signs whose birthday exists and whose last sign is right (GB 11643-1999, ISO 7064 MOD 11-2). */
export const idCardIn = (bare: string): string | null => {
  const id = bare.replaceAll(/\s/g, "").toUpperCase();
  const [, year, month, day] = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(id) ?? [];
  if (!isDate(`${year}-${month}-${day}`)) return null;
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return "10X98765432"[sum % 11] === id[17] ? id : null;
};

const text = ({ spoken }: Heard): string | null => {
  const plain = plainText(spoken ?? "");
  return plain === "" ? null : plain;
};
const mediaId =
  (kind: "image" | "voice" | "video") =>
  ({ event }: Heard): string | null =>
    event.kind === kind && "mediaId" in event ? event.mediaId : null;
const location = ({ event }: Heard): Json => {
  if (event.kind === "location" && event.how === "sent")
    return { lat: event.lat, lng: event.lng, label: event.label };
  const picked = event.kind === "menu" ? event.position : null;
  return picked === null ? null : { lat: picked.lat, lng: picked.lng, label: picked.label };
};

const WORD: { readonly [W in Word]: (heard: Heard) => Json } = {
  text,
  number: (heard) => number(heard, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]),
  phone: ({ bare }) => phoneIn(bare),
  date: ({ bare, nowMs, settings }) => typedDate(bare, wallTime(nowMs, settings.timezone).date),
  time: ({ bare }) => typedTime(bare),
  "id-card": ({ bare }) => idCardIn(bare),
  image: mediaId("image"),
  voice: mediaId("voice"),
  video: mediaId("video"),
  location,
  link: ({ event }) => (event.kind === "link" ? event.url : null),
  file: ({ event }) => (event.kind === "file" ? event.title : null),
};

/** The value that is saved for an answer, or `null` if this is not what was asked for. */
export const acceptedValue = (accept: Accept, heard: Heard): Json => {
  if (typeof accept === "string") return WORD[accept](heard);
  if ("number" in accept) return number(heard, accept.number);
  if ("is" in accept) return accept.is.find((wanted) => isText(heard, wanted)) ?? null;
  const plain = text(heard);
  return plain !== null && searchPattern(accept.matches, plain) !== null ? plain : null;
};
