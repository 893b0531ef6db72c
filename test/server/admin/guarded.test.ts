import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { Right, Route, RouteName } from "../../../server/admin/contract.ts";
import { API } from "../../../server/admin/contract.ts";
import { ROLES } from "../../../server/admin/roles.ts";
import type { Browser } from "./rig.ts";
import { ACCOUNT, RULES, startAdmin, startCoffee } from "./rig.ts";

const ROUTES = Object.entries(API) as [RouteName, Route][];
const changes = (name: string): boolean => !name.startsWith("GET ");
const hasAccount = (name: string): boolean => name.includes(":account");

/** Params that fit the contract and point to something that is there, where anything is. */
const PARAMS: Readonly<Record<string, string | number>> = {
  account: "coffee",
  rule: "price",
  file: "rules.yaml",
  test: "rules.yaml/5",
  version: 1,
  session: "0".repeat(64),
  user: "0123456789abcdef",
  template: "welcome",
  key: "1",
  follower: "o1",
  order: "48213094820394820394",
};
const paramsFor = (name: string, account = "coffee"): Record<string, string | number> =>
  Object.fromEntries(
    [...name.matchAll(/:([a-z]+)/g)].map(([, key = ""]) => [
      key,
      key === "account" ? account : (PARAMS[key] ?? "x"),
    ]),
  );
const ask = (browser: Browser, name: RouteName, given: object = {}, account?: string) =>
  browser.ask(name, { params: paramsFor(name, account) as never, ...given });

/** A body of every route that passes its schema. */
const BODIES: Partial<Record<RouteName, object>> = {
  "POST /setup": { token: "a".repeat(43), name: "x", shownName: "x", password: "x" },
  "POST /login": { name: "nobody", password: "x" },
  "POST /invite": { token: "a".repeat(43), password: "x" },
  "PUT /me/password": { current: "x", next: "y" },
  "POST /users": { name: "new", shownName: "new", role: "viewer", accounts: "*" },
  "PUT /users/:user": { role: "viewer" },
  "POST /accounts": { id: "new", name: "新", kind: "service", verified: true, platform: "sandbox" },
  "PUT /accounts/:account/settings": { text: "", revision: "" },
  "PUT /accounts/:account/testers": { testers: [] },
  "POST /accounts/:account/rules": { text: "- id: a\n  when: { text: any }\n  then: silent\n" },
  "POST /accounts/:account/rules-bulk": { rules: ["price"], set: { kind: "enabled", value: true } },
  "PUT /accounts/:account/rules/:rule": { text: "x", revision: "" },
  "POST /accounts/:account/rules/:rule/copy": {},
  "POST /accounts/:account/rules/:rule/move": { after: null },
  "PUT /accounts/:account/rules/:rule/switch": { isOff: false, reason: "" },
  "PUT /accounts/:account/files/:file": { text: "", revision: "" },
  "POST /accounts/:account/import": {
    how: "add",
    files: [{ name: "a.yaml", text: "rules: []\n" }],
  },
  "POST /accounts/:account/orders/:order/refund": { reason: "x", key: "abcdefgh" },
  "POST /accounts/:account/bills": { day: "2026-01-01" },
  "POST /accounts/:account/templates/:template": { inputs: {}, preview: true },
  "POST /accounts/:account/simulate": {
    of: "draft",
    steps: [{ send: { kind: "text", text: "价格" } }],
  },
  "POST /accounts/:account/why-not": {
    of: "draft",
    rule: "price",
    sent: { kind: "text", text: "x" },
  },
  "POST /accounts/:account/rehearsal": {},
  "POST /accounts/:account/tests": { text: "- name: a\n  steps: [{ send: 价格 }]\n" },
  "PUT /accounts/:account/tests/:test": { text: "x", revision: "" },
  "POST /accounts/:account/tests-run": { of: "draft" },
  "POST /accounts/:account/changes/discard": {},
  "POST /accounts/:account/changes/take": { copy: "files" },
  "POST /accounts/:account/publish": { note: "x", generation: 0 },
  "POST /accounts/:account/versions/:version/rollback": { generation: 0 },
  "POST /accounts/:account/channel-code": { channel: "poster-01" },
  "POST /accounts/:account/pictures": { file: "a.jpg", data: "aaaa" },
  "POST /accounts/:account/pictures-try": { data: "aaaa" },
  "POST /accounts/:account/broadcast-plan": { target: { kind: "all" } },
  "POST /accounts/:account/broadcast-preview": { to: "o1", content: { text: "好" } },
  "POST /accounts/:account/broadcasts": {
    ...{ target: { kind: "tag", tag: "VIP" }, content: { text: "好" }, dueAtMs: null },
  },
  "PUT /accounts/:account/followers/:follower/remark": { remark: "老王" },
  "POST /accounts/:account/followers-tags": { followers: ["o1"], add: ["VIP"], remove: [] },
  "POST /accounts/:account/followers-blacklist": { followers: ["o1"], isOn: true },
  "POST /accounts/:account/followers-sync": { kind: "full" },
  "PUT /accounts/:account/segments/:segment": {
    ...{ name: "常客", condition: "{ fact: tags, operator: includes, value: VIP }" },
  },
  "POST /accounts/:account/segment-count": {
    condition: "{ fact: tags, operator: includes, value: VIP }",
  },
  "POST /accounts/:account/menu/restore": { backup: "0" },
  "POST /accounts/:account/failures/retry": { keys: ["none"] },
  "POST /accounts/:account/failures/dismiss": { keys: ["none"] },
  "POST /accounts/:account/conversations/:follower/reply": { key: "12345678", text: "好" },
  "POST /accounts/:account/conversations/:follower/take": { key: "12345678", from: "" },
  "POST /accounts/:account/conversations/:follower/move": { key: "12345678", to: "" },
  "POST /accounts/:account/conversations/:follower/end": { key: "12345678", how: "close" },
};
const QUERIES: Partial<Record<RouteName, object>> = {
  "DELETE /accounts/:account/rules/:rule": { revision: "" },
  "DELETE /accounts/:account/files/:file": { revision: "" },
  "DELETE /accounts/:account/tests/:test": { revision: "" },
  "GET /accounts/:account/channels": { from: "2026-11-01", until: "2026-11-30" },
  "GET /accounts/:account/diff": { from: 1, to: 1 },
  "GET /accounts/:account/conversations": { show: "all" },
  "GET /accounts/:account/notices/days": { from: "2026-11-01", until: "2026-11-30" },
  "GET /accounts/:account/failures": { state: "given-up" },
  "GET /accounts/:account/conversations/:follower/file": { key: "1", place: 0 },
};
const whole = (name: RouteName) => ({ body: BODIES[name] ?? {}, query: QUERIES[name] ?? {} });

