import { describe, expect, it } from "vitest";
import { action, fine, never, said, startHost } from "./hosts.ts";

/** How long `work` takes, in ms. */
const timed = async <T>(work: Promise<T>): Promise<readonly [T, number]> => {
  const startedAtMs = performance.now();
  return [await work, performance.now() - startedAtMs];
};

describe("a plugin that crashes", () => {
  it.each([
    ["exits", "process.exit(3);"],
    ["aborts", "process.abort();"],
    [
      "throws from a timer",
      'setTimeout(() => { throw new Error("late"); }, 1); await new Promise(() => {});',
    ],
    [
      "leaves a rejection behind",
      'void Promise.reject(new Error("lost")); await new Promise(() => {});',
    ],
  ])("fails alone when it %s, and serves again", async (_, body) => {
    const bad = action("bad", `if (step.params.n === 1) { ${body} } return { say: "back" };`);
    const { ask, lines } = await startHost({ "bad.ts": bad, "good.ts": fine("good") });
    const [crashed, good] = await Promise.all([ask("bad", { n: 1 }), ask("good")]);
    expect(crashed).toEqual(never("plugin-crashed"));
    expect(good).toEqual(said("fine"));
    expect(await ask("bad")).toEqual(said("back"));
    const stopped = lines.filter((line) => line.message.startsWith("plugin stopped"));
    expect(stopped.map((line) => line.fields.restMs)).toEqual([100]);
  });

  it("takes no other call down with it: the others are asked again, one by one", async () => {
    const body = `
      if (step.params.n === 1) process.exit(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { say: String(step.params.n) };`;
    const { ask } = await startHost({ "bad.ts": action("bad", body) });
    const asked = [2, 1, 3].map((n) => ask("bad", { n }));
    expect(await Promise.all(asked)).toEqual([said("2"), never("plugin-crashed"), said("3")]);
  });

  it("is left alone for ever longer, and meanwhile its calls fail at once", async () => {
    const limits = { firstRestMs: 600, breakAfter: 2 };
    const { ask, lines } = await startHost(
      { "bad.ts": action("bad", "process.exit(1);") },
      { limits },
    );
    expect(await ask("bad")).toEqual(never("plugin-crashed"));
    expect(await ask("bad")).toEqual(never("plugin-crashed"));
    expect(await ask("bad", {}, { deadlineMs: 500 })).toEqual(never("plugin-resting"));
    const rests = lines.filter((line) => line.message.startsWith("plugin stopped"));
    expect(rests.map((line) => line.fields.restMs)).toEqual([600, 1_200]);
  });
});

describe("a plugin that hangs", () => {
  it.each([
    ["in a loop", "for (;;) {}"],
    ["on a promise", "await new Promise(() => {});"],
  ])("is ended at its deadline when it hangs %s, and serves again", async (_, body) => {
    const bad = action("bad", `if (step.params.n === 1) { ${body} } return { say: "back" };`);
    const { ask, lines } = await startHost({ "bad.ts": bad, "good.ts": fine("good") });
    const [[hung, tookMs], good] = await Promise.all([
      timed(ask("bad", { n: 1 }, { deadlineMs: 300 })),
      ask("good"),
    ]);
    expect(hung).toEqual(never("plugin-timeout"));
    expect(tookMs).toBeLessThan(5_000);
    expect(good).toEqual(said("fine"));
    expect(await ask("bad")).toEqual(said("back"));
    expect(lines.some((line) => line.message.includes("took too long"))).toBe(true);
  });

  it("fails no call that waited beside it in time", async () => {
    const body = `
      if (step.params.n === 1) await new Promise(() => {});
      await new Promise((resolve) => setTimeout(resolve, 400));
      return { say: "slow" };`;
    const { ask } = await startHost({ "bad.ts": action("bad", body) });
    const [hung, slow] = await Promise.all([
      ask("bad", { n: 1 }, { deadlineMs: 200 }),
      ask("bad", { n: 2 }, { deadlineMs: 5_000 }),
    ]);
    expect(hung).toEqual(never("plugin-timeout"));
    expect(slow).toEqual(said("slow"));
  });
});

describe("a plugin that leaks", () => {
  it("is ended when its heap is full", async () => {
    const body =
      'if (step.params.n === 1) { const kept = []; for (;;) kept.push(new Array(1e4).fill(kept.length)); } return { say: "back" };';
    const { ask } = await startHost({ "bad.ts": action("bad", body) });
    expect(await ask("bad", { n: 1 }, { deadlineMs: 20_000 })).toEqual(never("plugin-crashed"));
    expect(await ask("bad", {}, { deadlineMs: 5_000 })).toEqual(said("back"));
  });

  it.runIf(process.platform === "linux").each([
    ["in a loop", "for (;;) kept.push(Buffer.alloc(4e6, 1));"],
    [
      "little by little",
      "setInterval(() => kept.push(Buffer.alloc(2e7, 1)), 5); await new Promise(() => {});",
    ],
  ])("is ended when its buffers grow %s", async (_, body) => {
    const leak = `const kept: Buffer[] = []; if (step.params.n === 1) { ${body} } return { say: "back" };`;
    const { ask, lines } = await startHost({ "bad.ts": action("bad", leak) });
    const [ended, tookMs] = await timed(ask("bad", { n: 1 }, { deadlineMs: 20_000 }));
    expect(ended).toEqual(never("plugin-crashed"));
    expect(tookMs).toBeLessThan(10_000);
    expect(lines.some((line) => /it used \d+ MB|ended with 1/.test(line.message))).toBe(true);
    expect(await ask("bad", {}, { deadlineMs: 5_000 })).toEqual(said("back"));
  });
});

describe("the walls around a plugin", () => {
  const tries = (body: string) =>
    action(
      "spy",
      `try { ${body} } catch (error) { return { say: String((error as NodeJS.ErrnoException).code) }; }`,
    );
  it.each([
    [
      "read a file outside its folder",
      'return { say: (await import("node:fs")).readFileSync("/etc/passwd", "utf8") };',
    ],
    [
      "read the account's settings",
      'return { say: (await import("node:fs")).readFileSync(import.meta.dirname + "/../account.yaml", "utf8") };',
    ],
    [
      "write a file, even in its folder",
      '(await import("node:fs")).writeFileSync(import.meta.dirname + "/x", ""); return { say: "written" };',
    ],
    [
      "start a process",
      '(await import("node:child_process")).execSync("id"); return { say: "started" };',
    ],
    [
      "start a thread",
      'const { Worker } = await import("node:worker_threads"); new Worker("1", { eval: true }); return { say: "started" };',
    ],
  ])("do not let it %s", async (_, body) => {
    const { ask } = await startHost({ "spy.ts": tries(body) });
    expect(await ask("spy")).toEqual(said("ERR_ACCESS_DENIED"));
  });

  it("hide the environment and the channel to the server", async () => {
    const body = "return { say: JSON.stringify([Object.keys(process.env), typeof process.send]) };";
    const { ask } = await startHost({ "spy.ts": action("spy", body) });
    expect(await ask("spy")).toEqual(said('[[],"undefined"]'));
  });

  it("let it read its own folder", async () => {
    const body =
      'return { say: (await import("node:fs")).readFileSync(import.meta.dirname + "/data/menu.txt", "utf8") };';
    const { ask } = await startHost({ "spy.ts": action("spy", body), "data/menu.txt": "拿铁" });
    expect(await ask("spy")).toEqual(said("拿铁"));
  });
});
