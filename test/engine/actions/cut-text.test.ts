import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText } from "../../../engine/actions/replies/cut-text.ts";
import { REPLY_TEXT_BYTES } from "../../../engine/limits.ts";
import { utf8Bytes } from "../../../engine/text/utf8-bytes.ts";
import { runAction } from "./step.ts";

describe("a text that is too long", () => {
  it("is cut between characters, to what fits with the mark", () => {
    expect(cutText("好".repeat(5), 12)).toBe("好好好…");
    expect(cutText("好".repeat(4), 12)).toBe("好好好好");
    expect(cutText("😀😀", 7)).toBe("😀…");
  });

  it("never has more bytes than allowed, and is a beginning of what it was", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 3, max: 40 }), (text, bytes) => {
        const cut = cutText(text, bytes);
        expect(utf8Bytes(cut)).toBeLessThanOrEqual(bytes);
        if (utf8Bytes(text) <= bytes) expect(cut).toBe(text);
        else expect(text.startsWith(cut.slice(0, -1))).toBe(true);
        expect(cut).toBe(cut.toWellFormed());
      }),
    );
  });

  it("still goes out: a reply and a question whose templates printed too much", async () => {
    const long = "好".repeat(REPLY_TEXT_BYTES);
    for (const [name, params] of [
      ["reply", { text: long }],
      ["ask", { question: long, timeout: "30m", tries: 3, secret: false }],
    ] as const) {
      const [message] = (await runAction(name, params)).say ?? [];
      const text = message?.kind === "text" ? message.text : "";
      expect(text.endsWith("…")).toBe(true);
      expect(utf8Bytes(text)).toBeLessThanOrEqual(REPLY_TEXT_BYTES);
    }
  });
});