const holds = (role: keyof typeof ROLES, needs: Route["needs"]): boolean =>
  needs === "open" ||
  needs === "session" ||
  (ROLES[role].rights as readonly Right[]).includes(needs);

/** Nothing of the working copies, what is served, or who may sign in. */
const state = async ({ library }: Awaited<ReturnType<typeof startCoffee>>) =>
  JSON.stringify({
    members: (await library.members.list()).map(({ addresses: _a, revision: _r, ...one }) => one),
    active: await library.ruleSets.active("coffee"),
    copies: await library.drafts.copies("coffee"),
    off: [...(await library.ruleSets.rulesOff("coffee"))],
    testers: await library.testers.list("coffee"),
    accounts: await library.accounts.list(),
  });

describe("who may call what", () => {
  it("lets nobody in before the first administrator", async () => {
    const { browser, importAccount } = await startAdmin();
    await importAccount("coffee", { "account.yaml": ACCOUNT, "rules.yaml": RULES });
    for (const [name] of ROUTES) {
      if (name === "GET /session" || name === "POST /setup") continue;
      const { status, body } = await ask(browser(), name, whole(name));
      expect([name, status, body.code]).toEqual([name, 403, "not-set-up"]);
    }
    expect((await browser().get("GET /session")).state).toBe("setup");
  });

  it("asks everybody to sign in, but for the doors", async () => {
    const rig = await startCoffee();
    for (const [name, { needs }] of ROUTES) {
      const { status } = await ask(rig.browser(), name, whole(name));
      if (needs !== "open") expect([name, status]).toEqual([name, 401]);
    }
  });

  it.each(Object.keys(ROLES) as (keyof typeof ROLES)[])(
    "gives a %s of the account exactly the rights of the role, and nothing of another account",
    async (role) => {
      const rig = await startCoffee();
      await rig.importAccount("tea", {
        "account.yaml": ACCOUNT.replace("id: coffee", "id: tea"),
        "rules.yaml": RULES,
      });
      const person = await rig.person(rig.boss, role, ["coffee"]);
      let cells = 0;
      for (const [name, { needs }] of ROUTES) {
        if (needs === "open" || name === "POST /logout") continue;
        const own = await ask(person, name, whole(name));
        // Whoever has only some accounts has no right to all of them.
        const isAllowed = needs === "session" || (hasAccount(name) && holds(role, needs));
        expect([name, own.status === 403 && own.body.code === "not-allowed"]).toEqual([
          name,
          !isAllowed,
        ]);
        cells += 1;
        if (!hasAccount(name)) continue;
        const foreign = await ask(person, name, whole(name), "tea");
        expect([name, foreign.status, foreign.body.code]).toEqual([name, 404, "not-found"]);
        cells += 1;
      }
      expect(cells).toBeGreaterThan(80);
    },
    60_000,
  );

  it("ends what somebody may do the moment it is taken away", async () => {
    const rig = await startCoffee();
    const person = await rig.person(rig.boss, "operator");
    const { me } = await person.get("GET /session");
    const params = { user: me?.id ?? "" };
    await rig.boss.get("PUT /users/:user", { params, body: { isActive: false } });
    expect((await person.ask("GET /accounts")).status).toBe(401);
  });

  it("keeps one administrator", async () => {
    const rig = await startCoffee();
    const { me } = await rig.boss.get("GET /session");
    const params = { user: me?.id ?? "" };
    for (const body of [{ role: "viewer" as const }, { isActive: false }, { accounts: ["coffee"] }])
      expect((await rig.boss.ask("PUT /users/:user", { params, body })).body.code).toBe(
        "last-admin",
      );
  });
});

