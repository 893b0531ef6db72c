import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectedPushes } from "./expected-events.ts";
import { pushes, pushOf, startMs, textPush, webhookServer } from "./rig.ts";
import { between, platform, post, pushPlain, pushSealed, signed } from "./wechat-client.ts";

type Rig = Awaited<ReturnType<typeof webhookServer>>;
const nowMs = startMs;

describe("every push of the contract", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await webhookServer();
  });
  afterAll(() => rig.close());

  const modes = {
    plain: (xml: string) => pushPlain(rig.url, xml, nowMs),
    compatible: (xml: string) => pushSealed(rig.url, xml, { nowMs, mode: "compatible" }),
    safe: (xml: string) => pushSealed(rig.url, xml, { nowMs }),
  };
  for (const [mode, push] of Object.entries(modes)) {
    test.each(Object.entries(expectedPushes))(`posted ${mode}: %s`, async (name, expected) => {
      rig.memory.rows.clear();
      const answer = await push(pushOf(name));
      expect(answer.status).toBe(200);
      expect(rig.memory.commits.at(-1)?.event).toMatchObject(expected);
      const { event } = rig.memory.commits.at(-1) ?? {};
      expect(between(answer.body, "<Content><![CDATA[", "]]></Content>")).toBe(
        event?.kind === "text" ? `收到：${event.text}` : event?.kind,
      );
    });
  }

  test("is really there", () => {
    expect(pushes.size).toBe(72);
  });
});

describe("modes", () => {
  test("an account in safe mode refuses a plain push and opens a sealed one", async () => {
    const rig = await webhookServer({ account1: { mode: "safe" } });
    expect((await pushPlain(rig.url, textPush("早"), nowMs)).status).toBe(403);
    expect((await pushSealed(rig.url, textPush("早"), { nowMs })).body).toContain("收到：早");
    expect(rig.memory.commits).toHaveLength(1);
    await rig.close();
  });

  test("an account in plain mode answers plain", async () => {
    const rig = await webhookServer({ account1: { mode: "plain", aesKey: "" } });
    const { body } = await pushPlain(rig.url, textPush("早"), nowMs);
    expect(body).toContain("<Content><![CDATA[收到：早]]></Content>");
    expect(body).toContain("<CreateTime>1763865600</CreateTime>");
    await rig.close();
  });

  test("the previous key still opens, and the current one seals", async () => {
    const previousAesKey = "IB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE";
    const rig = await webhookServer({ account1: { mode: "safe", previousAesKey } });
    const answer = await pushSealed(rig.url, textPush("早"), { nowMs, aesKey: previousAesKey });
    expect(answer.body).toContain("收到：早");
    await rig.close();
  });

  test("nothing to say is said as success, sealed or not", async () => {
    const rig = await webhookServer({
      respond: async () => ({
        kind: "decided",
        reply: null,
        effects: [],
        changes: [],
        trace: { ruleSetVersion: 1, steps: [] },
        secret: false,
      }),
    });
    for (const answer of [
      await pushPlain(rig.url, textPush("早"), nowMs),
      await pushSealed(rig.url, textPush("早"), { nowMs }),
    ]) {
      expect(answer).toMatchObject({ status: 200, body: "success" });
    }
    await rig.close();
  });
});

describe("the verification of the address", () => {
  test("gives back the text that was sent, and nothing else", async () => {
    const rig = await webhookServer();
    const { query } = signed(nowMs);
    const answer = await post(`${rig.url}?${query}&echostr=58376%2B42`, "", "GET");
    expect(answer).toMatchObject({ status: 200, body: "58376+42" });
    await rig.close();
  });

  test("is refused without the right token, without a text, and for unknown accounts", async () => {
    const rig = await webhookServer();
    const { query } = signed(nowMs);
    const forged = signed(nowMs, "another_token").query;
    const unknown = rig.url.replace("coffee", "tea");
    for (const url of [
      `${rig.url}?${forged}&echostr=1`,
      `${rig.url}?${query}`,
      `${unknown}?${query}&echostr=1`,
    ]) {
      expect(await post(url, "", "GET")).toMatchObject({ status: 403, body: "" });
    }
    await rig.close();
  });

  test("asks for GET or POST", async () => {
    const rig = await webhookServer();
    expect((await post(rig.url, "", "PUT")).status).toBe(405);
    expect((await post(rig.url.replace("/wechat/", "/other/"), "")).status).toBe(404);
    await rig.close();
  });
});

