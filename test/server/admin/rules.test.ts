import { describe, expect, it } from "vitest";
import { coffee, RULES, startCoffee } from "./rig.ts";

const rule = (id: string) => ({ ...coffee, rule: id });

describe("the rules of a working copy", () => {
  it("lists every rule with its sentence in both languages", async () => {
    const { boss } = await startCoffee();
    await boss.get("GET /accounts/:account/check", { params: coffee });
    const list = await boss.get("GET /accounts/:account/rules", { params: coffee });
    expect(list.total).toBe(3);
    expect(list.families).toEqual({ all: 3, keyword: 2, follow: 0, message: 1, other: 0 });
    expect(list.groups).toEqual([{ name: "常见问题", count: 1 }]);
    expect(list.rows[0]).toMatchObject({
      id: "hours",
      name: "营业时间",
      enabled: true,
      errors: 0,
      change: null,
      sentence: {
        "zh-CN": expect.stringContaining("当收到文字含 营业时间、几点开门"),
        en: expect.stringContaining("When text has 营业时间"),
      },
    });
    expect(list.rows[1]).toMatchObject({ id: "price", tests: { total: 1, passed: 0, failed: 0 } });
  });

  it("filters, sorts and pages on the server", async () => {
    const { boss } = await startCoffee();
    const ids = async (query: object) =>
      (await boss.get("GET /accounts/:account/rules", { params: coffee, query })).rows.map(
        ({ id }) => id,
      );
    expect(await ids({ family: "message" })).toEqual(["lost"]);
    expect(await ids({ text: "美式" })).toEqual(["price"]);
    expect(await ids({ group: "常见问题" })).toEqual(["hours"]);
    expect(await ids({ uses: "tag" })).toEqual(["hours"]);
    expect(await ids({ offset: 1, limit: 1 })).toEqual(["price"]);
    expect(await ids({ badge: "changed" })).toEqual([]);
  });

  it("saves a text in the caller's copy alone, comments and all", async () => {
    const { boss, person } = await startCoffee();
    const other = await person(boss, "operator");
    const before = await boss.get("GET /accounts/:account/rules/:rule", { params: rule("hours") });
    expect(before.text).toContain("# 小王负责");
    const text = before.text.replace("现在已打烊。", "明早见。");
    const after = await boss.get("PUT /accounts/:account/rules/:rule", {
      params: rule("hours"),
      body: { text, revision: before.revision },
    });
    expect(after).toMatchObject({ text, published: before.text, conflict: false, problems: [] });
    const seen = await other.get("GET /accounts/:account/rules/:rule", { params: rule("hours") });
    expect(seen.text).toBe(before.text);
    const file = await boss.get("GET /accounts/:account/files/:file", {
      params: { ...coffee, file: "rules.yaml" },
    });
    expect(file.text).toBe(RULES.replace("现在已打烊。", "明早见。"));
  });

  it("keeps a broken text and says what is wrong, with line and both languages", async () => {
    const { boss } = await startCoffee();
    const { text, revision } = await boss.get("GET /accounts/:account/rules/:rule", {
      params: rule("price"),
    });
    const broken = await boss.get("PUT /accounts/:account/rules/:rule", {
      params: rule("price"),
      body: { text: text.replace("is: 价格", "iss: 价格"), revision },
    });
    expect(broken.rule).toBeNull();
    expect(broken.problems[0]?.diagnostic).toMatchObject({ severity: "error", file: "rules.yaml" });
    expect(broken.problems[0]?.says.en).not.toBe("");
    const list = await boss.get("GET /accounts/:account/rules", { params: coffee });
    expect(list.rows.find(({ id }) => id === "price")).toMatchObject({
      errors: 1,
      change: "changed",
      name: "价格",
    });
  });

  it("answers 409 with both texts when it was changed since", async () => {
    const { boss } = await startCoffee();
    const { text, revision } = await boss.get("GET /accounts/:account/rules/:rule", {
      params: rule("price"),
    });
    const body = (price: string) => ({ text: text.replace("18", price), revision });
    await boss.get("PUT /accounts/:account/rules/:rule", {
      params: rule("price"),
      body: body("19"),
    });
    const late = await boss.ask("PUT /accounts/:account/rules/:rule", {
      params: rule("price"),
      body: body("20"),
    });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      code: "changed-meanwhile",
      details: { text: expect.stringContaining("19"), published: expect.stringContaining("18") },
    });
  });

  it("adds, copies, moves and removes rules", async () => {
    const { boss } = await startCoffee();
    const made = await boss.get("POST /accounts/:account/rules", {
      params: coffee,
      body: {
        text: "- id: price\n  when: { text: { is: 多少钱 } }\n  then: { reply: 十八。 }\n",
        after: "hours",
      },
    });
    expect(made).toMatchObject({ id: "price-2", before: "hours", after: "price", problems: [] });
    const copied = await boss.get("POST /accounts/:account/rules/:rule/copy", {
      params: rule("hours"),
      body: { name: "国庆时间" },
    });
    expect(copied).toMatchObject({ id: "hours-copy", before: "hours", rule: { name: "国庆时间" } });
    await boss.get("POST /accounts/:account/rules/:rule/move", {
      params: rule("lost"),
      body: { after: null },
    });
    const { revision } = await boss.get("GET /accounts/:account/rules/:rule", {
      params: rule("price"),
    });
    await boss.get("DELETE /accounts/:account/rules/:rule", {
      params: rule("price"),
      query: { revision },
    });
    const list = await boss.get("GET /accounts/:account/rules", { params: coffee });
    expect(list.rows.map(({ id, change }) => [id, change])).toEqual([
      ["lost", "moved"],
      ["hours", null],
      ["hours-copy", "added"],
      ["price-2", "added"],
    ]);
    expect((await boss.get("GET /accounts/:account/check", { params: coffee })).errors).toBe(1);
  });

  it("puts a new rule into a file of its own, which goes away with it", async () => {
    const { boss, importAccount } = await startCoffee();
    await importAccount("tea", { "account.yaml": "id: tea\nname: 茶\nkind: subscription\n" });
    const params = { account: "tea" };
    const made = await boss.get("POST /accounts/:account/rules", {
      params,
      body: { text: "- id: hi\n  when: { text: any }\n  then: { reply: 您好 }" },
    });
    expect(made).toMatchObject({ id: "hi", file: "rules.yaml", problems: [] });
    const files = await boss.get("GET /accounts/:account/export", { params });
    expect(files.files).toEqual([
      {
        name: "rules.yaml",
        text: "rules:\n  - id: hi\n    when: { text: any }\n    then: { reply: 您好 }\n",
      },
    ]);
    await boss.get("DELETE /accounts/:account/rules/:rule", {
      params: { ...params, rule: "hi" },
      query: { revision: made.revision },
    });
    expect((await boss.get("GET /accounts/:account/export", { params })).files).toEqual([]);
  });

  it("changes many rules at once and leaves every other byte", async () => {
    const { boss } = await startCoffee();
    const bulk = await boss.get("POST /accounts/:account/rules-bulk", {
      params: coffee,
      body: { rules: ["hours", "price", "nobody"], set: { kind: "enabled", value: false } },
    });
    expect(bulk).toEqual({ changed: 2, failed: ["nobody"] });
    const { text } = await boss.get("GET /accounts/:account/files/:file", {
      params: { ...coffee, file: "rules.yaml" },
    });
    expect(text).toBe(
      RULES.replace("name: 营业时间\n", "name: 营业时间\n    enabled: false\n").replace(
        "name: 价格\n",
        "name: 价格\n    enabled: false\n",
      ),
    );
    await boss.get("POST /accounts/:account/rules-bulk", {
      params: coffee,
      body: { rules: ["hours", "price"], set: { kind: "enabled", value: true } },
    });
    expect((await boss.get("GET /accounts/:account/changes", { params: coffee })).changes).toEqual(
      [],
    );
  });

  it("lets only the right `code` bring in what reaches out", async () => {
    const { boss, person } = await startCoffee();
    const operator = await person(boss, "operator");
    const text =
      "- id: call\n  when: { text: 查 }\n  then:\n    - http: { url: 'https://api.coffee.example/x', save: x }\n";
    const refused = await operator.ask("POST /accounts/:account/rules", {
      params: coffee,
      body: { text },
    });
    expect(refused.body.code).toBe("needs-code");
    expect(
      (await boss.ask("POST /accounts/:account/rules", { params: coffee, body: { text } })).status,
    ).toBe(200);
  });
});
