import { describe, expect, test } from "vitest";
import type { RoleName } from "../../../server/admin/contract.ts";
import { drawQr } from "../../../server/wechat/wire/qr-picture.ts";
import { Browser, PASSWORD } from "../../server/admin/rig.ts";
import { accountFile } from "./account-file.ts";
import type { Product } from "./product.ts";
import { makeWorld, startProduct, until, withStorage } from "./product.ts";

const rules = `rules:
  - { id: person, name: 人工, when: [{ text: { is: 人工 } }], then: [{ handover: { to: inbox, message: 请稍候, quiet: 20m } }] }
  - { id: came, name: 来了, when: [{ agent: [opened, moved] }], then: [{ record: { name: 来了, value: '{{ agent.name }}' } }] }
  - { id: left, name: 走了, when: [{ agent: closed }], then: [{ reply: '{{ agent.name }} 走了' }] }
  - { id: any, name: 都答, when: [{ text: any }], then: [{ reply: 机器人 }] }
`;
const params = { account: "shop" };

const start = async (more = "") => {
  const world = makeWorld({
    files: {
      "shop/account.yaml": accountFile({ id: "shop", number: "0001", mayWriteLater: true, more }),
      "shop/rules.yaml": rules,
    },
  });
  const product = await startProduct(world);
  const boss = new Browser(product.url);
  await boss.get("POST /setup", {
    body: {
      token: (product.setupUrl ?? "").split("#")[1] ?? "",
      ...{ name: "boss", shownName: "老板", password: PASSWORD },
    },
  });
  const person = async (shownName: string, role: RoleName) => {
    const name = `u${shownName.charCodeAt(0)}${shownName.charCodeAt(1)}`;
    const { path } = await boss.get("POST /users", {
      body: { name, shownName, role, accounts: ["shop"] },
    });
    const browser = new Browser(product.url);
    await browser.get("POST /invite", {
      body: { token: path.split("#")[1] ?? "", password: PASSWORD },
    });
    return deskOf(browser);
  };
  return { world, product, boss, person };
};

let keys = 0;
const newKey = (): string => `key-${String(++keys).padStart(8, "0")}`;
/** What a colleague does in the inbox. */
const deskOf = (browser: Browser) => {
  const at = (follower: string) => ({ ...params, follower });
  return {
    browser,
    list: (show: "waiting" | "mine" | "all" = "all") =>
      browser.get("GET /accounts/:account/conversations", { params, query: { show } }),
    view: (follower: string) =>
      browser.get("GET /accounts/:account/conversations/:follower", { params: at(follower) }),
    lines: (follower: string, query: { before?: string; limit?: number } = {}) =>
      browser.get("GET /accounts/:account/conversations/:follower/lines", {
        params: at(follower),
        query,
      }),
    file: (follower: string, query: { key: string; place: number }) =>
      browser.ask("GET /accounts/:account/conversations/:follower/file", {
        params: at(follower),
        query,
      }),
    say: (follower: string, text: string, key = newKey()) =>
      browser.ask("POST /accounts/:account/conversations/:follower/reply", {
        params: at(follower),
        body: { key, text },
      }),
    show: (follower: string, picture: Buffer) =>
      browser.ask("POST /accounts/:account/conversations/:follower/reply", {
        params: at(follower),
        body: { key: newKey(), picture: picture.toString("base64") },
      }),
    take: (follower: string, from = "") =>
      browser.ask("POST /accounts/:account/conversations/:follower/take", {
        params: at(follower),
        body: { key: newKey(), from },
      }),
    move: (follower: string, to: string) =>
      browser.ask("POST /accounts/:account/conversations/:follower/move", {
        params: at(follower),
        body: { key: newKey(), to },
      }),
    end: (follower: string, how: "give-back" | "close") =>
      browser.ask("POST /accounts/:account/conversations/:follower/end", {
        params: at(follower),
        body: { key: newKey(), how },
      }),
    me: async () => (await browser.get("GET /session")).me?.id ?? "",
  };
};
const openidOf = async (product: Product, from: string): Promise<string> =>
  (await product.conversation("shop", from))[0]?.openid ?? "";
