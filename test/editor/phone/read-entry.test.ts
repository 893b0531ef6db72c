import { describe, expect, test } from "vitest";
import type { PushFields } from "../../../editor/phone/sandbox/entry.ts";
import { orderOf } from "../../../editor/phone/sandbox/order-of.ts";
import { pushKey } from "../../../editor/phone/sandbox/push-key.ts";
import { ownAddress, readEntry } from "../../../editor/phone/sandbox/read-entry.ts";
import { startSandbox } from "../../../server/sandbox/sandbox.ts";
import { parseEvent } from "../../../server/webhook/parse-event.ts";
import { parseXml, writeXml } from "../../../server/wechat/wire/xml.ts";

const here = new URL("http://localhost:8080/phone/shop");
const base = { id: 1, account: "shop", openid: "o1", atMs: 5, push: "p1", agent: "" };
const did = (fields: PushFields) =>
  readEntry({ ...base, via: "follower", shown: { kind: "did", push: "x", fields } }, here);

const toXml = (fields: PushFields): Parameters<typeof writeXml>[0] =>
  Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "object" ? "" : String(value),
  ]);

describe("a line of the sandbox", () => {
  test.each([
    [{ MsgType: "text", Content: "你好", MsgId: "1" }, { content: { kind: "text", text: "你好" } }],
    [
      { MsgType: "voice", MediaId: "m/1", Recognition: "你好", MsgId: "1" },
      { content: { kind: "voice", src: "/mmbiz/m%2F1/0", heard: "你好" } },
    ],
    [{ MsgType: "voice", MediaId: "m", MsgId: "1" }, { content: { heard: null } }],
    [
      { MsgType: "location", Location_X: 31.2, Location_Y: 121.4, Label: "店", MsgId: "1" },
      { content: { kind: "location", lat: 31.2, lng: 121.4, label: "店" } },
    ],
    [
      { MsgType: "event", Event: "subscribe", EventKey: "qrscene_a" },
      { what: "followed", detail: "a" },
    ],
    [
      { MsgType: "event", Event: "Scan", EventKey: "a" },
      { what: "scanned", detail: "a" },
    ],
    [{ MsgType: "event", Event: "LOCATION", Latitude: 31.2 }, { what: "reported-place" }],
    [
      { MsgType: "event", Event: "scancode_push", ScanCodeInfo: { ScanResult: "7" } },
      { what: "scanned-for-button", detail: "7" },
    ],
    [
      { MsgType: "event", Event: "something_new" },
      { what: "other", detail: "something_new" },
    ],
  ])("reads %j", (fields: PushFields, expected) => {
    expect(did(fields)).toMatchObject(expected);
  });

  test("says what came late, and leaves out what it does not know", () => {
    const shown = { kind: "text", text: "好" } as const;
    expect(readEntry({ ...base, via: "reply", shown }, here)).toMatchObject({ isLate: false });
    expect(readEntry({ ...base, via: "customer-message", shown }, here)).toMatchObject({
      isLate: true,
    });
    expect(
      readEntry({ ...base, via: "reply", shown: { kind: "hologram" } as never }, here),
    ).toBeNull();
  });

  test.each([
    ["http://127.0.0.1:8080/mmbiz/a/0", "/mmbiz/a/0"],
    ["http://localhost:8080/a.png?x=1", "/a.png?x=1"],
    ["http://127.0.0.1:9090/mmbiz/a/0", "http://127.0.0.1:9090/mmbiz/a/0"],
    ["https://elsewhere.example/a.png", "https://elsewhere.example/a.png"],
    ["", ""],
  ])("shortens the address %s of its own server", (url, address) => {
    expect(ownAddress(url, here)).toBe(address);
  });
});

describe("the key of a push", () => {
  test("is the one our own server stores it under, for every kind a phone sends", async () => {
    const sandbox = await startSandbox({ port: 0, file: ":memory:", accounts: [{ id: "shop" }] });
    const acts = [
      { kind: "text", text: "好" },
      { kind: "subscribe", channel: "poster-01", ticket: "t" },
      { kind: "SCAN", channel: "poster-01" },
      { kind: "CLICK", key: "HOURS" },
      { kind: "VIEW", url: "https://coffee.example/menu" },
      { kind: "scancode_waitmsg", key: "CUP", result: "7" },
      { kind: "location", lat: 1, lng: 2 },
      { kind: "unsubscribe" },
    ];
    for (const message of acts)
      await sandbox.core.pusher.push({ account: "shop", from: "小明", message });
    const openid = sandbox.core.followers.openidOf("shop", "小明");
    const lines = sandbox.core.conversation.of("shop", openid, 0, 100);
    expect(lines).toHaveLength(acts.length);
    for (const { shown } of lines) {
      const fields = shown.kind === "did" ? (shown.fields as PushFields) : {};
      const event = parseEvent(parseXml(writeXml(toXml(fields))), "shop");
      expect(pushKey(fields)).toBe(event.key);
    }
    await sandbox.close();
  });

  test("is not guessed when it is too long to stand as it is", () => {
    const EventKey = `https://coffee.example/${"a".repeat(200)}`;
    expect(
      pushKey({ MsgType: "event", Event: "VIEW", FromUserName: "o", CreateTime: 1, EventKey }),
    ).toBeNull();
  });
});

describe("an act", () => {
  test.each([
    [
      { kind: "text", text: "好", option: "7" },
      "/push",
      { message: { kind: "text", text: "好", menuItem: "7" } },
    ],
    [
      { kind: "voice", heard: null },
      "/push",
      { message: { kind: "voice" }, options: { noRecognition: true, slowMs: 2000 } },
    ],
    [
      { kind: "image", data: "AA==", picture: "p" },
      "/push",
      { message: { kind: "image", data: "AA==" } },
    ],
    [{ kind: "scan", scene: "a" }, "/scan", { channel: "a" }],
    [
      { kind: "scan", scene: "http://weixin.qq.com/q/a" },
      "/scan",
      { url: "http://weixin.qq.com/q/a" },
    ],
    [
      { kind: "tap", path: [1, 0], spot: { lat: 1, lng: 2, label: "x" } },
      "/tap",
      { path: [1, 0], lat: 1, lng: 2 },
    ],
    [{ kind: "leave" }, "/unfollow", { options: { slowMs: 2000 } }],
  ] as const)("%j is told to the sandbox", (act, path, body) => {
    expect(orderOf(act, "slow")).toMatchObject({ path, body });
  });
});
