import { expect, test } from "vitest";
import { MalformedPush } from "../../../server/webhook/events/push.ts";
import { parseEvent } from "../../../server/webhook/parse-event.ts";
import { parseXml } from "../../../server/wechat/wire/xml.ts";
import {
  expectedEvents,
  expectedMessages,
  expectedOthers,
  expectedPushes,
} from "./expected-events.ts";
import { pushes, pushOf } from "./rig.ts";

const follower = "oAbc1dEfG2hIjK3lMnO4pQrS5tUv";
const parse = (xml: string) => parseEvent(parseXml(xml), "coffee");
const shuffled = (xml: string): string => {
  const elements = xml.slice(5, -6).match(/<(\w+)>[\s\S]*?<\/\1>/g) ?? [];
  return `<xml>${[...elements].reverse().join("\n")}<Unknown><Deep>1</Deep></Unknown></xml>`;
};

test("every push of the contract has an expectation, and none is left over", () => {
  expect([...pushes.keys()].sort()).toEqual(Object.keys(expectedPushes).sort());
});

test.each(Object.entries({ ...expectedMessages, ...expectedEvents }))(
  "%s becomes an event of its kind",
  (name, expected) => {
    expect(parse(pushOf(name))).toMatchObject({ account: "coffee", follower, ...expected });
  },
);

test.each(Object.entries(expectedOthers))(
  "%s is kept as another push with its fields",
  (name, expected) => {
    expect(parse(pushOf(name))).toMatchObject({ account: "coffee", ...expected });
  },
);

test.each(Object.entries({ ...expectedMessages, ...expectedEvents }))(
  "%s means the same in any order, with elements nobody knows",
  (name, expected) => {
    const event = parse(shuffled(pushOf(name)));
    expect(event).toMatchObject(expected);
    expect(event.key).toBe(parse(pushOf(name)).key);
  },
);

test("names of events are compared without case", () => {
  expect(parse(pushOf("scan").replace("SCAN", "scan"))).toEqual(parse(pushOf("scan")));
  expect(parse(pushOf("view").replace("[VIEW]", "[view]"))).toEqual(parse(pushOf("view")));
});

test("all pushes of the contract have keys of their own", () => {
  const keys = [...pushes.values()].map((push) => parse(push).key);
  expect(new Set(keys).size).toBe(keys.length);
});

test("ids longer than a double holds stay text", () => {
  expect(parse(pushOf("text").replace("24900000000000101", "9223372036854775807")).key).toBe(
    "9223372036854775807",
  );
});

test("texts that look like numbers stay as they were sent", () => {
  for (const text of ["007", "1e5", "0x10", " 1.10 "]) {
    expect(parse(pushOf("text").replace("满意", text))).toMatchObject({ text });
  }
});

test("voice without recognition differs from voice that was not understood", () => {
  const voice = pushOf("voice");
  expect(parse(voice.replace(/<Recognition>.*<\/Recognition>/, ""))).toMatchObject({
    recognised: null,
  });
  expect(parse(voice.replace("帮我查一下明天的天气。", ""))).toMatchObject({ recognised: "" });
});

test("two notices of one second are two events, one notice twice is one", () => {
  const notice = pushOf("templatesendjobfinish");
  expect(parse(notice.replace("3012345678", "3012345679")).key).not.toBe(parse(notice).key);
  expect(parse(notice).key).toBe(parse(notice).key);
});

test("the key of a url button fits an index however long the address is", () => {
  const view = pushOf("view").replace("/home", `/${"a".repeat(2000)}`);
  expect(parse(view).key.length).toBeLessThan(160);
  expect(parse(view.replace("aaa]]", "aab]]")).key).not.toBe(parse(view).key);
});

test("events about the account itself have no follower", () => {
  expect(parse(pushOf("verify-expired")).follower).toBeNull();
  expect(parse(pushOf("kf-create-session")).follower).toBe(follower);
});

test("a position that is not on the globe is kept as another push", () => {
  expect(parse(pushOf("location").replace("39.908823", "139.9"))).toMatchObject({
    kind: "other",
    name: "location",
    fields: { Location_X: "139.9" },
  });
});

test("an unknown type of message is kept as another push", () => {
  const device = pushOf("text").replace("[text]", "[device_text]");
  expect(parse(device)).toMatchObject({
    kind: "other",
    name: "device_text",
    fields: { Content: "满意" },
  });
});

test.each([
  ["no sender", (xml: string) => xml.replace(/<FromUserName>.*<\/FromUserName>/, "")],
  [
    "two senders",
    (xml: string) => xml.replace("<MsgId>", "<FromUserName>o2</FromUserName><MsgId>"),
  ],
  ["two texts", (xml: string) => xml.replace("<MsgId>", "<Content>2</Content><MsgId>")],
  ["no time", (xml: string) => xml.replace("1763865637", "yesterday")],
  ["no type", (xml: string) => xml.replace("<![CDATA[text]]>", "")],
])("a push with %s is malformed", (_what, spoil) => {
  expect(() => parse(spoil(pushOf("text")))).toThrow(MalformedPush);
});

test("field names that mean something to objects are left out", () => {
  const push = pushOf("enter-legacy").replace(
    "</xml>",
    "<__proto__><x>1</x></__proto__><constructor>2</constructor></xml>",
  );
  const event = parse(push);
  expect(event).toMatchObject({ kind: "other" });
  expect(event.kind === "other" && Object.keys(event.fields)).toEqual([]);
  expect(({} as { x?: string }).x).toBeUndefined();
});