const heard = (product: Product, from: string, last: string) =>
  until(
    `${from} hears ${last}`,
    async () => (await product.seenTexts("shop", from)).at(-1) === last,
  );

describe("a conversation handed over to our own inbox", () => {
  test("waits there, is answered, given back, and answered by rules again", {
    timeout: 60_000,
  }, async () => {
    const { product, person } = await start();
    const zhou = await person("小周", "agent");
    await product.say("shop", "a", "在吗");
    expect((await product.say("shop", "a", "人工")).seen).toEqual([
      { kind: "text", text: "请稍候" },
    ]);
    const follower = await openidOf(product, "a");
    expect((await product.say("shop", "a", "话费不对")).seen).toEqual([]);
    const waiting = await zhou.list("waiting");
    expect(waiting).toMatchObject({
      counts: { waiting: 1, mine: 0, open: 1 },
      next: null,
      conversations: [
        {
          ...{ follower, agent: "", member: "", state: "open", unread: 2 },
          window: { left: 5 },
          last: { from: "follower", text: "话费不对" },
        },
      ],
    });
    expect((await zhou.say(follower, "您好，我看看")).status).toBe(200);
    await heard(product, "a", "您好，我看看");
    expect(await zhou.list("mine")).toMatchObject({
      counts: { waiting: 0, mine: 1, open: 1 },
      conversations: [{ agent: "小周", unread: 0, window: { left: 4 } }],
    });
    expect((await product.say("shop", "a", "好")).seen).toEqual([]);
    expect(await zhou.view(follower)).toMatchObject({ unread: 1, agent: "小周", tags: [] });
    expect((await zhou.end(follower, "give-back")).status).toBe(200);
    await heard(product, "a", "小周 走了");
    expect((await product.say("shop", "a", "在吗")).seen).toEqual([
      { kind: "text", text: "机器人" },
    ]);
    const { lines } = await zhou.lines(follower);
    expect(lines.map(({ from, name, kind, text }) => [from, name, kind, text])).toEqual([
      ["follower", "", "text", "在吗"],
      ["bot", "any", "text", "机器人"],
      ["follower", "", "text", "人工"],
      ["bot", "person", "text", "请稍候"],
      ["follower", "", "text", "话费不对"],
      ["note", "小周", "opened", ""],
      ["agent", "小周", "text", "您好，我看看"],
      ["follower", "", "text", "好"],
      ["note", "小周", "closed", ""],
      ["bot", "left", "text", "小周 走了"],
      ["follower", "", "text", "在吗"],
      ["bot", "any", "text", "机器人"],
    ]);
    expect(await zhou.list("waiting")).toMatchObject({ counts: { open: 0 }, conversations: [] });
    expect((await zhou.list("all")).conversations).toMatchObject([{ state: "closed" }]);
    expect(await zhou.say(follower, "还在吗")).toMatchObject({
      ...{ status: 409, body: { code: "conversation-over" } },
    });
    expect((await zhou.take(follower)).status).toBe(200);
    expect((await zhou.end(follower, "close")).status).toBe(200);
    expect((await zhou.list("all")).conversations).toMatchObject([{ state: "done" }]);
  });

  test("pages through what was said, the newest first", { timeout: 60_000 }, async () => {
    const { product, person } = await start();
    const zhou = await person("小周", "agent");
    await product.say("shop", "a", "人工");
    const follower = await openidOf(product, "a");
    for (let n = 0; n < 7; n += 1) await product.say("shop", "a", `第 ${n} 句`);
    const texts: string[] = [];
    let before: string | null = null;
    do {
      const query: { limit: number; before?: string } = { limit: 3 };
      const page = await zhou.lines(follower, before === null ? query : { ...query, before });
      texts.unshift(...page.lines.map(({ text }) => text));
      before = page.next;
    } while (before !== null);
    expect(texts).toEqual([
      ...["人工", "请稍候"],
      ...Array.from({ length: 7 }, (_, n) => `第 ${n} 句`),
    ]);
  });

  test("shows pictures and recordings, and takes pictures", { timeout: 60_000 }, async () => {
    const { product, person } = await start();
    const zhou = await person("小周", "agent");
    await product.say("shop", "a", "人工");
    const follower = await openidOf(product, "a");
    const picture = drawQr("picture", 80);
    const data = picture.toString("base64");
    await product.push({ account: "shop", from: "a", message: { kind: "image", data } });
    await product.push({
      account: "shop",
      from: "a",
      message: { kind: "voice", recognised: "我要退款" },
    });
    const { lines } = await zhou.lines(follower);
    const image = lines.find(({ kind }) => kind === "image");
    const voice = lines.find(({ kind }) => kind === "voice");
    expect(image).toMatchObject({ hasFile: true, from: "follower" });
    expect(voice).toMatchObject({ hasFile: true, from: "follower" });
    const file = await zhou.file(follower, { key: image?.key ?? "", place: image?.place ?? 0 });
    expect(file.body).toEqual({ type: "image/png", data: `data:image/png;base64,${data}` });
    const sound = await zhou.file(follower, { key: voice?.key ?? "", place: voice?.place ?? 0 });
    expect(sound).toMatchObject({ status: 200, body: { type: expect.stringMatching(/^audio\//) } });
    expect((await zhou.file(follower, { key: "none", place: 0 })).status).toBe(404);
    expect((await zhou.file("oSomebodyElse", { key: image?.key ?? "", place: 0 })).status).toBe(
      404,
    );
    expect((await zhou.show(follower, picture)).status).toBe(200);
    await until(
      "it came",
      async () => (await product.conversation("shop", "a")).at(-1)?.shown.kind === "image",
    );
    const refused = await zhou.show(follower, Buffer.from("no picture"));
    expect(refused).toMatchObject({ status: 502, body: { code: "platform-refused" } });
  });

  test("is one colleague's at a time, and may be handed on", { timeout: 60_000 }, async () => {
    const { world, product, boss, person } = await start();
    const [zhou, li] = [await person("小周", "agent"), await person("小李", "agent")];
    const viewer = await person("看看", "viewer");
    const operator = await person("运营", "operator");
    await product.say("shop", "a", "人工");
    const follower = await openidOf(product, "a");
    // Both at once: one has it, the other hears who.
    const both = await Promise.all([zhou.say(follower, "我是小周"), li.say(follower, "我是小李")]);
    const statuses = both.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, 409]);
    const [first, second] = both[0]?.status === 200 ? [zhou, li] : [li, zhou];
    const late = both.find(({ status }) => status === 409);
    expect(late?.body.code).toBe("conversation-held");
    expect((await second.take(follower)).body.code).toBe("conversation-held");
    expect((await second.end(follower, "close")).body.code).toBe("conversation-held");
    const { colleagues } = await first.browser.get("GET /accounts/:account/colleagues", { params });
    expect(colleagues.map(({ name }) => name).toSorted()).toEqual(
      ["小周", "小李", "老板"].toSorted(),
    );
    expect((await first.move(follower, await viewer.me())).status).toBe(404);
    expect((await first.move(follower, await second.me())).status).toBe(200);
    expect((await second.say(follower, "换我了")).status).toBe(200);
    expect((await first.say(follower, "还有")).body.code).toBe("conversation-held");
    expect((await first.take(follower, await second.me())).status).toBe(200);
    expect((await first.move(follower, "")).status).toBe(200);
    expect(await second.list("waiting")).toMatchObject({ counts: { waiting: 1 } });
    for (const nobody of [viewer, operator]) {
      const seen = await nobody.browser.ask("GET /accounts/:account/conversations", {
        ...{ params, query: { show: "all" } },
      });
      expect(seen.body.code).toBe("not-allowed");
      expect((await nobody.say(follower, "我也说")).body.code).toBe("not-allowed");
    }
    // An agent looks at everything and changes nothing else.
    const price = { ...params, rule: "any" };
    const rule = await zhou.browser.get("GET /accounts/:account/rules/:rule", { params: price });
    const change = await zhou.browser.ask("PUT /accounts/:account/rules/:rule", {
      params: price,
      body: { text: rule.text, revision: rule.revision },
    });
    expect(change.body.code).toBe("not-allowed");
    const { entries } = await boss.get("GET /audit", { query: { account: "shop", limit: 50 } });
    const what = "POST /accounts/:account/conversations/:follower/";
    expect(
      entries.filter((one) => one.what.startsWith(what)).map((one) => one.what.slice(what.length)),
    ).toEqual(["move", "take", "reply", "move", "reply"]);
    const recorded = await withStorage(world, ({ library }) =>
      library.records.list("shop", "来了", { before: null, limit: 10 }),
    );
    expect(recorded.map(({ value }) => value).length).toBeGreaterThanOrEqual(3);
  });

  test("says nothing twice, and says why it cannot send", { timeout: 60_000 }, async () => {
    const { product, person } = await start("templates: { order: TM00001 }\n");
    const zhou = await person("小周", "agent");
    await product.say("shop", "a", "人工");
    const follower = await openidOf(product, "a");
    const key = newKey();
    expect((await zhou.say(follower, "一", key)).status).toBe(200);
    expect((await zhou.say(follower, "一", key)).status).toBe(200);
    for (let n = 0; n < 4; n += 1) expect((await zhou.say(follower, `${n}`)).status).toBe(200);
    await heard(product, "a", "3");
    expect(await product.seenTexts("shop", "a")).toEqual(["请稍候", "一", "0", "1", "2", "3"]);
    const used = await zhou.say(follower, "多");
    expect(used).toMatchObject({
      status: 409,
      body: { code: "window-shut", details: { window: { left: 0 }, notices: ["order"] } },
    });
    await product.ask("POST", "/time", { byMs: 48 * 3_600_000 + 1 });
    await until("it is given back by itself", async () =>
      (await zhou.list("all")).conversations.every(({ state }) => state === "closed"),
    );
    expect((await zhou.take(follower)).status).toBe(200);
    expect(await zhou.say(follower, "晚了")).toMatchObject({
      ...{ status: 409, body: { code: "window-shut", details: { window: null } } },
    });
    expect((await zhou.say(follower, "字".repeat(683))).body.code).toBe("window-shut");
    await product.say("shop", "a", "回来了");
    expect((await zhou.say(follower, "字".repeat(683))).body.code).toBe("bad-message");
    expect((await zhou.say(follower, "欢迎")).status).toBe(200);
    expect((await zhou.say("oNobody", "在吗")).status).toBe(404);
  });

  test("shows what the platform would not take, with its remedy", { timeout: 60_000 }, async () => {
    const { product, person } = await start();
    const zhou = await person("小周", "agent");
    await product.say("shop", "a", "人工");
    const follower = await openidOf(product, "a");
    const path = "/cgi-bin/message/custom/send";
    await product.ask("POST", "/faults", { path, account: "shop", errcode: 45015, times: 1 });
    expect((await zhou.say(follower, "您好")).status).toBe(200);
    await until("it is shown", async () =>
      (await zhou.lines(follower)).lines.some(({ state }) => state === "failed"),
    );
    const { lines } = await zhou.lines(follower);
    expect(lines.at(-1)).toMatchObject({
      text: "您好",
      why: { code: "wechat-45015", remedy: { "zh-CN": expect.stringContaining("48 小时") } },
    });
  });
});
