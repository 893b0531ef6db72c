import { describe, expect, test } from "vitest";
import { chatItems } from "../../../editor/phone/chat/chat-items.ts";
import { formatMoment } from "../../../editor/phone/chat/format-moment.ts";
import type { Line } from "../../../editor/phone/lines.ts";
import { emptyPhone, isTyping, withLine } from "../../../editor/phone/phone-state.ts";

const minuteMs = 60_000;
const startMs = Date.parse("2026-11-23T20:31+08:00");

const said = (id: number, more: Partial<Extract<Line, { kind: "said" }>> = {}): Line => ({
  id,
  openid: "o1",
  atMs: startMs,
  push: "",
  kind: "said",
  by: "account",
  agent: "",
  isLate: false,
  content: { kind: "text", text: String(id) },
  key: null,
  ...more,
});

describe("the log", () => {
  test("writes the time first and after five quiet minutes", () => {
    const times = [0, 4, 9.5, 9.6].map((minutes, id) =>
      said(id, { atMs: startMs + minutes * minuteMs }),
    );
    expect(chatItems(times, new Map()).map(({ kind }) => kind)).toEqual([
      "moment",
      "line",
      "line",
      "moment",
      "line",
      "line",
    ]);
  });

  test("puts an answer's facts under the last line of its push, with the key of the first", () => {
    const answer = { push: "p1", tookMs: 5, deliveries: 1, refused: null };
    const lines = [
      said(1, { push: "p1", by: "follower", key: "24001" }),
      said(2, { push: "p1" }),
      said(3),
    ];
    const items = chatItems(lines, new Map([["p1", answer]])).filter(({ kind }) => kind === "line");
    expect(items).toMatchObject([
      { answer: null },
      { answer, key: "24001", isAnswered: true },
      { answer: null, key: null },
    ]);
  });

  test("leaves out that somebody types", () => {
    const typing: Line = { id: 1, openid: "o1", atMs: startMs, push: "", kind: "typing", on: true };
    expect(chatItems([typing], new Map())).toEqual([]);
    expect(isTyping([typing])).toBe(true);
    expect(isTyping([typing, said(2)])).toBe(false);
    expect(isTyping([typing, said(2, { by: "follower" })])).toBe(true);
  });
});

describe("a line that arrives", () => {
  test("stands once, in its place, whatever way it came", () => {
    const state = [said(1), said(3), said(2), said(3)].reduce(withLine, emptyPhone);
    expect(state.lines.get("o1")?.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test("counts as unread on somebody else's phone only", () => {
    const shown = withLine({ ...emptyPhone, current: "o1" }, said(1));
    expect(shown.unread.size).toBe(0);
    const others = [said(1), said(2, { by: "follower" })].reduce(withLine, {
      ...emptyPhone,
      current: "o2",
    });
    expect(others.unread.get("o1")).toBe(1);
  });

  test("drops the oldest of more than five hundred", () => {
    const many = Array.from({ length: 600 }, (_, id) => said(id));
    const kept = many.reduce(withLine, emptyPhone).lines.get("o1") ?? [];
    expect([kept.length, kept[0]?.id]).toEqual([500, 100]);
  });
});

describe("a moment", () => {
  const nowMs = Date.parse("2026-11-25T10:00+08:00");
  test.each([
    ["2026-11-25T08:05+08:00", "08:05", "08:05"],
    ["2026-11-24T23:59+08:00", "昨天 23:59", "yesterday 23:59"],
    ["2026-11-20T12:00+08:00", "星期五 12:00", "Friday 12:00"],
    ["2026-11-01T12:00+08:00", "2026年11月1日 12:00", "November 1, 2026 12:00"],
    ["2026-11-26T12:00+08:00", "2026年11月26日 12:00", "November 26, 2026 12:00"],
  ])("%s is written %s", (at, zh, en) => {
    expect(formatMoment(Date.parse(at), nowMs, "zh-CN")).toBe(zh);
    expect(formatMoment(Date.parse(at), nowMs, "en")).toBe(en);
  });
});
