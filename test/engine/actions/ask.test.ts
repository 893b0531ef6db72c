import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Accept } from "../../../engine/actions/accept.ts";
import { idCardIn, phoneIn } from "../../../engine/actions/accept.ts";
import type { Asking } from "../../../engine/actions/ask-answer.ts";
import { isCancelled, takeAnswer } from "../../../engine/actions/ask-answer.ts";
import type { InboundEvent } from "../../../engine/schema/inbound-event.ts";
import { settings, textEvent } from "../../builders.ts";
import { eventOf } from "../facts/cases.ts";
import { runAction } from "./step.ts";

/** 2026-11-26 20:31 in Shanghai, a Thursday. */
const NOW_MS = Date.UTC(2026, 10, 26, 12, 31);
const answer = (asking: Asking, event: InboundEvent) =>
  takeAnswer(asking, event, settings(), NOW_MS);
const typed = (asking: Asking, text: string) => answer(asking, textEvent({ text }));
const accepting = (...accept: readonly Accept[]): Asking => ({ accept });
const taken = (value: unknown) => ({ kind: "taken", value });
const refused = { kind: "refused" };

describe("asking", () => {
  it("says the question and waits for the time given", async () => {
    const params = { question: "手机号？", tries: 3, timeout: "30m", secret: false };
    expect(await runAction("ask", params, { nowMs: 1_000 })).toEqual({
      say: [{ kind: "text", text: "手机号？" }],
      next: { wait: { untilMs: 1_801_000 } },
    });
  });

  it("shows options as a menu of numbered items", async () => {
    const params = { question: "几位？", options: ["一位", "两位"], timeout: "1h", tries: 1 };
    expect((await runAction("ask", params)).say).toEqual([
      {
        kind: "options",
        head: "几位？",
        items: [
          { id: "1", text: "一位" },
          { id: "2", text: "两位" },
        ],
      },
    ]);
  });
});

describe("an answer among options", () => {
  const options = ["热", "Ice", "去冰！"];
  it.each([
    ["热", "热"],
    ["热。", "热"],
    [" 热 ", "热"],
    ["ice", "Ice"],
    ["ＩＣＥ", "Ice"],
    ["去冰！", "去冰！"],
    ["1", "热"],
    ["１", "热"],
    ["①", "热"],
    ["2。", "Ice"],
    ["2、", "Ice"],
    ["（3）", "去冰！"],
    ["03", "去冰！"],
    ["二。", "Ice"],
    ["㈢", "去冰！"],
  ])("%s means %s", (text, label) => {
    expect(typed({ options }, text)).toEqual(taken(label));
  });

  it.each(["4", "0", "热的", "-1", "", "1.5", "12"])("%j means none of them", (text) => {
    expect(typed({ options }, text)).toEqual(refused);
  });

  it("takes a label that is a number before the place", () => {
    expect(typed({ options: ["2", "1"] }, "1")).toEqual(taken("1"));
    expect(typed({ options: ["2 位", "4 位"] }, "2")).toEqual(taken("4 位"));
  });

  it("may be spoken", () => {
    const voice = eventOf("voice", { mediaId: "M", format: "amr", recognised: "热。" });
    expect(answer({ options }, voice)).toEqual(taken("热"));
    const mute = eventOf("voice", { mediaId: "M", format: "amr", recognised: null });
    expect(answer({ options }, mute)).toEqual(refused);
  });

  it("is found by its number in every way of writing it", () => {
    const many = Array.from({ length: 10 }, (_, at) => `选项${"甲乙丙丁戊己庚辛壬癸".charAt(at)}`);
    const forms = fc.constantFrom(
      (n: number) => String(n),
      (n: number) => String.fromCodePoint(0x2460 + n - 1),
      (n: number) =>
        [...String(n)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(""),
      (n: number) => String.fromCodePoint(0x2488 + n - 1),
      (n: number) => String.fromCodePoint(0x2474 + n - 1),
      (n: number) => `${n}。`,
      (n: number) => ` ${n} `,
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), forms, (n, form) => {
        expect(typed({ options: many }, form(n))).toEqual(taken(many[n - 1]));
      }),
    );
  });
});

