import { describe, expect, it } from "vitest";
import { rulesFrom, talkTo } from "../../rule-set.ts";

const many = (count: number) => `
  - id: a
    name: a
    when: [{ text: any }, { follow: any }, { unfollow: any }]
    then: [${Array.from({ length: count }, (_, place) => `{ reply: 第${place + 1}句 }`).join(", ")}]`;
const WITHOUT_RIGHT =
  "id: shop\nname: 店\nkind: subscription\nverified: false\noriginalId: gh_1f2e3d4c5b6a\n";

describe("the delivery plan", () => {
  it("answers with the first reply and sends the others as customer-service messages, in order", async () => {
    const { outcome } = await talkTo(rulesFrom({ rules: many(3) })).send({
      kind: "text",
      text: "a",
    });
    expect(outcome.reply).toEqual({ kind: "text", text: "第1句" });
    expect(outcome.effects).toMatchObject([
      { kind: "send", message: { text: "第2句" } },
      { kind: "send", message: { text: "第3句" } },
    ]);
  });
  it("spends no more than the window allows, and shows the rest as left out", async () => {
    const talk = talkTo(rulesFrom({ rules: many(7) }));
    const { outcome } = await talk.send({ kind: "text", text: "a" });
    expect(outcome.effects).toHaveLength(5);
    expect(talk.follower().window?.left).toBe(0);
    const left = outcome.trace.steps.flatMap((step) => (step.kind === "action" ? [step.left] : []));
    expect(left).toEqual([
      "sent",
      "planned",
      "planned",
      "planned",
      "planned",
      "planned",
      "left-out",
    ]);
    expect(
      (
        await talkTo(rulesFrom({ rules: many(5) })).send({ kind: "follow", channel: null })
      ).outcome.effects.filter(({ kind }) => kind === "send"),
    ).toHaveLength(3);
  });
  it("joins texts where no customer-service message may be sent, within the byte limit", async () => {
    const short = talkTo(rulesFrom({ rules: many(3), account: WITHOUT_RIGHT }));
    expect(await short.say("a")).toEqual(["第1句\n第2句\n第3句"]);
    const long = "长".repeat(400);
    const rules = rulesFrom({
      account: WITHOUT_RIGHT,
      rules: `
  - { id: a, name: a, when: [{ text: any }], then: [{ reply: ${long} }, { reply: ${long} }, { reply: { image: "id:M" } }] }`,
    });
    const { outcome } = await talkTo(rules).send({ kind: "text", text: "a" });
    expect(outcome.reply).toEqual({ kind: "text", text: long });
    expect(outcome.effects).toEqual([]);
    const left = outcome.trace.steps.flatMap((step) => (step.kind === "action" ? [step.left] : []));
    expect(left).toEqual(["sent", "left-out", "left-out"]);
  });
  it("says nothing to who has unfollowed", async () => {
    const rules = rulesFrom({
      rules: `
  - { id: a, name: a, when: [{ unfollow: any }], then: [{ record: 走了 }] }`,
    });
    const { outcome } = await talkTo(rules).send({ kind: "unfollow" });
    expect(outcome).toMatchObject({ reply: null, effects: [{ kind: "record" }] });
  });
  it("shows one article to a message and eight to a tap", async () => {
    const articles = Array.from(
      { length: 3 },
      (_, n) =>
        `{ title: 第${n}条, description: d, picture: "https://x.example/p.jpg", url: "https://x.example/${n}" }`,
    );
    const rules = rulesFrom({
      files: [{ name: "menu.yaml", text: "menu: [{ name: 键, key: KEY }]\n" }],
      rules: `
  - { id: a, name: a, when: [{ menu: KEY }], then: [{ reply: { articles: [${articles.join(", ")}] } }] }`,
    });
    const { outcome } = await talkTo(rules).send({ kind: "menu", key: "KEY" });
    expect(outcome.reply).toMatchObject({ articles: { length: 3 } });
  });
});
