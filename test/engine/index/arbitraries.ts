import fc from "fast-check";
import type { InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Rule } from "../../../engine/schema/rule.ts";
import type { When } from "./builders.ts";
import { event, positionEvent, rule, tapEvent, textEvent, voiceEvent } from "./builders.ts";

const LETTERS = [..."aaabbA1Ａ１营业業时間间！!?。 ，,:～é", "e\u0301", "😀", "ﬁ", "İ", "Σ"];
const letter = fc.constantFrom(...LETTERS);
const word = fc.array(letter, { minLength: 1, maxLength: 4 }).map((all) => all.join(""));
const keyword = word.filter((text) => /\S/.test(text));
export const message = fc.array(letter, { maxLength: 12 }).map((all) => all.join(""));
const patternPart = fc.oneof(
  keyword.map((text) => text.replace(/[.?*+^$()[\]{}|\\]/g, "\\$&")),
  fc.constantFrom(
    ".",
    "\\d",
    "[ab]",
    "(?P<x>a+)",
    "(?P<y>营.)",
    "a?",
    "(b|业)",
    "(?i)A",
    "^",
    "$",
    "b{1,2}",
    "(?:aa|业)*",
  ),
);
export const pattern = fc
  .array(patternPart, { minLength: 1, maxLength: 4 })
  .chain((parts) => fc.constantFrom(parts.join(""), parts.join("|")));
const name = fc
  .array(fc.constantFrom("a", "b", "-"), { maxLength: 3 })
  .chain((all) => fc.constantFrom(all.join(""), `${all.join("")}*`, "any"))
  .filter((text) => text !== "");
const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const lat = fc.integer({ min: 305, max: 320 }).map((tenths) => tenths / 10);
const lng = fc.integer({ min: 1205, max: 1220 }).map((tenths) => tenths / 10);

const textRow = fc.oneof(
  { weight: 3, arbitrary: list(keyword).map((has) => ({ text: { has } })) },
  { weight: 3, arbitrary: list(keyword).map((is) => ({ text: { is } })) },
  { weight: 2, arbitrary: list(keyword).map((starts) => ({ text: { starts } })) },
  { weight: 2, arbitrary: list(pattern).map((matches) => ({ text: { matches } })) },
  { weight: 1, arbitrary: fc.constant({ text: { any: true } }) },
);
const nameRow = fc
  .tuple(fc.constantFrom("menu", "follow", "scan", "event"), list(name))
  .map(([use, names]) => ({ [use]: { names } }));
const areaRow = fc.oneof(
  fc.record({
    within: fc.constantFrom("500m", "20km", "80km"),
    of: list(fc.oneof(fc.constantFrom("west", "shops", "places"), fc.record({ lat, lng }))),
  }),
  list(fc.tuple(lat, lng)).map((corners) => ({
    inside: [...corners, [31, 121], [31.5, 121.2], [31.2, 121.7]],
  })),
  fc.constant({ any: true as const }),
);
const locationRow = fc
  .tuple(areaRow, fc.boolean())
  .map(([area, reported]) => ({ location: { ...area, ...(reported ? { reported } : {}) } }));
const plainRow = fc
  .constantFrom("voice", "image", "video", "link", "file", "unfollow", "nothing-matched")
  .map((use) => ({ [use]: { any: true } }));
const row: fc.Arbitrary<When> = fc.oneof(
  { weight: 6, arbitrary: textRow },
  { weight: 3, arbitrary: nameRow },
  { weight: 2, arbitrary: locationRow },
  { weight: 1, arbitrary: plainRow },
) as fc.Arbitrary<When>;

/** Rule sets over a small alphabet, so that much overlaps. */
export const rules: fc.Arbitrary<readonly Rule[]> = fc
  .array(
    fc.record({
      when: fc.array(row, { minLength: 1, maxLength: 3 }),
      priority: fc.constantFrom(50, 50, 50, 0, 60, 100),
      enabled: fc.integer({ min: 0, max: 9 }).map((one) => one > 0),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map(({ when, ...over }, at) => rule(`r${at}`, when, over)));

const channel = fc.constantFrom("a", "ab", "a-b", "b", "-", "any", "aab");
/** Events over the same alphabet. */
export const events: fc.Arbitrary<InboundEvent> = fc.oneof(
  { weight: 8, arbitrary: message.map(textEvent) },
  { weight: 2, arbitrary: fc.option(message).map(voiceEvent) },
  { weight: 1, arbitrary: channel.map(tapEvent) },
  { weight: 2, arbitrary: fc.option(channel).map((one) => event("follow", { channel: one })) },
  { weight: 1, arbitrary: channel.map((one) => event("scan", { channel: one })) },
  { weight: 1, arbitrary: channel.map((one) => event("event", { name: one, fields: {} })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(lat, lng, fc.constantFrom("sent" as const, "reported" as const))
      .map(([y, x, how]) => positionEvent(y, x, how)),
  },
  { weight: 1, arbitrary: fc.constant(event("image", { mediaId: "m", url: "" })) },
  { weight: 1, arbitrary: fc.constant(event("unfollow", {})) },
);

export const PLACES = [
  { id: "west", name: "西店", address: "", lat: 31.2, lng: 121.4, tel: "", list: "shops" },
  { id: "east", name: "东店", address: "", lat: 31.3, lng: 121.6, tel: "", list: "shops" },
  { id: "far", name: "远店", address: "", lat: 30.6, lng: 120.6, tel: "", list: "" },
];
