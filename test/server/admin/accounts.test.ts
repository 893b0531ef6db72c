import { describe, expect, it } from "vitest";
import { openApi } from "../../../server/admin/openapi.ts";
import { ACCOUNT, coffee, RULES, START_MS, startAdmin, startCoffee } from "./rig.ts";

const NEW = {
  id: "demo",
  name: "演示: #1",
  kind: "service",
  verified: true,
  platform: "sandbox",
} as const;

describe("accounts", () => {
  it("are made in the wizard without any credentials and served at once", async () => {
    const { boss, store, served } = await startCoffee();
    const made = await boss.get("POST /accounts", { body: NEW });
    expect(made).toMatchObject({
      id: "demo",
      name: "演示: #1",
      platform: "sandbox",
      version: 1,
      rules: 0,
      originalId: expect.stringMatching(/^gh_/),
    });
    expect(served).toContain("demo");
    expect((await store.ruleSet("demo", "active"))?.account.name).toBe("演示: #1");
    expect((await boss.ask("POST /accounts", { body: NEW })).body.code).toBe("name-taken");
    const rule = { text: "- id: hi\n  when: { text: any }\n  then: { reply: 您好 }\n" };
    await boss.get("POST /accounts/:account/rules", { params: { account: "demo" }, body: rule });
    const { generation } = await boss.get("GET /accounts/:account/changes", {
      params: { account: "demo" },
    });
    await boss.get("POST /accounts/:account/publish", {
      params: { account: "demo" },
      body: { note: "第一条", generation },
    });
    expect((await store.ruleSet("demo", "active"))?.rules).toHaveLength(1);
  });

  it("show address, token and key of a real account to copy, and a light", async () => {
    const { boss, library } = await startCoffee();
    const real = {
      ...NEW,
      id: "real",
      platform: "wechat",
      originalId: "gh_1",
      appId: "wx0123456789abcdef",
      appSecret: "s3cretCanary",
    } as const;
    await boss.get("POST /accounts", { body: real });
    const params = { account: "real" };
    const shown = await boss.get("GET /accounts/:account/connection", { params });
    expect(shown).toMatchObject({
      url: "https://bot.example/wechat/real",
      hasAppSecret: true,
      lastVerifiedAtMs: null,
      lastPushAtMs: null,
    });
    expect(shown.token).toMatch(/^[A-Za-z0-9]{24}$/);
    expect(shown.encodingAesKey).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(JSON.stringify(shown)).not.toContain("s3cretCanary");
    await library.signals.note("real", "verified");
    await library.signals.note("real", "push");
    const lit = await boss.get("GET /accounts/:account/connection", { params });
    expect([lit.lastVerifiedAtMs, lit.lastPushAtMs]).toEqual([START_MS, START_MS]);
  });

  it("keep their secrets to themselves, everywhere but on the page for copying", async () => {
    const { boss, logged } = await startCoffee();
    const CANARIES = [
      "plainTokenCanary",
      "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
      "hookSecretCanary",
    ];
    const answers = [
      await boss.ask("GET /accounts"),
      await boss.ask("GET /accounts/:account", { params: coffee }),
      await boss.ask("GET /accounts/:account/settings", { params: coffee }),
      await boss.ask("GET /accounts/:account/export", { params: coffee }),
      await boss.ask("GET /accounts/:account/files", { params: coffee }),
      await boss.ask("GET /accounts/:account/ruleset", { params: coffee }),
      await boss.ask("GET /accounts/:account/names", { params: coffee }),
      await boss.ask("GET /accounts/:account/versions/:version", {
        params: { ...coffee, version: 1 },
      }),
      await boss.ask("GET /audit"),
      await boss.ask("PUT /accounts/:account/settings", {
        params: coffee,
        body: { text: "x", revision: "x" },
      }),
    ];
    for (const { body } of answers)
      for (const canary of CANARIES) expect(JSON.stringify(body)).not.toContain(canary);
    expect(logged).toEqual([]);
  });

  it("change their file with comments kept and covered secrets put back", async () => {
    const { boss, library, store } = await startCoffee();
    const before = await boss.get("GET /accounts/:account/settings", { params: coffee });
    expect(before.text).toBe(
      ACCOUNT.replace("plainTokenCanary", '"***"')
        .replace("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", '"***"')
        .replace("hookSecretCanary", '"***"'),
    );
    const text = before.text.replace("name: 拾光咖啡", "name: 拾光\nvars: { phone: '021' } # new");
    const after = await boss.get("PUT /accounts/:account/settings", {
      params: coffee,
      body: { text, revision: before.revision },
    });
    expect(after.text).toBe(text);
    const stored = await library.accounts.find("coffee");
    expect(stored?.secrets).toMatchObject({
      token: "plainTokenCanary",
      "hook:crm": "hookSecretCanary",
    });
    expect((await store.ruleSet("coffee", "active"))?.account).toMatchObject({
      name: "拾光",
      vars: { phone: "021" },
    });
    expect((await store.ruleSet("coffee", "active"))?.version).toBe(2);
    const late = await boss.ask("PUT /accounts/:account/settings", {
      params: coffee,
      body: { text, revision: before.revision },
    });
    expect(late.status).toBe(409);
  });

  it("refuse a file with mistakes, another id or without what a real account needs", async () => {
    const { boss } = await startCoffee();
    const { text, revision } = await boss.get("GET /accounts/:account/settings", {
      params: coffee,
    });
    for (const bad of [
      text.replace("kind: service", "kind: other"),
      text.replace("id: coffee", "id: tea"),
      text.replace("platform: sandbox", "platform: wechat").replace(/token:.*\n/, ""),
      "[",
    ]) {
      const { status, body } = await boss.ask("PUT /accounts/:account/settings", {
        params: coffee,
        body: { text: bad, revision },
      });
      expect([status, body.code]).toEqual([422, "account-refused"]);
    }
  });

  it("have testers", async () => {
    const { boss, library } = await startCoffee();
    const { me } = await boss.get("GET /session");
    await boss.get("PUT /accounts/:account/testers", {
      params: coffee,
      body: { testers: [{ openid: "o1", name: "我" }] },
    });
    expect(await library.testers.list("coffee")).toEqual([
      { openid: "o1", name: "我", copy: me?.id },
    ]);
    expect(await boss.get("GET /accounts/:account/testers", { params: coffee })).toEqual({
      testers: [{ openid: "o1", name: "我", copy: me?.id, copyName: me?.shownName }],
    });
  });

  it("keep whose draft a tester has, whoever saves the list next", async () => {
    const { boss, person } = await startCoffee();
    const { me } = await boss.get("GET /session");
    const ben = await person(boss, "operator");
    const put = (by: typeof boss, testers: readonly object[]) =>
      by.get("PUT /accounts/:account/testers", { params: coffee, body: { testers } as never });
    await put(boss, [{ openid: "o1", name: "我" }]);
    const both = await put(ben, [
      { openid: "o1", name: "我" },
      { openid: "o2", name: "他" },
    ]);
    expect(both.testers.map(({ copy }) => copy === me?.id)).toEqual([true, false]);
    const taken = await put(ben, [{ openid: "o1", name: "我", mine: true }]);
    expect(taken.testers.map(({ copy }) => copy === me?.id)).toEqual([false]);
  });
});

