import { describe, expect, it } from "vitest";
import type { Browser } from "./rig.ts";
import { coffee, RULES, startCoffee } from "./rig.ts";

const PRICE = { ...coffee, rule: "price" } as const;
const edit = async (who: Browser, from: string, to: string, rule = "price") => {
  const params = { ...coffee, rule };
  const { text, revision } = await who.get("GET /accounts/:account/rules/:rule", { params });
  return who.get("PUT /accounts/:account/rules/:rule", {
    params,
    body: { text: text.replace(from, to), revision },
  });
};
const changes = (who: Browser) => who.get("GET /accounts/:account/changes", { params: coffee });
const publish = async (who: Browser, more: object = {}) => {
  const { generation } = await changes(who);
  return who.ask("POST /accounts/:account/publish", {
    params: coffee,
    body: { note: "改价", generation, ...more },
  });
};

describe("publishing", () => {
  it("tells what changes in operator language, with author and both texts", async () => {
    const { boss } = await startCoffee();
    await edit(boss, "is: 价格", "is: [价格, 报价]");
    await edit(boss, "18 元", "19 元");
    await edit(boss, "name: 营业时间", "name: 营业", "hours");
    const { changes: list, others, version } = await changes(boss);
    expect(version).toBe(1);
    expect(others).toEqual([]);
    expect(list.map(({ id, what, authorName }) => [id, what, authorName])).toEqual([
      ["hours", "changed", "老板"],
      ["price", "changed", "老板"],
    ]);
    expect(list[0]?.says).toEqual([
      {
        "zh-CN": "规则名称由「营业时间」改为「营业」",
        en: 'name changed from "营业时间" to "营业"',
      },
    ]);
    expect(list[1]?.says.map((one) => one["zh-CN"])).toEqual([
      "新增关键词 报价",
      "则执行：「回复「美式 18 元。」」改为「回复「美式 19 元。」」",
    ]);
    expect(list[1]).toMatchObject({
      before: expect.stringContaining("18"),
      after: expect.stringContaining("19"),
    });
  });

  it("serves a new version under its note and empties the working copy", async () => {
    const { boss, store, served } = await startCoffee();
    await edit(boss, "美式 18 元", "美式 18 元，拿铁 22 元");
    const done = await publish(boss);
    expect(done.body).toMatchObject({ version: 2, changes: 1, failedTests: 0 });
    expect(served).toEqual(["coffee"]);
    expect((await store.ruleSet("coffee", "active"))?.version).toBe(2);
    expect((await changes(boss)).changes).toEqual([]);
    const { versions } = await boss.get("GET /accounts/:account/versions", { params: coffee });
    expect(versions).toMatchObject([
      { version: 2, note: "改价", authorName: "老板", isActive: true },
      { version: 1, isActive: false },
    ]);
    expect((await publish(boss)).body.code).toBe("nothing-to-publish");
  });

  it("is stopped by mistakes, but not by those that were published before", async () => {
    const { boss, importAccount } = await startCoffee();
    await edit(boss, "is: 价格", "iss: 价格");
    const refused = await publish(boss);
    expect(refused).toMatchObject({ status: 422, body: { code: "has-errors" } });
    expect(JSON.stringify(refused.body.details)).toContain("rules/price");
    await importAccount("coffee", {
      "account.yaml": `id: coffee\nname: 拾光\nkind: service\n`,
      "rules.yaml": RULES,
      "odd.yaml": "rules:\n  - id: odd\n    then: nothing\n",
    });
    await boss.get("POST /accounts/:account/changes/discard", { params: coffee, body: {} });
    await edit(boss, "美式 18", "美式 18.0");
    expect((await publish(boss)).status).toBe(200);
  });

  it("is stopped by failing tests; an administrator may override with a reason, which is kept", async () => {
    const { boss, person } = await startCoffee();
    const operator = await person(boss, "operator");
    for (const who of [boss, operator]) await edit(who, "18 元", "十九元");
    const refused = await publish(operator);
    expect(refused).toMatchObject({ status: 422, body: { code: "tests-failing" } });
    expect(JSON.stringify(refused.body.details)).toContain("十九元");
    expect((await publish(operator, { overrideReason: "急" })).body.code).toBe("not-allowed");
    expect((await publish(boss, { overrideReason: "急" })).body).toMatchObject({
      version: 2,
      failedTests: 1,
    });
    const { entries } = await boss.get("GET /audit", { query: { account: "coffee" } });
    const row = entries.find(({ what }) => what === "POST /accounts/:account/publish");
    expect(row?.details).toMatchObject({ reason: "急", failed: 1 });
  });

  it("asks to look again when somebody published meanwhile, and to merge where both changed a rule", async () => {
    const { boss, person } = await startCoffee();
    const other = await person(boss, "operator");
    await edit(boss, "美式 18", "美式 18.1");
    await edit(other, "美式 18", "美式 18.2");
    await edit(other, "没听懂", "听不懂", "lost");
    const { generation } = await changes(other);
    expect((await publish(boss)).status).toBe(200);
    const late = await other.ask("POST /accounts/:account/publish", {
      params: coffee,
      body: { note: "x", generation },
    });
    expect(late).toMatchObject({ status: 409, body: { code: "published-meanwhile" } });
    const conflict = await publish(other);
    expect(conflict).toMatchObject({
      status: 409,
      body: { code: "conflicts", details: { parts: [{ kind: "rule", id: "price" }] } },
    });
    const { changes: list } = await changes(other);
    expect(list.find(({ id }) => id === "price")).toMatchObject({
      conflict: true,
      base: expect.stringContaining("18 元"),
      before: expect.stringContaining("18.1"),
      after: expect.stringContaining("18.2"),
    });
    await edit(other, "18.2", "18.12");
    expect((await publish(other)).body).toMatchObject({ version: 3, changes: 2 });
  });

  it("publishes some changes and keeps the others", async () => {
    const { boss, store } = await startCoffee();
    await edit(boss, "美式 18", "美式 18.5");
    await edit(boss, "没听懂", "听不懂", "lost");
    expect((await publish(boss, { parts: [{ kind: "rule", id: "lost" }] })).body).toMatchObject({
      version: 2,
      changes: 1,
    });
    expect((await changes(boss)).changes.map(({ id }) => id)).toEqual(["price"]);
    expect(JSON.stringify((await store.ruleSet("coffee", "active"))?.rules)).toContain("听不懂");
    expect(JSON.stringify((await store.ruleSet("coffee", "active"))?.rules)).not.toContain("18.5");
  });

  it("keeps what an operator may not bring in from being published for another", async () => {
    const { boss, person, library } = await startCoffee();
    const operator = await person(boss, "operator");
    const { me } = await operator.get("GET /session");
    const params = { ...coffee };
    // Written so that the first look misses it.
    const text =
      '- id: sly\n  when: { text: any }\n  then:\n    - "\\x68ttp": { url: "https://api.coffee.example/x", save: x }\n';
    await operator.ask("POST /accounts/:account/rules", { params, body: { text } });
    expect(
      (await library.drafts.read({ account: "coffee", copy: me?.id ?? "" })).parts,
    ).not.toEqual([]);
    expect((await publish(operator)).body.code).toBe("needs-code");
  });
});

