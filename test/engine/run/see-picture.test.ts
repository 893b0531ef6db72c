import { describe, expect, it } from "vitest";
import type { CallAnswer, Json } from "../../../engine/index.ts";
import { rulesFrom, talkTo } from "../../rule-set.ts";
import { compile } from "../compiler/check/compile.ts";

const PICTURES = {
  name: "pictures.yaml",
  text: `pictures:
  - { id: cover-01, name: 清明上河图, file: one.jpg, text: 北宋 }
  - { id: cover-02, name: 千里江山图, file: two.jpg }`,
};
const RULES = `
  - { id: first, name: 一, when: [{ image: { like: cover-01 } }], then: [{ reply: '{{ picture.name }} {{ picture.text }}' }] }
  - { id: every, name: 库里的, when: [{ image: { like: any } }], then: [{ reply: '库里的{{ picture.id }}' }] }
  - { id: photo, name: 照片, when: [{ image: any }], then: [{ reply: 照片 }] }`;
const seen = (...all: readonly (readonly [file: string, score: number])[]): CallAnswer => ({
  ok: true,
  value: {
    threshold: 0.7,
    seen: all.map(([file, score]) => ({ file, score, isSame: score >= 0.7 })),
  },
});

/** Sends a photo that shows this; the answer, the trace, and what was asked. */
const show = async (told: CallAnswer, rules = RULES, files = [PICTURES]) => {
  const asked: Json[] = [];
  const { send } = talkTo(rulesFrom({ rules, files }), {
    lookAt: async ({ kind, args }) => {
      asked.push([kind, args]);
      return told;
    },
  });
  const turn = await send({ kind: "image", picture: "photo.jpg" });
  const said = turn.seen.map((one) => (one.kind === "text" ? one.text : one.kind));
  return { said, steps: turn.outcome.trace.steps, asked };
};

describe("a picture", () => {
  it("is compared with the library, and what it shows answers", async () => {
    const { said, steps } = await show(seen(["one.jpg", 0.91], ["two.jpg", 0.4]));
    expect(said).toEqual(["清明上河图 北宋"]);
    expect(steps[0]).toEqual({
      ...{ kind: "picture", picture: "cover-01", verdict: "recognised" },
      ...{ score: 0.91, threshold: 0.7, runnerUp: { picture: "cover-02", score: 0.4 } },
    });
    expect((await show(seen(["two.jpg", 0.8]))).said).toEqual(["库里的cover-02"]);
  });
  it("stays a picture when it shows nothing known, or a file that no entry names any more", async () => {
    const unsure = await show(seen(["one.jpg", 0.6]));
    expect(unsure.said).toEqual(["照片"]);
    expect(unsure.steps[0]).toMatchObject({ verdict: "refused", picture: "cover-01", score: 0.6 });
    const gone = await show(seen(["gone.jpg", 0.95], ["two.jpg", 0.75]));
    expect(gone.said).toEqual(["库里的cover-02"]);
    const nothing = await show(seen());
    expect(nothing.said).toEqual(["照片"]);
    expect(nothing.steps[0]).toMatchObject({ verdict: "refused", picture: "", runnerUp: null });
  });
  it("that cannot be read is named in the trace, and answered as any picture", async () => {
    const { said, steps } = await show({ ok: false, reason: "picture-too-many-pixels" });
    expect(said).toEqual(["照片"]);
    expect(steps[0]).toMatchObject({ kind: "error", message: "picture: picture-too-many-pixels" });
  });
  it("costs no call where no rule asks what it shows, or there is no library", async () => {
    const plain = `
  - { id: photo, name: 照片, when: [{ image: any }], then: [{ reply: 照片 }] }`;
    const told = seen(["one.jpg", 0.9]);
    const empty = { name: "pictures.yaml", text: "pictures: []" };
    const every = RULES.replace("cover-01", "any");
    expect([await show(told, plain), await show(told, every, [empty])]).toMatchObject([
      { asked: [], said: ["照片"] },
      { asked: [], said: ["照片"] },
    ]);
    const named = `
  - { id: photo, name: 照片, when: [{ image: any }], then: [{ reply: '照片{{ picture.name }}' }] }`;
    expect((await show(told, named)).said).toEqual(["照片清明上河图"]);
  });
  it("of the library shows itself in a test, by its id or file", async () => {
    const { send } = talkTo(rulesFrom({ rules: RULES, files: [PICTURES] }));
    for (const picture of ["cover-01", "one.jpg"]) {
      const { outcome } = await send({ kind: "image", picture });
      expect(outcome.reply).toEqual({ kind: "text", text: "清明上河图 北宋" });
    }
  });
  it("that pictures.yaml does not hold is refused, with what may be meant", () => {
    const rules = RULES.replace("like: cover-01", "like: cover-10");
    const files = { "rules.yaml": `rules:${rules}`, [PICTURES.name]: PICTURES.text };
    const { diagnostics } = compile(files);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "unknown-picture", line: 2, params: { suggestion: "cover-01" } },
    ]);
  });
});
