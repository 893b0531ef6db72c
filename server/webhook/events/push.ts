import type { EventKind, InboundEvent, Json, Names } from "../../../engine/index.ts";
import type { XmlElement } from "../../wechat/wire/xml.ts";

/** A push that no platform would write: an identity missing or standing twice. Answered 400. */
export class MalformedPush extends Error {}

/** What a kind adds to the fields all events have. */
export type Fields<K extends EventKind = EventKind> = {
  [P in K]: { readonly kind: P } & Omit<
    InboundEvent<P>,
    "kind" | "account" | "follower" | "key" | "sentAtMs"
  >;
}[K];
/** Reads one kind of push; `null` when it does not hold what the kind needs: it is then kept as `other`. */
export type ReadFields = (push: XmlElement) => Fields | null;

/** The text of an element that may stand once; `undefined` when it is not there. */
export const find = (push: XmlElement, name: string): string | undefined => {
  let found: string | undefined;
  for (const child of push.children) {
    if (child.name !== name) continue;
    if (found !== undefined) throw new MalformedPush(`${name} stands twice`);
    found = child.text;
  }
  return found;
};

/** As `find`, with `""` for what is not there. */
export const read = (push: XmlElement, name: string): string => find(push, name) ?? "";

/** The element itself, for what has elements inside. */
export const inside = (push: XmlElement, name: string): XmlElement | undefined =>
  push.children.find((child) => child.name === name);

const decimal = /^-?\d{1,12}(\.\d{1,20})?$/;

/** A number as WeChat writes them; `null` for anything else. */
export const number = (text: string): number | null => (decimal.test(text) ? Number(text) : null);

/** A position, `null` unless both are on the globe. */
export const position = (
  latitude: string,
  longitude: string,
): { readonly lat: number; readonly lng: number } | null => {
  const lat = number(latitude);
  const lng = number(longitude);
  if (lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180) return null;
  return { lat, lng };
};

const header = new Set(["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event", "MsgId"]);
const notNames = new Set(["__proto__", "constructor", "prototype"]);

const jsonOf = (element: XmlElement): Json =>
  element.children.length === 0 ? element.text : namesOf(element.children);

const namesOf = (elements: readonly XmlElement[]): Names => {
  const names: Record<string, Json> = {};
  // Sorted, so that the order of the elements does not show.
  for (const name of [...new Set(elements.map((element) => element.name))].sort()) {
    if (notNames.has(name)) continue;
    const values = elements.filter((element) => element.name === name).map(jsonOf);
    names[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return names;
};

/** Everything but the header as own properties: text, lists of what is repeated, and nested names; no number is made of a text. */
export const fieldsOf = (push: XmlElement): Names =>
  namesOf(push.children.filter((child) => !header.has(child.name)));
