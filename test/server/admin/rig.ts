import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { InboundEvent } from "../../../engine/index.ts";
import {
  applyChanges,
  builtIn,
  compileRules,
  makeRegistry,
  respond,
} from "../../../engine/index.ts";
import type { Admin } from "../../../server/admin/admin.ts";
import { createAdmin } from "../../../server/admin/admin.ts";
import type {
  AnswerOf,
  BodyOf,
  ParamsOf,
  QueryOf,
  RoleName,
  RouteName,
} from "../../../server/admin/contract.ts";
import { createApp } from "../../../server/app.ts";
import { createBroadcastDesk } from "../../../server/broadcasts/desk.ts";
import { createInbox } from "../../../server/conversations/create-inbox.ts";
import { manageFollowers } from "../../../server/followers/manage.ts";
import type { MapClient } from "../../../server/maps/map-client.ts";
import { createMapClient } from "../../../server/maps/map-client.ts";
import type { MenuDesk } from "../../../server/menus/menu-desk.ts";
import type { OrderDeskDeps } from "../../../server/pay/order-desk.ts";
import { orderNumbers } from "../../../server/pay/order-numbers.ts";
import { createPictureDesk } from "../../../server/pictures/picture-desk.ts";
import { createRecogniser } from "../../../server/pictures/recogniser.ts";
import type { CompileProcess } from "../../../server/rules/compile-process.ts";
import { createCompileProcess } from "../../../server/rules/compile-process.ts";
import { createRuleLibrary } from "../../../server/rules/rule-library.ts";
import { openSqliteStore } from "../../../server/storage/sqlite-store.ts";
import { makeExchange } from "../../../server/wechat/exchange.ts";
import { refusedBy } from "../../../server/wechat/refusal.ts";
import type { Api } from "../../../server/wechat/request.ts";
import { createTagIds } from "../../../server/wechat/tag-ids.ts";
import { fakePay } from "../pay/fake-pay.ts";

export const START_MS = 1_795_000_000_000;
export const PASSWORD = "correct horse battery staple";

export const ACCOUNT = `id: coffee
name: 拾光咖啡
kind: service
verified: true
platform: sandbox
originalId: gh_1f2e3d4c5b6a
appId: wx0123456789abcdef
token: plainTokenCanary # keep
encodingAesKey: abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG
hosts: [api.coffee.example]
hooks: { crm: { url: "https://crm.example/in", secret: hookSecretCanary } }
`;
export const RULES = `# 常见问题
rules:
  # 小王负责
  - id: hours  # 营业
    name: 营业时间
    group: 常见问题
    when:
      - text: { has: [营业时间, 几点开门] }
    if: { fact: time, operator: within, value: 09:00-18:00 }
    then:
      - reply: 我们每天 9:00–18:00 营业。
      - tag: 问过营业时间
    else:
      - reply: 现在已打烊。

  - id: price
    name: 价格
    when:
      - text: { is: 价格 }
    then:
      - reply: 美式 18 元。

  - id: lost
    when: nothing-matched
    then:
      - reply: 没听懂。
tests:
  - name: 问价格
    steps:
      - send: 价格
        expect: { rule: price, reply: { has: 18 } }
`;

interface Given {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `null`: the route without its body. */
  readonly raw?: string | null;
}
export interface Answered<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}
type Refused = { readonly code: string; readonly details: never };