describe("requests from elsewhere", () => {
  const FOREIGN = [
    { "sec-fetch-site": "cross-site", "x-requested-by": "yingda" },
    { "sec-fetch-site": "same-site", "x-requested-by": "yingda" },
    { "sec-fetch-site": "same-origin", "x-requested-by": "" },
  ];
  it("change nothing on any route", async () => {
    const rig = await startCoffee();
    const before = await state(rig);
    for (const [name] of ROUTES.filter(([route]) => changes(route)))
      for (const headers of FOREIGN) {
        const { status, body } = await ask(rig.boss, name, { ...whole(name), headers });
        expect([name, status, body.code]).toEqual([name, 403, "bad-header"]);
      }
    expect(await state(rig)).toBe(before);
  });

  it("are known by their origin where the browser does not say more", async () => {
    const rig = await startCoffee();
    const raw = (origin: string) =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port, host } = new URL(rig.url);
        const body = "{}";
        const socket = connect(Number(port), hostname, () =>
          socket.end(
            `POST /api/logout HTTP/1.1\r\nHost: ${host}\r\n${origin}X-Requested-By: yingda\r\nCookie: ${rig.boss.cookie}\r\n` +
              `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
          ),
        );
        let answer = "";
        socket.on("data", (chunk) => {
          answer += String(chunk);
        });
        socket.on("end", () => resolve(answer.slice(9, 12)));
        socket.on("error", reject);
      });
    expect(await raw("")).toBe("403");
    expect(await raw("Origin: null\r\n")).toBe("403");
    expect(await raw("Origin: https://evil.example\r\n")).toBe("403");
    expect(await raw(`Origin: ${rig.url}\r\n`)).toBe("200");
  });

  it("change nothing by GET", async () => {
    const rig = await startCoffee();
    const before = await state(rig);
    for (const [name] of ROUTES.filter(([route]) => !changes(route)))
      await ask(rig.boss, name, whole(name));
    expect(await state(rig)).toBe(before);
  });
});

describe("bodies", () => {
  it("hold nothing that the contract does not name", async () => {
    const rig = await startCoffee();
    const before = await state(rig);
    for (const [name] of ROUTES.filter(([route]) => changes(route) && route !== "POST /logout"))
      for (const more of [{ role: "admin" }, { accountId: "tea" }, { isAdmin: true }]) {
        const allowed = { ...BODIES[name] };
        if (name === "PUT /users/:user" || (name === "POST /users" && "role" in more)) continue;
        const { status, body } = await ask(rig.boss, name, {
          ...whole(name),
          body: { ...allowed, ...more },
        });
        expect([name, status, body.code]).toEqual([name, 400, "bad-request"]);
      }
    expect(await state(rig)).toBe(before);
  });

  it("hold no key that reaches into prototypes", async () => {
    const rig = await startCoffee();
    const raw =
      '{"of":"draft","steps":[{"send":{"kind":"text","text":"x"}}],"follower":{"values":{"__proto__":{"a":1}}}}';
    const { status } = await ask(rig.boss, "POST /accounts/:account/simulate", { raw });
    expect(status).toBe(400);
  });

  it("come as JSON and as nothing else", async () => {
    const rig = await startCoffee();
    const types = [
      "",
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "text/json",
      "application/json; charset=gbk",
      "application/jsonx",
    ];
    for (const [name] of ROUTES.filter(([route]) => changes(route)))
      for (const type of types) {
        const given = { ...whole(name), headers: { "content-type": type }, raw: '{"a":1}' };
        expect([name, type, (await ask(rig.boss, name, given)).status]).toEqual([name, type, 415]);
      }
  });

  it("are refused above 1 MB", async () => {
    const rig = await startCoffee();
    const raw = JSON.stringify({ text: "x".repeat(1_100_000) });
    const { status, body } = await ask(rig.boss, "POST /accounts/:account/rules", { raw });
    expect([status, body.code]).toEqual([413, "too-large"]);
  });

  it("are limited in number", async () => {
    const { browser } = await startAdmin({ perMinute: 3 });
    const all = [];
    for (let count = 0; count < 4; count += 1)
      all.push((await browser().ask("GET /session")).status);
    expect(all).toEqual([200, 200, 200, 429]);
  });
});

describe("the audit log", () => {
  it("has exactly one row for every change, written with it", async () => {
    const rig = await startCoffee();
    const count = async () =>
      (await rig.library.audit.list({}, { before: null, limit: 500 })).length;
    const { boss } = rig;
    const rule = { account: "coffee", rule: "price" };
    const { text, revision } = await boss.get("GET /accounts/:account/rules/:rule", {
      params: rule,
    });
    const version = { account: "coffee", version: 1 };
    const steps: readonly (() => Promise<unknown>)[] = [
      () =>
        boss.get("PUT /accounts/:account/rules/:rule", {
          params: rule,
          body: { text: text.replace("18", "18.0"), revision },
        }),
      () => boss.get("POST /accounts/:account/rules/:rule/copy", { params: rule, body: {} }),
      () =>
        boss.get("POST /accounts/:account/rules/:rule/move", {
          params: rule,
          body: { after: null },
        }),
      () =>
        boss.get("POST /accounts/:account/rules-bulk", {
          params: { account: "coffee" },
          body: { rules: ["lost"], set: { kind: "priority", value: 10 } },
        }),
      () =>
        boss.get("PUT /accounts/:account/rules/:rule/switch", {
          params: rule,
          body: { isOff: true, reason: "错价" },
        }),
      () =>
        boss.get("POST /accounts/:account/tests", {
          params: { account: "coffee" },
          body: { text: "- name: a\n  steps: [{ send: 价格 }]\n" },
        }),
      () =>
        boss.get("PUT /accounts/:account/files/:file", {
          params: { account: "coffee", file: "places.yaml" },
          body: { text: "places: []\n", revision: "" },
        }),
      () =>
        boss.get("PUT /accounts/:account/testers", {
          params: { account: "coffee" },
          body: { testers: [{ openid: "o1", name: "我" }] },
        }),
      async () =>
        boss.get("POST /accounts/:account/publish", {
          params: { account: "coffee" },
          body: { note: "一", generation: 2 },
        }),
      () =>
        boss.get("POST /accounts/:account/versions/:version/rollback", {
          params: version,
          body: { generation: 3 },
        }),
      () =>
        boss.get("POST /accounts/:account/import", {
          params: { account: "coffee" },
          body: { how: "add", files: [{ name: "more.yaml", text: RULES }] },
        }),
      () =>
        boss.get("POST /accounts/:account/changes/discard", {
          params: { account: "coffee" },
          body: {},
        }),
      () =>
        boss.get("POST /accounts", {
          body: { id: "demo", name: "演示", kind: "service", verified: true, platform: "sandbox" },
        }),
      () =>
        boss.get("POST /users", {
          body: { name: "one", shownName: "one", role: "viewer", accounts: "*" },
        }),
    ];
    for (const [at, step] of steps.entries()) {
      const before = await count();
      await step();
      expect([at, (await count()) - before]).toEqual([at, 1]);
    }
    const { entries } = await boss.get("GET /audit", { query: { account: "coffee", limit: 2 } });
    expect(entries[1]).toMatchObject({
      what: "POST /accounts/:account/import",
      userName: "老板",
      address: expect.stringContaining("127.0.0.1"),
    });
    const before = await count();
    await boss.ask("POST /accounts/:account/publish", {
      params: { account: "coffee" },
      body: { note: "x", generation: 0 },
    });
    for (const [name, { readsOnly }] of ROUTES.filter(([, route]) => route.readsOnly === true)) {
      expect(readsOnly).toBe(true);
      await ask(boss, name, whole(name));
    }
    expect(await count()).toBe(before);
  });
});