describe("versions", () => {
  it("can be compared, looked into and tried", async () => {
    const { boss } = await startCoffee();
    await edit(boss, "美式 18", "美式 18.5");
    await publish(boss);
    const diff = await boss.get("GET /accounts/:account/diff", {
      params: coffee,
      query: { from: 1, to: 2 },
    });
    expect(diff.changes).toMatchObject([
      { id: "price", what: "changed", before: expect.stringContaining("美式 18 元") },
    ]);
    const old = await boss.get("GET /accounts/:account/versions/:version", {
      params: { ...coffee, version: 1 },
    });
    expect(old.files).toEqual([{ name: "rules.yaml", text: RULES }]);
    const rule = await boss.get("GET /accounts/:account/rules/:rule", {
      params: PRICE,
      query: { of: "1" },
    });
    expect(rule.text).toContain("美式 18 元");
    const { ruleSet } = await boss.get("GET /accounts/:account/ruleset", {
      params: coffee,
      query: { of: "1" },
    });
    expect(ruleSet.version).toBe(1);
    expect(
      (
        await boss.ask("GET /accounts/:account/versions/:version", {
          params: { ...coffee, version: 9 },
        })
      ).status,
    ).toBe(404);
  });

  it("go back as a new version, and drafts stay", async () => {
    const { boss, store } = await startCoffee();
    await edit(boss, "美式 18", "美式 18.5");
    await publish(boss);
    await edit(boss, "没听懂", "听不懂", "lost");
    const { generation } = await changes(boss);
    const back = await boss.get("POST /accounts/:account/versions/:version/rollback", {
      params: { ...coffee, version: 1 },
      body: { generation },
    });
    expect(back.version).toBe(3);
    expect(JSON.stringify((await store.ruleSet("coffee", "active"))?.rules)).not.toContain("18.5");
    expect((await changes(boss)).changes.map(({ id }) => id)).toEqual(["lost"]);
    const late = await boss.ask("POST /accounts/:account/versions/:version/rollback", {
      params: { ...coffee, version: 2 },
      body: { generation },
    });
    expect(late.status).toBe(409);
  });

  it("lose one rule at once in an emergency, beside the version", async () => {
    const { boss, library } = await startCoffee();
    const before = await library.ruleSets.active("coffee");
    await boss.get("PUT /accounts/:account/rules/:rule/switch", {
      params: PRICE,
      body: { isOff: true, reason: "错价" },
    });
    const list = await boss.get("GET /accounts/:account/rules", {
      params: coffee,
      query: { state: "off" },
    });
    expect(list.rows.map(({ id }) => id)).toEqual(["price"]);
    const after = await library.ruleSets.active("coffee");
    expect([after?.version, (after?.generation ?? 0) > (before?.generation ?? 0)]).toEqual([
      1,
      true,
    ]);
    await boss.get("PUT /accounts/:account/rules/:rule/switch", {
      params: PRICE,
      body: { isOff: false, reason: "好了" },
    });
    expect((await library.ruleSets.rulesOff("coffee")).size).toBe(0);
    const unknown = await boss.ask("PUT /accounts/:account/rules/:rule/switch", {
      params: { ...coffee, rule: "nobody" },
      body: { isOff: true, reason: "" },
    });
    expect(unknown.status).toBe(404);
  });
});