describe("files", () => {
  const file = (name: string) => ({ ...coffee, file: name });
  it("are edited whole: rules keep their names, order and comments", async () => {
    const { boss } = await startCoffee();
    const { text, revision } = await boss.get("GET /accounts/:account/files/:file", {
      params: file("rules.yaml"),
    });
    expect(text).toBe(RULES);
    const moved = RULES.replace(
      "tests:\n",
      "  - id: extra # 新\n    when: { text: { is: 新 } }\n    then: { reply: 新 }\n\ntests:\n",
    ).replace("# 常见问题", "# 常见");
    const after = await boss.get("PUT /accounts/:account/files/:file", {
      params: file("rules.yaml"),
      body: { text: moved, revision },
    });
    expect([
      after.text,
      after.problems.filter(({ diagnostic }) => diagnostic.severity === "error"),
    ]).toEqual([moved, []]);
    const { changes } = await boss.get("GET /accounts/:account/changes", { params: coffee });
    expect(changes.map(({ kind, id, what }) => [kind, id, what])).toEqual([
      ["outside", "rules.yaml/0", "changed"],
      ["rule", "extra", "added"],
    ]);
    const late = await boss.ask("PUT /accounts/:account/files/:file", {
      params: file("rules.yaml"),
      body: { text, revision },
    });
    expect(late).toMatchObject({ status: 409, body: { details: { text: moved } } });
  });

  it("of channels, places and menu complete what rules may name", async () => {
    const { boss } = await startCoffee();
    const put = (name: string, text: string) =>
      boss.get("PUT /accounts/:account/files/:file", {
        params: file(name),
        body: { text, revision: "" },
      });
    await put("channels.yaml", "channels: [{ id: poster, name: 海报 }]\n");
    await put("pages.yaml", "pages: [{ id: autumn, title: 秋天 }]\n");
    await put("menu.yaml", "menu: [{ name: 时间, key: HOURS }]\n");
    const names = await boss.get("GET /accounts/:account/names", { params: coffee });
    expect(names).toMatchObject({
      rules: [{ id: "hours", name: "营业时间" }, { id: "price" }, { id: "lost" }],
      channels: [{ id: "poster", name: "海报" }],
      menuKeys: [{ id: "HOURS", name: "时间" }],
      pages: expect.arrayContaining([
        { id: "bind", name: "" },
        { id: "autumn", name: "秋天" },
      ]),
      tags: ["问过营业时间"],
      groups: ["常见问题"],
      media: ["latte.jpg"],
    });
    const { schema } = await boss.get("GET /accounts/:account/schema", {
      params: coffee,
      query: { language: "en" },
    });
    expect(JSON.stringify(schema)).toContain('"examples":["poster"]');
    expect(JSON.stringify(schema)).toContain('"examples":["HOURS"]');
    expect(JSON.stringify(schema)).toContain("What a follower writes");
  });

  it("refuse account.yaml and names that lead elsewhere", async () => {
    const { boss } = await startCoffee();
    for (const name of ["account.yaml", "../x.yaml", ".hidden.yaml", "a/b.yaml", "x.txt"]) {
      const { status } = await boss.ask("PUT /accounts/:account/files/:file", {
        params: file(name),
        body: { text: "", revision: "" },
      });
      expect([name, [400, 403].includes(status)]).toEqual([name, true]);
    }
  });

  it("come in beside what is there, with names of their own", async () => {
    const { boss } = await startCoffee();
    const answer = await boss.get("POST /accounts/:account/import", {
      params: coffee,
      body: { how: "add", files: [{ name: "rules.yaml", text: RULES }] },
    });
    expect(answer.added).toEqual(["hours-2", "price-2", "lost-2"]);
    const { files } = await boss.get("GET /accounts/:account/export", { params: coffee });
    expect(files.map(({ name }) => name)).toEqual(["rules-2.yaml", "rules.yaml"]);
    expect(files[0]?.text).toContain("expect: { rule: price-2,");
    expect(files[1]?.text).toBe(RULES);
  });

  it("go out and come back byte for byte", async () => {
    const { boss } = await startCoffee();
    const { files } = await boss.get("GET /accounts/:account/export", { params: coffee });
    await boss.get("POST /accounts/:account/import", {
      params: coffee,
      body: { how: "replace", files },
    });
    expect((await boss.get("GET /accounts/:account/changes", { params: coffee })).changes).toEqual(
      [],
    );
  });
});