/** Somebody at a browser: keeps the cookie, says where requests come from. */
export class Browser {
  readonly #url: string;
  cookie = "";
  constructor(url: string) {
    this.#url = url;
  }
  async ask<K extends RouteName>(
    name: K,
    given: Given & {
      readonly params?: ParamsOf<K>;
      readonly query?: QueryOf<K>;
      readonly body?: BodyOf<K> | unknown;
    } = {},
  ): Promise<Answered<AnswerOf<K> & Partial<Refused>>> {
    const [method = "", path = ""] = name.split(" ");
    const params = (given.params ?? {}) as Readonly<Record<string, unknown>>;
    const filled = path.replace(/:([a-z]+)/g, (_, key: string) =>
      encodeURIComponent(String(params[key])),
    );
    const query = new URLSearchParams(
      Object.entries(given.query ?? {}).map(([key, value]): [string, string] => [
        key,
        String(value),
      ]),
    );
    const isRead = method === "GET";
    const response = await fetch(`${this.#url}/api${filled}?${query}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...(isRead
          ? {}
          : {
              "content-type": "application/json",
              "x-requested-by": "yingda",
              "sec-fetch-site": "same-origin",
            }),
        ...given.headers,
      },
      ...(isRead || given.raw === null
        ? {}
        : { body: given.raw ?? JSON.stringify(given.body ?? {}) }),
    });
    for (const line of response.headers.getSetCookie()) this.cookie = line.split(";")[0] ?? "";
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text), headers: response.headers } as never;
  }
  /** The answer of a route that must succeed. */
  async get<K extends RouteName>(
    name: K,
    given: Given & {
      readonly params?: ParamsOf<K>;
      readonly query?: QueryOf<K>;
      readonly body?: BodyOf<K>;
    } = {},
  ): Promise<AnswerOf<K>> {
    const { status, body } = await this.ask(name, given);
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
}

/** Nobody answers in the platform's place: what is asked of it is refused. */
const refused = async () => refusedBy("wechat-unreachable", "no platform here", START_MS);
const noPlatform: Api = {
  call: refused,
  download: refused,
  downloadFile: refused,
  account: refused,
};
const noMenus: MenuDesk = {
  view: refused,
  publish: refused,
  restore: refused,
  backups: async () => [],
};

let shared: CompileProcess | null = null;
/** One for all tests of a file: starting it takes longer than they do. */
const compiler = (): CompileProcess => {
  shared ??= createCompileProcess();
  return shared;
};

/** The whole API over a database of its own, on loopback, at a clock that stands until it is moved. */
export const startAdmin = async (
  of: {
    readonly perMinute?: number;
    readonly templatesFolder?: string;
    /** No account has a key when absent. */
    readonly maps?: MapClient;
  } = {},
) => {
  const folder = mkdtempSync(join(tmpdir(), "yingda-admin-"));
  const clock = { nowMs: START_MS };
  const nowMs = () => clock.nowMs;
  const logged: string[] = [];
  const opened = openSqliteStore({
    file: join(folder, "store.db"),
    nowMs,
    secretKeys: [Buffer.alloc(32, 7)],
  });
  const { library, store } = opened;
  const env = () => undefined;
  const rules = createRuleLibrary({
    library,
    store,
    compiler: compiler(),
    plugins: () => [],
    nowMs,
    env,
  });
  const registry = makeRegistry(builtIn);
  const served: string[] = [];
  const recogniser = createRecogniser({ log: { error: (_, text) => logged.push(text) } });
  onTestFinished(recogniser.close);
  const pictures = createPictureDesk(recogniser, async (account) => ({
    account,
    folders: [join(folder, account, "files")],
    index: join(folder, account, "index"),
  }));
  const pay = fakePay(nowMs);
  const orders: OrderDeskDeps = {
    orders: library.orders,
    clients: pay.clients,
    settings: async (account) => (await store.ruleSet(account, "active"))?.account ?? null,
    nowMs,
    numbers: orderNumbers(Buffer.alloc(32, 7)),
    notifyUrl: (account, mchid) => `https://bot.example/pay/${account}/${mchid}`,
    log: { error: (fields, text) => logged.push(`${text} ${JSON.stringify(fields)}`) },
  };
  const make = (): Admin =>
    createAdmin({
      library,
      store,
      compiler: compiler(),
      plugins: {
        definitions: () => ({ triggers: [], facts: [], operators: [], actions: [] }),
        data: () => [],
        simulator: { kind: "plugin", answer: async () => ({ kind: "never", code: "no-plugin" }) },
      },
      setSchedules: rules.setSchedules,
      nowMs,
      env,
      log: {
        error: (fields, text) =>
          logged.push(
            `${text} ${JSON.stringify(fields)} ${String((fields as { err?: unknown }).err)}`,
          ),
      },
      publicUrl: "https://bot.example/",
      templatesFolder:
        of.templatesFolder ?? fileURLToPath(new URL("../../../rules/templates", import.meta.url)),
      onServed: async (account) => {
        served.push(account);
      },
      onAccount: async () => {},
      connection: {
        ask: async () => ({ isGood: true, errmsg: "", remedy: null }),
        addressOf: () => null,
      },
      onTesters: (account) => served.push(account),
      mediaFiles: async () => ["latte.jpg"],
      menus: noMenus,
      followers: manageFollowers({
        ...{ followers: library.followers, client: { api: () => noPlatform }, nowMs },
        tagIds: createTagIds(nowMs),
        settings: async (account) => (await store.ruleSet(account, "active"))?.account ?? null,
      }),
      broadcasts: createBroadcastDesk({
        ...{ broadcasts: library.broadcasts, followers: library.followers, nowMs },
        ...{ segments: library.segments, client: { api: () => noPlatform } },
        sender: async (account) => {
          const served = await store.ruleSet(account, "active");
          return served === null ? null : { settings: served.account, registry };
        },
        prepare: async () => ({ ok: true, data: { type: "text", text: "x" } }),
      }),
      codes: { codeOf: refused },
      notices: { current: refused, sync: refused },
      pictures,
      maps:
        of.maps ??
        createMapClient({
          ...{ account: async () => null, exchange: makeExchange(), nowMs },
          ...{ answers: library.mapAnswers, counters: library.counters, wait: async () => {} },
        }),
      inbox: createInbox({
        ...{ library, nowMs },
        tell: async () => ({ isSent: false, reason: "no platform here" }),
        client: {
          api: () => noPlatform,
        },
      }),
      orders,
      perMinute: of.perMinute ?? 1_000_000,
    });
  const admin = make();
  const app = createApp({
    isReady: () => true,
    editorFolder: folder,
    routers: [{ path: "/api", router: admin.router }],
    log: { error: (_fields, text) => logged.push(text) },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const importAccount = (name: string, files: Readonly<Record<string, string>>, publish = true) =>
    rules.importFolder(
      {
        name,
        path: join(folder, name),
        files: Object.entries(files).map(([file, text]) => ({ name: file, text })),
        plugins: null,
      },
      { publish, author: "files" },
    );
  const setUp = async (): Promise<Browser> => {
    const path = (await admin.setupPath()) ?? "";
    const browser = new Browser(url);
    await browser.get("POST /setup", {
      body: {
        token: path.split("#")[1] ?? "",
        name: "boss",
        shownName: "老板",
        password: PASSWORD,
      },
    });
    return browser;
  };
  /** Somebody of a role, signed in. */
  const person = async (
    boss: Browser,
    role: RoleName,
    accounts: "*" | readonly string[] = "*",
  ): Promise<Browser> => {
    const name = `${role}-${randomUUID().slice(0, 8)}`;
    const { path } = await boss.get("POST /users", {
      body: { name, shownName: name, role, accounts: accounts === "*" ? "*" : [...accounts] },
    });
    const browser = new Browser(url);
    await browser.get("POST /invite", {
      body: { token: path.split("#")[1] ?? "", password: PASSWORD },
    });
    return browser;
  };
  /** Answers a message as the webhook would, and keeps it in the log. */
  const deliver = async (account: string, event: InboundEvent): Promise<string> => {
    const ruleSet = await store.ruleSet(account, "active");
    if (ruleSet === null) throw new Error(`nothing is served for ${account}`);
    const recalled = await store.recall(event);
    const follower = "follower" in recalled ? recalled.follower : null;
    const asked = { event, follower, rules: compileRules(ruleSet, registry), earlier: null };
    const outcome = await respond({
      ...asked,
      nowMs: event.sentAtMs,
      seed: "1",
      answers: new Map(),
      isLate: false,
    });
    if (outcome.kind !== "decided") throw new Error("it needs a call");
    const answer = outcome.reply?.kind === "text" ? outcome.reply.text : "";
    await store.commit({
      event,
      followerVersion: follower?.version ?? 0,
      follower: applyChanges(follower, outcome.changes),
      answer,
      late: false,
      changes: outcome.changes,
      effects: outcome.effects,
      trace: outcome.trace,
      nextTick: null,
    });
    return answer;
  };
  return {
    url,
    admin,
    opened,
    library,
    store,
    clock,
    orders,
    pay,
    logged,
    served,
    importAccount,
    setUp,
    person,
    deliver,
    browser: () => new Browser(url),
  };
};

/** With the example account and its administrator. */
export const startCoffee = async (of: { readonly maps?: MapClient } = {}) => {
  const rig = await startAdmin(of);
  await rig.importAccount("coffee", { "account.yaml": ACCOUNT, "rules.yaml": RULES });
  const boss = await rig.setUp();
  return { ...rig, boss };
};
export const coffee = { account: "coffee" } as const;