describe("what changed on disk", () => {
  const files = (rules: string) => ({
    "account.yaml": `id: coffee\nname: 拾光\nkind: service\n`,
    "rules.yaml": rules,
  });
  it("is a draft by `files` that somebody takes over and publishes", async () => {
    const { boss, importAccount } = await startCoffee();
    const brought = await importAccount(
      "coffee",
      files(RULES.replace("美式 18", "美式 18.7")),
      false,
    );
    expect(brought.kind).toBe("draft");
    const { others, changes: own } = await changes(boss);
    expect([own, others]).toMatchObject([[], [{ copy: "files", changes: 1 }]]);
    const taken = await boss.get("POST /accounts/:account/changes/take", {
      params: coffee,
      body: { copy: "files" },
    });
    expect(taken).toEqual({ taken: 1, conflicts: [] });
    expect((await changes(boss)).changes).toMatchObject([{ id: "price", authorName: "文件" }]);
    expect((await publish(boss)).status).toBe(200);
    expect((await changes(boss)).others).toEqual([]);
  });

  it("does not undo what was published from here", async () => {
    const { boss, importAccount } = await startCoffee();
    await edit(boss, "美式 18", "美式 18.9");
    await publish(boss);
    await importAccount("coffee", files(RULES), false);
    expect((await changes(boss)).others).toEqual([]);
    const both = await importAccount("coffee", files(RULES.replace("没听懂", "听不懂")), true);
    expect(both).toMatchObject({ kind: "published", version: 3 });
    const { text } = await boss.get("GET /accounts/:account/files/:file", {
      params: { ...coffee, file: "rules.yaml" },
    });
    expect(text).toBe(RULES.replace("没听懂", "听不懂").replace("美式 18", "美式 18.9"));
  });

  it("is a conflict where both sides changed a rule, never an overwrite", async () => {
    const { boss, importAccount } = await startCoffee();
    await edit(boss, "美式 18", "美式 18.9");
    await publish(boss);
    const brought = await importAccount(
      "coffee",
      files(RULES.replace("美式 18", "美式 18.1")),
      true,
    );
    expect(brought.kind).toBe("draft");
    await boss.get("POST /accounts/:account/changes/take", {
      params: coffee,
      body: { copy: "files" },
    });
    expect((await changes(boss)).changes).toMatchObject([{ id: "price", conflict: true }]);
  });
});
