import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signHook } from "../../../server/callers/sign-hook.ts";
import { isSigned } from "../../../server/hooks/signature.ts";

/** The vector of the standard's own libraries (standard-webhooks, `libraries/javascript`). */
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const STAMP = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330" };
const BODY = '{"test": 2432232314}';
const SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const NOW_MS = 1_614_265_330_000;

const given = (of: object = {}) => ({
  stamp: STAMP,
  signatures: SIGNATURE,
  body: BODY,
  ...of,
});

describe("a signature", () => {
  it("is that of the standard's own libraries", () => {
    expect(signHook(SECRET, { id: STAMP.id, atMs: NOW_MS, body: BODY })).toEqual({
      "webhook-id": STAMP.id,
      "webhook-timestamp": STAMP.timestamp,
      "webhook-signature": SIGNATURE,
    });
    expect(isSigned("", given(), NOW_MS)).toBe(false);
  });

  it("is taken within five minutes, alone or beside another one", () => {
    expect(isSigned(SECRET, given(), NOW_MS)).toBe(true);
    expect(isSigned(SECRET, given({ signatures: `v1,AAAA ${SIGNATURE}` }), NOW_MS)).toBe(true);
    expect(isSigned(SECRET, given(), NOW_MS + 300_000)).toBe(true);
    expect(isSigned(SECRET, given(), NOW_MS + 300_001)).toBe(false);
    expect(isSigned(SECRET, given(), NOW_MS - 300_001)).toBe(false);
  });

  it.each([
    ["no signature", { signatures: "" }],
    ["another version", { signatures: SIGNATURE.replace("v1", "v2") }],
    ["another body", { body: `${BODY} ` }],
    ["another id", { stamp: { ...STAMP, id: "msg_2" } }],
    ["an id with a space", { stamp: { ...STAMP, id: "msg 2" } }],
    ["a time that is none", { stamp: { ...STAMP, timestamp: "now" } }],
  ])("is refused: %s", (_, of) => {
    expect(isSigned(SECRET, given(of), NOW_MS)).toBe(false);
  });

  it("of any changed byte is refused", () => {
    fc.assert(
      fc.property(fc.nat({ max: BODY.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const code = (BODY.charCodeAt(at) + by) % 256;
        const body = BODY.slice(0, at) + String.fromCharCode(code) + BODY.slice(at + 1);
        return !isSigned(SECRET, given({ body }), NOW_MS);
      }),
    );
  });
});
