import { decrypt, encrypt, getJsApiSignature, getSignature } from "@wecom/crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { signJsSdk } from "../../server/wechat/api/js-sdk.ts";
import { decodeAesKey, openMessage, sealMessage } from "../../server/wechat/wire/envelope.ts";
import { isSealSignedBy, signSealed } from "../../server/wechat/wire/signature.ts";

// A package that others wrote; both sides must mean the same bytes.
const encodingAesKey = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";
const key = decodeAesKey(encodingAesKey);
const appId = "wx0123456789abcdef";
const texts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 });
const token = fc.stringMatching(/^[a-zA-Z0-9]{3,32}$/);
const digits = fc.stringMatching(/^[1-9][0-9]{5,9}$/);

test("@wecom/crypto opens what we seal", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const opened = decrypt(encodingAesKey, sealMessage({ text, appId, key }));
      expect(opened).toMatchObject({ message: text, id: appId });
    }),
    { numRuns: 300 },
  );
});

test("we open what @wecom/crypto seals", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const sealed = encrypt(encodingAesKey, text, appId);
      expect(openMessage({ sealed, appId, keys: [key] })?.toString()).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test("both sign a sealed message and a page the same", () => {
  fc.assert(
    fc.property(token, digits, digits, texts, (secret, timestamp, nonce, text) => {
      const triple = { token: secret, timestamp, nonce };
      const sealed = sealMessage({ text, appId, key });
      const theirs = getSignature(secret, timestamp, nonce, sealed);
      expect(signSealed(triple, sealed)).toBe(theirs);
      expect(isSealSignedBy(triple, sealed, theirs)).toBe(true);
      const url = `https://shop.example/p?a=${timestamp}`;
      const page = { url, ticket: nonce, timestamp: Number(timestamp), nonceStr: secret };
      expect(signJsSdk(nonce, { url, nonceStr: secret, timestamp: Number(timestamp) })).toBe(
        getJsApiSignature(page).signature,
      );
    }),
    { numRuns: 300 },
  );
});
