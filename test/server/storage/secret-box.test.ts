import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeSecretBox } from "../../../server/storage/secret-box.ts";

const key = (n: number): Buffer => Buffer.alloc(32, n);
const box = makeSecretBox([key(1)]);

describe("the secret box", () => {
  it("opens what it sealed, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.string(),
        (plain, context) => {
          expect(box.open(box.seal(plain, context), context)).toBe(plain);
        },
      ),
    );
  });

  it("never seals twice the same way, and shows nothing of the content", () => {
    const sealed = box.seal("wx-secret", "account/coffee");
    expect(sealed).not.toBe(box.seal("wx-secret", "account/coffee"));
    expect(sealed).not.toContain("wx-secret");
  });

  it("refuses a seal of another place, another key, or any changed character", () => {
    const sealed = box.seal("wx-secret", "account/coffee");
    expect(() => box.open(sealed, "account/museum")).toThrow(/secret-unreadable/);
    expect(() => makeSecretBox([key(2)]).open(sealed, "account/coffee")).toThrow(
      /secret-unreadable.*YINGDA_SECRET_KEY/,
    );
    // The last character of a part may hold unused bits, the ones before do not.
    for (const [at, character] of [...sealed].entries()) {
      if (/[.]|$/.test(sealed[at + 1] ?? "$") && character !== ".") continue;
      const changed = `${sealed.slice(0, at)}${character === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
      expect(() => box.open(changed, "account/coffee"), `character ${at}`).toThrow();
    }
    expect(() => box.open("", "account/coffee")).toThrow(/secret-unreadable/);
  });

  it("opens with an old key and seals with the new one", () => {
    const old = box.seal("wx-secret", "c");
    const both = makeSecretBox([key(2), key(1)]);
    expect(both.open(old, "c")).toBe("wx-secret");
    expect(makeSecretBox([key(2)]).open(both.seal("new", "c"), "c")).toBe("new");
  });

  it("refuses a key of another length", () => {
    expect(() => makeSecretBox([Buffer.alloc(16)])).toThrow(/32 bytes/);
  });
});
