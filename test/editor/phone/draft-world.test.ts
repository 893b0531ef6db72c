import { describe, expect, test } from "vitest";
import type { Brought } from "../../../editor/phone/engine/draft-world.ts";
import { draftWorld } from "../../../editor/phone/engine/draft-world.ts";
import type { Act } from "../../../editor/phone/transport.ts";
import { draftRules } from "./draft-rules.ts";

const nowMs = Date.parse("2026-11-23T10:00+08:00");
const hourMs = 3_600_000;

const rules = draftRules(`
  - id: welcome
    name: 欢迎
    when:
      - follow: any
    then:
      - reply: 欢迎
  - id: hours
    name: 营业时间
    when:
      - text: { is: 几点开门 }
      - menu: HOURS
    if: { fact: time, operator: within, value: 09:00-18:00 }
    then:
      - reply: 营业中
      - tag: VIP
    else:
      - reply: 已打烊
  - id: cup
    name: 杯码
    when:
      - menu: SCAN_CUP
    then:
      - reply: '{{ scan.result }}'
  - id: near
    name: 最近门店
    when:
      - location: any
    then:
      - reply: 到了
`);

const start = () => {
  const world = draftWorld(rules);
  const person = world.meet("小明", nowMs);
  const act = (deed: Act, atMs = nowMs, isLost = false): Promise<Brought> =>
    world.act(person.openid, deed, { nowMs: atMs, isLost });
  return { world, person, act };
};
const texts = ({ lines }: Brought): readonly string[] =>
  lines.map((line) => {
    if (line.kind === "system") return `系统：${line.text}`;
    if (line.kind === "happened") return `${line.what}：${line.detail}`;
    if (line.kind !== "said") return line.kind;
    return `${line.by}：${line.content.kind === "text" ? line.content.text : line.content.kind}`;
  });

describe("a draft on the phone", () => {
  test("answers a text, and tells why and what else was done", async () => {
    const { world, act } = start();
    const brought = await act({ kind: "text", text: "几点开门" });
    expect(texts(brought)).toEqual(["follower：几点开门", "account：营业中"]);
    const [own] = brought.lines;
    const told = world.told(own?.kind === "said" ? (own.key ?? "") : "");
    expect(told?.names).toMatchObject({ hours: "营业时间" });
    expect(told?.trace.steps).toContainEqual(
      expect.objectContaining({ kind: "rule", path: "rules/hours", verdict: "answered" }),
    );
    expect(told?.trace.steps).toContainEqual(expect.objectContaining({ isEffect: true }));
  });

  test("goes by the time that it is given", async () => {
    const { act } = start();
    const late = await act({ kind: "text", text: "几点开门" }, nowMs + 10 * hourMs);
    expect(texts(late).at(-1)).toBe("account：已打烊");
    const back = await act({ kind: "text", text: "几点开门" }, nowMs);
    expect(texts(back).at(-1)).toBe("account：营业中");
  });

  test("shows the menu as it is drafted, and taps it", async () => {
    const { world, person, act } = start();
    expect(world.menu(person.openid)).toMatchObject([
      { name: "点单", type: "view" },
      {
        name: "门店",
        sub: [{ type: "click" }, { type: "location_select" }, { type: "scancode_waitmsg" }],
      },
    ]);
    expect(texts(await act({ kind: "tap", path: [1, 0] }))).toEqual([
      "tapped：HOURS",
      "account：营业中",
    ]);
    expect(await act({ kind: "tap", path: [0] })).toMatchObject({
      opened: "https://coffee.example/menu",
    });
    expect(texts(await act({ kind: "tap", path: [1, 2], scanned: "CUP-7" })).at(-1)).toBe(
      "account：CUP-7",
    );
    const spot = { lat: 31.2, lng: 121.4, label: "西店" };
    expect(texts(await act({ kind: "tap", path: [1, 1], spot }))).toEqual([
      "chose-place：西店",
      "follower：location",
      "account：到了",
    ]);
    await expect(act({ kind: "tap", path: [7] })).rejects.toThrow("no such button");
  });

  test("follows and leaves, by a code too", async () => {
    const { world, act } = start();
    await act({ kind: "leave" });
    expect(world.people()).toMatchObject([{ name: "小明", isFollowing: false }]);
    expect(texts(await act({ kind: "scan", scene: "poster-01" }))).toEqual([
      "followed：poster-01",
      "account：欢迎",
    ]);
    expect(world.people()).toMatchObject([{ isFollowing: true }]);
    expect(texts(await act({ kind: "scan", scene: "poster-01" }))[0]).toBe("scanned：poster-01");
  });

  test("keeps followers apart, the newest first", async () => {
    const { world, person, act } = start();
    const other = world.meet("小红", nowMs);
    await act({ kind: "leave" });
    expect(world.people()).toEqual([other, { ...person, isFollowing: false }]);
  });

  test("loses what the network swallows", async () => {
    const { act } = start();
    const brought = await act({ kind: "text", text: "几点开门" }, nowMs, true);
    expect(texts(brought).at(-1)).toMatch(/^系统：该公众号暂时无法提供服务/);
    expect(brought.answers).toEqual([]);
  });

  test("goes on with other rules as the same follower", async () => {
    const { world, person, act } = start();
    await act({ kind: "leave" });
    world.load(
      draftRules(
        "  - id: hello\n    when:\n      - text: { is: 你好 }\n    then:\n      - reply: 新的\n",
      ),
    );
    expect(texts(await act({ kind: "text", text: "你好" })).at(-1)).toBe("account：新的");
    expect(world.people()).toEqual([{ ...person, isFollowing: false }]);
  });

  test("knows what stands on the map, and which codes there are", () => {
    expect(start().world.surroundings()).toMatchObject({
      account: { name: "拾光咖啡", kind: "service", verified: true },
      places: [{ label: "西店", lat: 31.2, lng: 121.4 }],
      channels: [{ scene: "poster-01" }],
    });
  });
});
