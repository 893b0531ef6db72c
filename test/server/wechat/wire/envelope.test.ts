import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeAesKey,
  openMessage,
  sealMessage,
  writeEnvelope,
} from "../../../../server/wechat/wire/envelope.ts";
import { signSealed } from "../../../../server/wechat/wire/signature.ts";
import { parseXml, textOf } from "../../../../server/wechat/wire/xml.ts";

const appId = "wx0123456789abcdef";
const key = decodeAesKey("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA");
const otherKey = decodeAesKey("IB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE");
const triple = { token: "sandbox_token_01", timestamp: "1763865600", nonce: "2086431577" };
const text =
  "<xml><ToUserName><![CDATA[gh_1f2e3d4c5b6a]]></ToUserName><FromUserName><![CDATA[oSandboxUser000000000000001]]></FromUserName><CreateTime>1763865600</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content><MsgId>24900000000000001</MsgId></xml>";
const sealed =
  "biyR8QmOWQ/hm36MJ+LcEKWqIKuXGbjECz+EFqGfgAhbNRvwOqE6yEkpVsqkfBspptzfDO4AUdtxcBdueBBGsxRy1LpfVG6WeH1md/aHn78L+l+LBkmNIy3plAVTsukm34BGY2OKF6nRs+nyCaVAugpVBKuq5z9vlI6BIH/Cg04hPZ5qcS4vam8+66y9qe+GxdwSS5ibL8Sgg7aEva37LSUprH/wEfytUXIqHa2k1RgN1zGXTz0e1r8qMHlowNBVaN8+PZkwRPmEXxA4pFw9KJoA48nOJ/sVW2vOgWe/g5SeImlevpgnEg5mRQR+A2xzPqhM49LYw/dAPlC8E2kHKv7XAgahIEZWbQu/6vrJLT+zgsdPJ0WmV9geCJOlgyjU565rtdGgEWDpGTexbChF6zP6Ll7tRGSPfAwpo4QkQZM=";
const open = (given: string, keys = [key], id = appId) =>
  openMessage({ sealed: given, appId: id, keys })?.toString() ?? null;

describe("the vector of the contract", () => {
  test("is sealed to the same text", () => {
    const random = Buffer.from("abcdefghijklmnop");
    expect(sealMessage({ text, appId, key, random })).toBe(sealed);
  });
  test("is opened and signed the same", () => {
    expect(open(sealed)).toBe(text);
    expect(signSealed(triple, sealed)).toBe("fec1f67092cb44d11c0433a5ac66b40a2c6d2340");
  });
});

test("what is sealed is opened again, whatever it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (message) => {
      expect(open(sealMessage({ text: message, appId, key }))).toBe(message);
    }),
    { numRuns: 300 },
  );
});

test("every length of text is padded to whole blocks of 32", () => {
  for (let length = 0; length <= 64; length += 1) {
    const message = "x".repeat(length);
    const given = sealMessage({ text: message, appId, key });
    expect(Buffer.from(given, "base64").length % 32).toBe(0);
    expect(open(given)).toBe(message);
  }
});

test("the same text is never sealed to the same bytes twice", () => {
  expect(sealMessage({ text, appId, key })).not.toBe(sealMessage({ text, appId, key }));
});

test("the previous key is tried after the current one", () => {
  expect(open(sealed, [otherKey, key])).toBe(text);
  expect(open(sealed, [otherKey])).toBeNull();
});

test("a message for another appid is not opened", () => {
  expect(open(sealed, [key], "wx0123456789abcdee")).toBeNull();
  expect(open(sealMessage({ text, appId: `${appId}x`, key }))).toBeNull();
  expect(open(sealMessage({ text, appId: "", key }))).toBeNull();
});

test("a cipher text cut anywhere, or none at all, is not opened", () => {
  const bytes = Buffer.from(sealed, "base64");
  for (let length = 0; length < bytes.length; length += 1) {
    expect(open(bytes.subarray(0, length).toString("base64"))).toBeNull();
  }
  expect(open("!!!!")).toBeNull();
});

test("random bytes are never taken for a message and never throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 256 }), (bytes) => {
      expect(open(Buffer.from(bytes).toString("base64"))).toBeNull();
    }),
    { numRuns: 2_000 },
  );
});

test("a key that is none is refused without showing it", () => {
  for (const wrong of ["", "secret", `${"A".repeat(42)}=`, "A".repeat(44)]) {
    expect(() => decodeAesKey(wrong)).toThrow(`received ${wrong.length} characters`);
  }
});

test("an envelope carries the sealed text with its signature, time and nonce", () => {
  const envelope = parseXml(writeEnvelope(triple, sealed));
  expect(textOf(envelope, "Encrypt")).toBe(sealed);
  expect(textOf(envelope, "MsgSignature")).toBe(signSealed(triple, sealed));
  expect(textOf(envelope, "TimeStamp")).toBe("1763865600");
  expect(textOf(envelope, "Nonce")).toBe("2086431577");
});