describe("an accepted answer", () => {
  const rows: readonly (readonly [Accept, string, string | null])[] = [
    ["text", " Ｈi ", "Hi"],
    ["text", "  ", null],
    ["number", "１２", "12"],
    ["number", "007", "007"],
    ["number", "-1.5", "-1.5"],
    ["number", "12。", "12"],
    ["number", "12个", null],
    ["number", "二十三", "23"],
    ["number", "一百", null],
    ["number", "0x10", null],
    ["number", "", null],
    [{ number: [1, 20] }, "1", "1"],
    [{ number: [1, 20] }, "20", "20"],
    [{ number: [1, 20] }, "21", null],
    [{ number: [1, 20] }, "二十一", null],
    [{ number: [1, 20] }, "0.9", null],
    ["phone", "138 0013 8000", "13800138000"],
    ["phone", "+86-138-0013-8000", "13800138000"],
    ["phone", "12800138000", null],
    ["phone", "1380013800", null],
    ["date", "11月30日", "2026-11-30"],
    ["date", "明天。", "2026-11-27"],
    ["date", "改天", null],
    ["time", "下午三点", "15:00"],
    ["time", "早点", null],
    ["id-card", "11010519491231002x", "11010519491231002X"],
    ["id-card", "110105194912310021", null],
    [{ is: ["好的", "OK"] }, "好的！", "好的"],
    [{ is: ["好的", "OK"] }, "ok", "OK"],
    [{ is: ["好的"] }, "好的呀", null],
    [{ matches: "^[A-Z]{2}\\d{4}$" }, "ＣＡ1234", "CA1234"],
    [{ matches: "^[A-Z]{2}\\d{4}$" }, "ca1234", null],
    ["image", "照片", null],
    ["location", "人民广场", null],
  ];
  it.each(rows)("%j from %j is %j", (accept, text, value) => {
    expect(typed(accepting(accept), text)).toEqual(value === null ? refused : taken(value));
  });

  it("is any text where nothing is said", () => {
    expect(typed({}, "随便")).toEqual(taken("随便"));
  });

  it("is the first of a list that fits", () => {
    expect(typed(accepting("phone", "number", "text"), "13800138000")).toEqual(
      taken("13800138000"),
    );
    expect(typed(accepting("number", { is: ["很多"] }), "很多")).toEqual(taken("很多"));
  });

  const position = { lat: 31.2, lng: 121.4, label: "人民广场" };
  const located = { ...position, precisionM: null };
  it("may be what was sent instead of a text", () => {
    const image = eventOf("image", { mediaId: "M1", url: "https://p.example/1" });
    const video = eventOf("video", { mediaId: "M2", thumbMediaId: "T", short: false });
    const voice = eventOf("voice", { mediaId: "M3", format: "amr", recognised: "嗯" });
    const link = eventOf("link", { title: "t", description: "", url: "https://l.example" });
    const file = eventOf("file", { title: "a.pdf", description: "", bytes: 1 });
    const place = eventOf("location", { ...located, how: "sent" });
    expect(answer(accepting("image"), image)).toEqual(taken("M1"));
    expect(answer(accepting("video"), video)).toEqual(taken("M2"));
    expect(answer(accepting("voice"), voice)).toEqual(taken("M3"));
    expect(answer(accepting("link"), link)).toEqual(taken("https://l.example"));
    expect(answer(accepting("file"), file)).toEqual(taken("a.pdf"));
    expect(answer(accepting("location"), place)).toEqual(taken(position));
    expect(answer(accepting("text"), image)).toEqual(refused);
  });

  it("lets events pass by, unless they bring what was asked for", () => {
    const reported = eventOf("location", { ...located, how: "reported" });
    const menu = {
      button: "B",
      opens: "location",
      scan: null,
      position: null,
      pictures: 0,
    } as const;
    const passes = { kind: "not-for-it" };
    expect(answer(accepting("location"), reported)).toEqual(passes);
    expect(answer(accepting("text"), eventOf("menu", { ...menu, position }))).toEqual(passes);
    expect(answer(accepting("location"), eventOf("menu", { ...menu, position }))).toEqual(
      taken(position),
    );
    expect(answer({}, eventOf("follow", { channel: null }))).toEqual(passes);
    expect(answer({}, eventOf("event", { name: "bound", fields: {} }))).toEqual(passes);
  });
});

