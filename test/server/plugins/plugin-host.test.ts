import { rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { action, fine, never, said, startHost } from "./hosts.ts";

const points = `
  import { Actions, defineAction, defineFact, text, Type } from "yingda/plugin";
  export const points = defineAction({
    name: "points",
    title: { "zh-CN": "查积分", en: "Look up points" },
    params: Type.Object({ card: Type.String(), save: Type.String(), else: Type.Optional(Actions) }),
    short: { schema: Type.String(), expand: (card: string) => ({ card, save: "points" }) },
    sentence: { "zh-CN": "查「{params.card}」的积分", en: 'look up points of "{params.card}"' },
    captures: ["points"],
    run: async ({ params, key }) => ({ say: [text(params.card), key], captured: { [params.save]: 12 } }),
    simulate: () => ({ say: "（模拟）" }),
  });
  export const level = defineFact({
    name: "level", title: "等级", value: Type.String(), on: "text",
    read: async ({ vars }) => (vars.level === undefined ? undefined : String(vars.level)),
  });
`;
const problems = async (source: string) => {
  const { host } = await startHost({ "it.ts": source });
  return host.problems("shop");
};

describe("what a plugin hands up", () => {
  it("is its definitions as data, with the defaults written out", async () => {
    const { host } = await startHost({ "points.ts": points });
    expect(host.problems("shop")).toEqual([]);
    expect(host.data("shop")).toMatchObject([
      {
        kind: "fact",
        plugin: "points",
        name: "level",
        title: { "zh-CN": "等级", en: "等级" },
        value: { type: "string" },
      },
      {
        kind: "action",
        name: "points",
        title: { en: "Look up points" },
        group: "plugin",
        params: { type: "object", additionalProperties: false },
        short: { schema: { type: "string" }, as: "card", rest: { save: "points" } },
        traits: ["speaks"],
        canSimulate: true,
      },
    ]);
  });

  it("does not hang on what a package.json beside it says of modules", async () => {
    const files = { "package.json": '{ "type": "commonjs" }', "it.ts": fine("it") };
    const { host } = await startHost(files);
    expect(host.problems("shop")).toEqual([]);
  });

  it("becomes definitions like our own, for that account only", async () => {
    const { host } = await startHost({ "points.ts": points });
    const { actions, facts } = host.definitions("shop");
    expect(actions[0]?.short?.expand("6225")).toEqual({ card: "6225", save: "points" });
    expect(actions[0]?.captures?.({})).toEqual(["points"]);
    expect(facts.map((fact) => fact.name)).toEqual(["level"]);
    expect(host.definitions("bank")).toMatchObject({ actions: [], facts: [] });
  });
});

describe("a call to a plugin", () => {
  it("is answered with what `run` gives, in normal form", async () => {
    const { ask } = await startHost({ "points.ts": points });
    const texts = ["6225", "k"].map((one) => ({ kind: "text", text: one }));
    const value = { say: texts, captured: { points: 12 } };
    expect(await ask("points", { card: "6225", save: "points" })).toEqual({ kind: "done", value });
  });

  it("asks `simulate` for the phone, and `run` where there is none", async () => {
    const { host } = await startHost({ "points.ts": points, "good.ts": fine("good") });
    const simulate = (use: string) => {
      const args = { plugin: use, use, params: {} };
      const call = { key: "k", kind: "plugin", deadlineMs: 3_000, args };
      const signal = new AbortController().signal;
      const context = { account: "shop", follower: null, key: "k", attempt: 1, signal };
      return host.simulator.answer(call, context);
    };
    expect(await simulate("points")).toEqual(said("（模拟）"));
    expect(await simulate("good")).toEqual(said("fine"));
  });

  it("gives a fact's value, or null where there is none", async () => {
    const { ask } = await startHost({ "points.ts": points });
    const read = (vars: Readonly<Record<string, string>>) =>
      ask("level", {}, { args: { plugin: "points", use: "level", vars } });
    expect(await read({ level: "金卡" })).toEqual({ kind: "done", value: "金卡" });
    expect(await read({})).toEqual({ kind: "done", value: null });
  });

  it.each([
    ["throws", 'throw new Error("no such card");', "plugin-failed"],
    [
      "gives what an action may not give",
      'return { changes: [{ kind: "unfollowed" }] } as never;',
      "plugin-bad-answer",
    ],
    ["gives too much", 'return { captured: { a: "x".repeat(70_000) } };', "plugin-failed"],
  ])("fails when the plugin %s", async (_, body, code) => {
    const { ask, lines } = await startHost({ "it.ts": action("it", body) });
    expect(await ask("it")).toEqual(never(code));
    expect(lines.at(-1)).toMatchObject({
      message: "plugin call failed",
      fields: { code, use: "it" },
    });
  });

  it("fails for a plugin, or an action, that the account does not have", async () => {
    const { ask } = await startHost({ "good.ts": fine("good") });
    expect(await ask("gone")).toEqual(never("plugin-unknown"));
    expect(await ask("x", {}, { args: { plugin: "good", use: "other" } })).toEqual(
      never("plugin-unknown"),
    );
  });

  it("fails at once when too many wait, and when the host is closed", async () => {
    const slow = action("slow", "await new Promise(() => {}); return {};");
    const { host, ask } = await startHost({ "slow.ts": slow }, { limits: { pendingCalls: 1 } });
    const waiting = ask("slow");
    expect(await ask("slow")).toEqual(never("plugin-busy"));
    host.close();
    expect(await waiting).toEqual(never("plugin-closed"));
    expect(await ask("slow")).toEqual(never("plugin-closed"));
  });

  it("starts a process again that was ended because nobody asked", async () => {
    const body = "return { say: String(process.pid) };";
    const { ask } = await startHost({ "it.ts": action("it", body) }, { limits: { idleMs: 1 } });
    const first = await ask("it");
    await expect.poll(async () => JSON.stringify(await ask("it"))).not.toBe(JSON.stringify(first));
  });
});

describe("a plugin that cannot be used", () => {
  it("is a problem with its line, and the others serve", async () => {
    const { host, ask } = await startHost({
      "bad.ts": "const a = 1;\nconst = 2;\n",
      "good.ts": fine("good"),
    });
    expect(host.problems("shop")).toMatchObject([
      {
        code: "plugin-not-loaded",
        severity: "error",
        path: "plugins/bad",
        file: "plugins/bad.ts",
        line: 2,
      },
    ]);
    expect(await ask("good")).toEqual(said("fine"));
  });
  it("may throw while it is loaded", async () => {
    expect(await problems('\n\nthrow new Error("no key");')).toMatchObject([
      { code: "plugin-not-loaded", line: 3, column: 7, params: { reason: "no key" } },
    ]);
  });
  it("may exit or hang while it is loaded", async () => {
    expect(await problems("process.exit(0);")).toMatchObject([{ code: "plugin-not-loaded" }]);
    const { host } = await startHost({ "it.ts": "for (;;) {}" }, { limits: { loadMs: 700 } });
    expect(host.problems("shop")).toMatchObject([
      { code: "plugin-not-loaded", params: { reason: "it did not load in time" } },
    ]);
  });
  it("may define nothing", async () => {
    expect(await problems("export const a = 1;")).toMatchObject([{ code: "plugin-empty" }]);
  });
  it.each([
    ["a name that is none", 'name: "My Action", params: Type.Object({})', /name/],
    ["parameters that are no object", 'name: "it", params: Type.String()', /Type\.Object/],
    [
      "a schema with an unknown keyword",
      'name: "it", params: Type.Object({ a: Type.String({ minLenght: 1 }) })',
      /minLenght/,
    ],
    ["an `else` of its own", 'name: "it", params: Type.Object({ else: Type.String() })', /else/],
    [
      "a reference to elsewhere",
      'name: "it", params: Type.Object({ a: Type.Unsafe({ $ref: "#/definitions/rule" }) })',
      /\$ref/,
    ],
  ])("may have %s", async (_, fields, reason) => {
    const source = `
      import { defineAction, Type } from "yingda/plugin";
      export const it = defineAction({ title: "x", run: () => ({}), ${fields} });`;
    const [problem] = await problems(source);
    expect(problem?.code).toBe("plugin-definition");
    expect(problem?.params.reason).toMatch(reason);
  });
  it("may have a short form that is more than a place", async () => {
    const source = `
      import { defineAction, Type } from "yingda/plugin";
      export const it = defineAction({
        name: "it", title: "x", params: Type.Object({ a: Type.String() }), run: () => ({}),
        short: { schema: Type.String(), expand: (a: string) => ({ a: a.trim() }) },
      });`;
    expect(await problems(source)).toMatchObject([
      { code: "plugin-short", params: { name: "it" } },
    ]);
  });
  it("may take a name of ours, or of another plugin", async () => {
    const files = { "a.ts": fine("same"), "b.ts": fine("same"), "c.ts": fine("reply") };
    const { host } = await startHost(files);
    expect(host.data("shop").map((one) => one.plugin)).toEqual(["a"]);
    expect(
      host.problems("shop").map(({ code, path: at, params }) => [code, at, params.owner]),
    ).toEqual([
      ["plugin-name-taken", "plugins/b", "plugins/a.ts"],
      ["plugin-name-taken", "plugins/c", "Yingda"],
    ]);
  });
});

describe("plugins that are edited", () => {
  it("serve as edited after a reload; removed ones are gone", async () => {
    const files = { "a.ts": action("a", 'return { say: "one" };'), "b.ts": fine("b") };
    const { host, ask, write, folder } = await startHost(files);
    expect(await ask("a")).toEqual(said("one"));
    write("a.ts", action("a", 'return { say: "two" };'));
    rmSync(path.join(folder, "b.ts"));
    await host.reload();
    expect(await ask("a")).toEqual(said("two"));
    expect(await ask("b")).toEqual(never("plugin-unknown"));
  });

  it("go on serving as before when the new text is broken", async () => {
    const { host, ask, write } = await startHost({ "a.ts": action("a", 'return { say: "one" };') });
    write("a.ts", "export const = 1;");
    await host.reload();
    expect(host.problems("shop")).toMatchObject([{ code: "plugin-not-loaded" }]);
    expect(await ask("a")).toEqual(said("one"));
    write("a.ts", fine("a"));
    await host.reload();
    expect(host.problems("shop")).toEqual([]);
    expect(await ask("a")).toEqual(said("fine"));
  });

  it("answer calls in progress as they were", async () => {
    const body = 'await new Promise((resolve) => setTimeout(resolve, 300)); return { say: "old" };';
    const { host, ask, write } = await startHost({ "a.ts": action("a", body) });
    const inProgress = ask("a");
    write("a.ts", fine("a"));
    await host.reload();
    expect(await inProgress).toEqual(said("old"));
    expect(await ask("a")).toEqual(said("fine"));
  });

  it("are loaded again by themselves while they are watched, also from a folder that is made later", async () => {
    const told: (string | null)[] = [];
    const { ask, write } = await startHost(
      {},
      { isWatching: true, onChange: (account) => told.push(account) },
    );
    write("new.ts", fine("new"));
    await expect.poll(() => told, { timeout: 10_000 }).toContain("shop");
    expect(await ask("new")).toEqual(said("fine"));
    write("new.ts", action("new", 'return { say: "edited" };'));
    await expect.poll(() => ask("new"), { timeout: 10_000 }).toEqual(said("edited"));
  });

  it("are shared by all accounts where they stand in the common folder, behind the account's own", async () => {
    const { host, folder, write } = await startHost({ "a.ts": fine("a") });
    write("common/a.ts", fine("a"));
    write("common/c.ts", fine("c"));
    await host.load({ account: null, folder: path.join(folder, "common") });
    expect(host.data("shop").map((one) => one.name)).toEqual(["a", "c"]);
    expect(host.data("bank").map((one) => one.name)).toEqual(["a", "c"]);
  });
});
