import { describe, expect, it } from "vitest";
import { rulesFrom, talkTo } from "../../rule-set.ts";
import { runAction } from "./step.ts";

const RULES = `
  - { id: refund, name: 退款, when: [{ text: { means: [我要退款, 怎么退货, 买错了可以退吗, 钱什么时候退给我, 不想要了能退钱吗] } }], then: [{ reply: 可以退 }] }
  - { id: way, name: 路, when: [{ text: { means: [店怎么走, 你们在哪里, 地址是什么, 坐什么车能到店里, 离地铁站远吗] } }], then: [{ reply: 一号路 }] }
  - { id: hi, name: 好, when: [{ text: { is: 你好 } }], then: [{ reply: 好 }] }
  - { id: unsure, name: 没把握, when: [nothing-matched], then: [{ suggest: { count: 2, question: 您是想问： } }, { reply: 没听懂 }] }`;
/** Halfway between the two. */
const UNCLEAR = "退货怎么走";
const verified = rulesFrom({ rules: RULES });
const subscription = rulesFrom({
  rules: RULES,
  account: "id: shop\nname: 店\nkind: subscription\nverified: false\noriginalId: gh_1f2e3d4c5b6a\n",
});

describe("suggesting", () => {
  it("asks what was meant, as a message menu of the nearest rules' examples", async () => {
    const { seen } = await talkTo(verified).send({ kind: "text", text: UNCLEAR });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ kind: "options", head: "您是想问：" });
    const items = seen[0]?.kind === "options" ? seen[0].items.map(({ id }) => id).sort() : [];
    expect(items).toEqual(["refund", "way"]);
  });
  it("asks as a numbered list where no menu can be sent, and takes a number, a label or another message", async () => {
    const talk = talkTo(subscription);
    const [list = ""] = await talk.say(UNCLEAR);
    expect(list.split("\n")).toHaveLength(3);
    const second = list.includes("2. 我要退款") ? "可以退" : "一号路";
    expect(await talk.say("２")).toEqual([second]);
    await talk.say(UNCLEAR);
    expect(await talk.say("我要退款")).toEqual(["可以退"]);
    await talk.say(UNCLEAR);
    expect(await talk.say("你好")).toEqual(["好"]);
    expect(await talk.say("2")).toEqual(["没听懂"]);
  });
  it("lets the chosen rule answer as if it had been found, and no number counts after ten minutes", async () => {
    const talk = talkTo(verified);
    await talk.send({ kind: "text", text: UNCLEAR });
    const { outcome } = await talk.send({ kind: "text", text: "1" });
    expect(
      outcome.trace.steps.map((step) => ("verdict" in step ? step.verdict : step.kind)),
    ).toEqual(expect.arrayContaining(["took-it", "answered"]));
    await talk.send({ kind: "text", text: UNCLEAR });
    await talk.wait(601_000);
    expect(await talk.say("1")).toEqual(["没听懂"]);
  });
  it("says nothing and goes on where nothing comes near, or there is no text", async () => {
    expect(await talkTo(verified).say("你真聪明")).toEqual(["没听懂"]);
    const params = { count: 3, question: "?" };
    expect(await runAction("suggest", params)).toEqual({});
    const far = { rule: "a", path: "rules/a/when/0", score: 0.01, example: "啊" };
    const meant = () => ({ best: null, nearest: [far], threshold: 0.5, pieces: [] });
    expect(await runAction("suggest", params, { meant })).toEqual({});
  });
});