describe("a mobile number", () => {
  it("is found whatever stands between its digits", () => {
    const number = fc
      .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
      .map(([second, rest]) => `1${second}${String(rest).padStart(9, "0")}`);
    const dressed = fc.constantFrom("", "+86", "86", "+86 ", "+86-");
    fc.assert(
      fc.property(number, dressed, fc.constantFrom("", " ", "-"), (digits, front, between) => {
        const text = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(between);
        expect(phoneIn(front + text)).toBe(digits);
      }),
    );
  });

  it("is not a digit longer or shorter", () => {
    expect(phoneIn("138001380001")).toBeNull();
    expect(phoneIn("1380013800")).toBeNull();
    expect(phoneIn("02150000000")).toBeNull();
  });
});

describe("a citizen's number", () => {
  /** ISO 7064 MOD 11-2 as the standard writes it: the number, read as a polynomial, leaves 1. */
  const leavesOne = (id: string): boolean =>
    [...id].reduce((sum, sign) => (sum * 2 + (sign === "X" ? 10 : Number(sign))) % 11, 0) === 1;
  const front = fc
    .tuple(
      fc.integer({ min: 110_000, max: 659_999 }),
      fc.integer({ min: 0, max: 40_000 }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([region, day, serial]) => {
      const born = new Date(Date.UTC(1910, 0, 1) + day * 86_400_000).toISOString();
      return `${region}${born.slice(0, 10).replaceAll("-", "")}${String(serial).padStart(3, "0")}`;
    });

  it("has exactly one right last sign, which is that of the standard", () => {
    fc.assert(
      fc.property(front, (seventeen) => {
        const right = [..."0123456789X"].filter((sign) => idCardIn(seventeen + sign) !== null);
        expect(right).toHaveLength(1);
        expect(leavesOne(seventeen + (right[0] ?? ""))).toBe(true);
      }),
    );
  });

  it("is refused with one digit wrong", () => {
    const at = fc.integer({ min: 0, max: 16 });
    const good = "11010519491231002X";
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 9 }), (place, more) => {
        const wrong = (Number(good.charAt(place)) + more) % 10;
        expect(idCardIn(good.slice(0, place) + wrong + good.slice(place + 1))).toBeNull();
      }),
    );
  });

  it("needs a birthday that exists, and eighteen signs", () => {
    expect(idCardIn("110105194902310021")).toBeNull();
    expect(idCardIn("110105491231002")).toBeNull();
    expect(idCardIn("")).toBeNull();
  });
});

describe("the account's cancel words", () => {
  it.each([
    ["取消", true],
    ["取消。", true],
    [" 退出 ", true],
    ["我想取消", false],
    ["", false],
  ])("%j cancels: %s", (text, isIt) => {
    expect(isCancelled(textEvent({ text }), settings())).toBe(isIt);
  });

  it("may be spoken, and are nothing an event can say", () => {
    const voice = eventOf("voice", { mediaId: "M", format: "amr", recognised: "取消。" });
    expect(isCancelled(voice, settings())).toBe(true);
    expect(isCancelled(eventOf("unfollow", {}), settings())).toBe(false);
  });
});