describe("definitions as data", () => {
  it("hold what a generated form needs", async () => {
    const { boss } = await startCoffee();
    const list = await boss.get("GET /accounts/:account/definitions", { params: coffee });
    const tag = list.actions.find(({ name }) => name === "tag");
    expect(tag).toMatchObject({
      title: { "zh-CN": expect.any(String) },
      isPlugin: false,
      isCode: false,
      params: { type: "object" },
    });
    expect(list.actions.find(({ name }) => name === "http")?.isCode).toBe(true);
    expect(list.triggers.find(({ name }) => name === "follow")?.family).toBe("follow");
    expect(list.operators.length).toBeGreaterThan(10);
    expect(Object.keys(list.shared)).toContain("actions");
  });
});

describe("the contract", () => {
  it("is printed as OpenAPI, every route once", async () => {
    const { boss } = await startCoffee();
    const printed = await boss.get("GET /openapi.json");
    expect(printed).toEqual(openApi());
    const { paths } = printed as {
      readonly paths: Record<string, Record<string, { readonly operationId: string }>>;
    };
    const names = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(paths)).toContain("/accounts/{account}/rules/{rule}");
  });

  it("answers unknown paths in its own shape", async () => {
    const { url, setUp } = await startAdmin();
    const boss = await setUp();
    const answer = await fetch(`${url}/api/nothing`, { headers: { cookie: boss.cookie } });
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { code: "not-found", message: { en: expect.any(String) } },
    ]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});