describe("failures", () => {
  test("storage that refuses is answered 500, and the next delivery carries the answer", async () => {
    let isBroken = true;
    const rig = await webhookServer();
    const { commit } = rig.memory.store;
    Object.assign(rig.memory.store, {
      commit: async (delivery: never) => {
        if (isBroken) throw new Error("disk full");
        return commit(delivery);
      },
    });
    const xml = textPush("早");
    expect(await pushPlain(rig.url, xml, nowMs)).toMatchObject({ status: 500, body: "" });
    isBroken = false;
    expect((await pushPlain(rig.url, xml, nowMs)).body).toContain("收到：早");
    await rig.close();
  });

  test("an engine that throws is answered with the account's words, stored, and traced", async () => {
    const rig = await webhookServer({
      respond: async () => {
        throw new Error("an operator threw");
      },
    });
    const xml = textPush("早");
    const first = await pushPlain(rig.url, xml, nowMs);
    expect(first.body).toContain("系统繁忙，请稍后再试。");
    expect((await pushPlain(rig.url, xml, nowMs)).body).toBe(first.body);
    expect(rig.memory.commits[0]?.trace?.steps).toEqual([
      { kind: "error", path: "", message: "an operator threw" },
    ]);
    expect((await pushPlain(rig.url, pushOf("unsubscribe"), nowMs)).body).toBe("success");
    await rig.close();
  });

  test("a picture that cannot be uploaded is an error outcome, and the rest is done", async () => {
    const rig = await webhookServer({
      respond: async () => ({
        kind: "decided",
        reply: { kind: "image", media: { file: "cup.jpg" } },
        effects: [{ kind: "record", key: "k", dueAtMs: 0, name: "asked", value: 1 }],
        changes: [],
        trace: { ruleSetVersion: 1, steps: [] },
        secret: false,
      }),
      resolveMedia: async () => {
        throw new Error("45009");
      },
    });
    expect((await pushPlain(rig.url, textPush("图"), nowMs)).body).toContain("系统繁忙");
    expect(rig.memory.commits[0]?.effects).toHaveLength(1);
    expect(rig.memory.commits[0]?.trace?.steps).toMatchObject([
      { kind: "error", message: "45009" },
    ]);
    expect(rig.woken.count).toBe(1);
    await rig.close();
  });

  test("a file of the account folder travels as the platform's id", async () => {
    const rig = await webhookServer({
      respond: async () => ({
        kind: "decided",
        reply: {
          kind: "music",
          thumb: { file: "t.jpg" },
          url: "https://a.example/a.mp3",
          title: "早安",
        },
        effects: [],
        changes: [],
        trace: { ruleSetVersion: 1, steps: [] },
        secret: false,
      }),
    });
    expect((await pushPlain(rig.url, textPush("歌"), nowMs)).body).toContain(
      "<ThumbMediaId><![CDATA[resolved-media-id]]></ThumbMediaId>",
    );
    await rig.close();
  });

  test("too many pushes in progress are sent back to be delivered again", async () => {
    const rig = await webhookServer({ limits: { inProgress: 0 } });
    expect((await pushPlain(rig.url, textPush("早"), nowMs)).status).toBe(503);
    await rig.close();
  });

  test("why a request is refused stands in our log alone", async () => {
    const rig = await webhookServer();
    await post(`${rig.url}?${signed(nowMs, "wrong").query}`, textPush("早"));
    expect(rig.logged).toMatchObject([
      { fields: { account: "coffee" }, message: "a request was refused" },
    ]);
    expect(JSON.stringify(rig.logged)).not.toContain(platform.token);
    await rig.close();
  });
});
