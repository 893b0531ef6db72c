import { describe, expect, it } from "vitest";
import { compile, marked } from "./compile.ts";

const RULES = `rules:
  - id: hours
    when: [{ text: { is: 时间 } }]
    then: [{ reply: 好 }]
`;
const ALONE = { "menu.yaml": "", "channels.yaml": "" };
const compiled = (tests: string) => {
  const { text, line, column } = marked(`${RULES}tests:\n${tests}`);
  return { ...compile({ ...ALONE, "rules.yaml": text }), line, column };
};
const sends = (send: string) =>
  compiled(`  - name: 一\n    steps: [{ send: ${send} }]\n`).tests[0]?.steps[0]?.send;

describe("the tests of an account folder", () => {
  it("are read with everything they give and expect", () => {
    const { tests, diagnostics } = compiled(`  - name: 下班后问
    given:
      now: 2026-11-23T20:31
      follower: { tags: VIP, followed-at: 2026-01-02, position: { lat: 31.2, lng: 121.4 }, city: 上海, seats: 4 }
      bucket: 7
      seed: s
      http: { status: { status: 503 }, pass: { body: { gate: B3, n: 1 }, ms: 40 } }
      agent: true
    steps:
      - send: 时间
        expect:
          rule: hours
          branch: else
          also: hours
          reply: [好, { has: 打烊, kind: text }, { matches: '^\\d+' }, { url: "https://a.example" }]
          silent: false
          effects: [tag: VIP, silent, set: { city: 上海 }]
      - wait: 7d
`);
    expect(diagnostics).toEqual([]);
    expect(tests).toEqual([
      {
        name: "下班后问",
        path: "tests/rules.yaml/0",
        given: {
          now: "2026-11-23T20:31",
          follower: {
            tags: ["VIP"],
            followedAt: "2026-01-02",
            position: { lat: 31.2, lng: 121.4 },
            values: { city: "上海", seats: 4 },
          },
          bucket: 7,
          seed: "s",
          http: {
            status: { status: 503, body: "", ms: 0 },
            pass: { status: 200, body: { gate: "B3", n: 1 }, ms: 40 },
          },
          agent: true,
        },
        steps: [
          {
            path: "tests/rules.yaml/0/steps/0",
            send: { kind: "text", text: "时间" },
            wait: null,
            expect: {
              rule: "hours",
              branch: "else",
              also: ["hours"],
              reply: [
                { text: "好", has: null, matches: null, kind: null, url: null },
                { text: null, has: "打烊", matches: null, kind: "text", url: null },
                { text: null, has: null, matches: "^\\d+", kind: null, url: null },
                { text: null, has: null, matches: null, kind: null, url: "https://a.example" },
              ],
              silent: false,
              effects: [
                { use: "tag", value: "VIP" },
                { use: "silent", value: null },
                { use: "set", value: { city: "上海" } },
              ],
            },
          },
          { path: "tests/rules.yaml/0/steps/1", send: null, wait: "7d", expect: null },
        ],
      },
    ]);
  });
  it("begin on Monday, 5 January 2026, at ten, with a follower nobody knows", () => {
    expect(compiled("  - name: 一\n    steps: [{ send: 时间 }]\n").tests[0]?.given).toEqual({
      now: "2026-01-05T10:00",
      follower: { tags: [], followedAt: null, position: null, values: {} },
      bucket: null,
      seed: "test",
      http: {},
      agent: false,
    });
  });

  it.each([
    ["'0571'", { kind: "text", text: "0571" }],
    ["{ menu: HOURS }", { kind: "menu", key: "HOURS" }],
    ["{ follow: any }", { kind: "follow", channel: null }],
    ["{ follow: poster-01 }", { kind: "follow", channel: "poster-01" }],
    ["{ unfollow: any }", { kind: "unfollow" }],
    ["{ scan: poster-01 }", { kind: "scan", channel: "poster-01" }],
    ["{ image: cup.jpg }", { kind: "image", picture: "cup.jpg" }],
    ["{ voice: 营业时间 }", { kind: "voice", text: "营业时间" }],
    ['{ voice: "" }', { kind: "voice", text: "" }],
    ["{ video }", { kind: "video" }],
    ["{ file }", { kind: "file" }],
    [
      '{ link: { title: 行程, url: "https://a.example" } }',
      { kind: "link", title: "行程", url: "https://a.example" },
    ],
    [
      "{ location: { lat: 31.2, lng: 121.4, reported: true } }",
      { kind: "location", lat: 31.2, lng: 121.4, reported: true },
    ],
    [
      "{ event: { name: bound, card: 6222 } }",
      { kind: "event", name: "bound", fields: { card: 6222 } },
    ],
    ["{ scanned: { key: SCAN, result: C-7 } }", { kind: "scanned", key: "SCAN", result: "C-7" }],
  ])("may send %s", (authored, sent) => {
    expect(sends(authored)).toEqual(sent);
  });

  it.each([
    ["an unknown key", "unknown-key", "▸given_: {}\n    steps: [{ send: 时间 }]"],
    ["no steps", "list-empty", "steps: ▸[]"],
    ["a rule nobody wrote", "unknown-rule", "steps: [{ send: 时间, expect: { rule: ▸hour } }]"],
    [
      "a rule nobody wrote, under also",
      "unknown-rule",
      "steps: [{ send: 时间, expect: { also: ▸hour } }]",
    ],
    ["a step that does nothing", "step-form", "steps: [▸{ expect: { rule: hours } }]"],
    ["a step that sends and waits", "step-form", "steps: [▸{ send: 时间, wait: 1d }]"],
    ["a thing that cannot be sent", "unknown-key", "steps: [{ send: { ▸coupon: paid } }]"],
    ["two things sent at once", "one-key-only", "steps: [{ send: { menu: A, ▸scan: B } }]"],
    ["a branch that is none", "not-one-of", "steps: [{ send: 时间, expect: { branch: ▸other } }]"],
    ["a wait that is no duration", "wrong-form", "steps: [{ wait: ▸tomorrow }]"],
    [
      "a moment that never was",
      "no-such-moment",
      "given: { now: ▸2026-02-30T10:00 }\n    steps: [{ send: 时间 }]",
    ],
    [
      "a pattern that is none",
      "pattern-broken",
      "steps: [{ send: 时间, expect: { reply: { matches: ▸'(a' } } }]",
    ],
    [
      "an effect of no action",
      "unknown-key",
      "steps: [{ send: 时间, expect: { effects: [{ ▸tagg: VIP }] } }]",
    ],
    [
      "a bare effect of no action",
      "unknown-action",
      "steps: [{ send: 时间, expect: { effects: [▸tagg] } }]",
    ],
  ])("with %s are refused at its place, alone", (_why, code, body) => {
    const good = "  - name: 二\n    steps: [{ send: 时间, expect: { rule: none } }]\n";
    const { tests, diagnostics, line, column } = compiled(`  - name: 一\n    ${body}\n${good}`);
    expect(diagnostics.map((one) => [one.code, one.line, one.column])).toEqual([
      [code, line, column],
    ]);
    expect(diagnostics[0]?.path.startsWith("tests/rules.yaml/0")).toBe(true);
    expect(tests.map(({ name }) => name)).toEqual(["二"]);
  });
});
