import { describe, expect, test } from "vitest";
import type { BroadcastContent } from "../../../engine/index.ts";
import { makeExchange } from "../../../server/wechat/exchange.ts";
import { clientOf } from "../wechat/rig.ts";
import { DAY_MS, MINUTE_MS, text, tryBroadcasts } from "./rig.ts";

const names = (count: number, of = "读者"): readonly string[] =>
  Array.from({ length: count }, (_, place) => `${of}${place}`);

describe("whom a broadcast reaches", () => {
  test("everybody, a tag of the platform's, a tag of ours, a segment, a list: each gets it once", async () => {
    const { meet, add, work, got, library, sandbox, hear, state } = await tryBroadcasts();
    const vips = await meet(names(3, "金"), ["VIP"]);
    const own = await meet(names(2, "老"), ["老客"]);
    const { tags } = sandbox.core;
    const { id } = tags.create("shop", "VIP");
    for (const [place, openid] of vips.entries()) tags.give("shop", id, openid, place + 1);
    const condition = "{ fact: tags, operator: includes, value: [VIP, 老客] }";
    const segment = { id: "s1", name: "常客", condition, author: "", atMs: 0 };
    await library.segments.put("shop", segment);
    await add("all", { kind: "all" });
    await add("tag", { kind: "tag", tag: "VIP" });
    await add("own", { kind: "tag", tag: "老客" });
    await add("segment", { kind: "segment", segment: "常客" });
    await add("list", { kind: "list", openids: [...own, ...own, vips[0] ?? ""] });
    await work();
    expect((await got("小明")).toSorted()).toEqual(["all"]);
    expect((await got("金0")).toSorted()).toEqual(["all", "list", "segment", "tag"]);
    expect((await got("金1")).toSorted()).toEqual(["all", "segment", "tag"]);
    expect((await got("老1")).toSorted()).toEqual(["all", "list", "own", "segment"]);
    await hear();
    expect(await state("segment")).toMatchObject({
      ...{ state: "done", code: "", receivers: 5 },
      progress: { parts: 1, taken: 1, ended: 1, failed: 0, total: 5, sent: 5, errors: 0 },
    });
    expect(await state("list")).toMatchObject({ target: { kind: "list", openids: [] } });
  });

  test("a long list goes in jobs, none of which holds one alone", async () => {
    const { meet, add, work, got, broadcasts, hear, state, posted } = await tryBroadcasts({}, 3);
    const openids = await meet(names(10));
    await add("long", { kind: "list", openids });
    await work();
    const parts = await broadcasts.parts("shop", "long");
    expect(parts.map(({ receivers }) => receivers)).toEqual([3, 3, 2, 2]);
    for (const name of names(10)) expect(await got(name)).toEqual(["long"]);
    expect(posted).toEqual([]);
    await hear();
    expect((await state("long")).state).toBe("done");
    expect(posted).toMatchObject([
      {
        ...{ kind: "event", name: "broadcast-sent", follower: null, key: "broadcast/long/end" },
        fields: { id: "long", to: "10", total: 10, sent: 10, errors: 0, code: "" },
      },
    ]);
  });

  test.each([
    ["a tag that nobody has", { kind: "tag", tag: "没人" }, "broadcast-nobody"],
    ["a tag that the platform has not", { kind: "tag", tag: "VIP" }, "broadcast-nobody"],
    ["a list of one", { kind: "list", openids: ["o1"] }, "broadcast-one"],
    ["a segment that is gone", { kind: "segment", segment: "x" }, "broadcast-no-segment"],
  ] as const)("%s ends it, visibly", async (_, target, code) => {
    const { add, work, state, posted } = await tryBroadcasts();
    await add("b", target);
    await work();
    expect(await state("b")).toMatchObject({ state: "failed", code });
    expect(posted).toMatchObject([{ name: "broadcast-failed", fields: { id: "b", code } }]);
  });

  test("a subscription account may not name followers, and an unverified one may not send", async () => {
    const one = await tryBroadcasts({ kind: "subscription" });
    await one.meet(names(3), ["老客"]);
    await one.add("own", { kind: "tag", tag: "老客" });
    await one.work();
    expect(await one.state("own")).toMatchObject({ state: "failed", code: "broadcast-needs-tag" });
    const other = await tryBroadcasts({ verified: false });
    await other.add("all", { kind: "all" });
    await other.work();
    expect(await other.state("all")).toMatchObject({ state: "failed", code: "wechat-48001" });
    expect(other.sandbox.core.quotas.usedToday("shop", "mass-send")).toBe(0);
  });

  test("somebody who is nobody any more is left out, and the rest gets it", async () => {
    const { meet, add, work, got, state } = await tryBroadcasts();
    const openids = await meet(names(4));
    await add("b", { kind: "list", openids: [...openids, "oGone0000000000000000000000"] });
    await work();
    expect(await got("读者3")).toEqual(["b"]);
    expect(await state("b")).toMatchObject({ state: "sent", progress: { taken: 1, failed: 0 } });
  });
});

describe("what is sent", () => {
  const article = (title: string) => ({
    ...{
      title,
      description: "摘要",
      picture: "latte.png",
      text: "一\n二 <b>",
      url: "https://a.example",
    },
  });
  test.each<[string, BroadcastContent]>([
    ["image", { kind: "image", media: { file: "latte.png" } }],
    ["voice", { kind: "voice", media: { file: "hello.amr" } }],
    ["video", { kind: "video", media: { file: "tour.mp4" }, title: "游览", description: "" }],
    ["articles", { kind: "articles", articles: [article("头条"), article("次条")] }],
  ])("%s", async (kind, content) => {
    const { meet, add, work, got, hear, state } = await tryBroadcasts();
    await meet(names(2));
    await add("b", { kind: "all" }, content);
    await work();
    expect(await got("读者1")).toEqual([kind]);
    await hear();
    expect(await state("b")).toMatchObject({ state: "done", progress: { sent: 3 } });
  });

  test.each<[string, BroadcastContent, string]>([
    ["a file that is missing", { kind: "image", media: { file: "x.png" } }, "media-missing"],
    ["a file of another type", { kind: "voice", media: { file: "notes.txt" } }, "media-type"],
    [
      "an article with a picture from the web",
      { kind: "articles", articles: [{ ...article("a"), picture: "https://a.example/b.png" }] },
      "broadcast-picture",
    ],
  ])("%s ends it before anything is sent", async (_, content, code) => {
    const { add, work, state, sandbox } = await tryBroadcasts();
    await add("b", { kind: "all" }, content);
    await work();
    expect(await state("b")).toMatchObject({ state: "failed", code, progress: { parts: 0 } });
    expect(sandbox.core.quotas.usedToday("shop", "mass-send")).toBe(0);
  });
});

describe("when it is sent", () => {
  test("at its time, not before", async () => {
    const { add, work, got, clock, meet } = await tryBroadcasts();
    await meet(names(2));
    await add("later", { kind: "all" }, text("later"), clock.nowMs() + 10 * MINUTE_MS);
    await work();
    expect(await got("读者0")).toEqual([]);
    clock.ms += 10 * MINUTE_MS;
    await work();
    expect(await got("读者0")).toEqual(["later"]);
  });

  test("to all once a day and four times a month; what is over waits for the next, visibly", async () => {
    const { add, work, hear, state, clock, got, sandbox } = await tryBroadcasts();
    for (const id of ["a", "b", "c", "d", "e"]) await add(id, { kind: "all" });
    await work();
    expect(await got("小明")).toEqual(["a"]);
    expect(await state("b")).toMatchObject({ state: "scheduled", code: "broadcast-day" });
    // 2026-11-23 10:00 in Beijing: midnight is 14 hours away.
    expect((await state("b")).retryAtMs).toBe(clock.nowMs() + 14 * 3_600_000);
    for (let day = 0; day < 4; day += 1) {
      await hear();
      clock.ms += DAY_MS;
      await work();
    }
    expect(await got("小明")).toHaveLength(4);
    const left = await Promise.all(["b", "c", "d", "e"].map(state));
    const waiting = left.filter((one) => one.state === "scheduled");
    expect(waiting).toMatchObject([{ code: "broadcast-month" }]);
    expect(waiting[0]?.retryAtMs).toBe(Date.UTC(2026, 10, 30, 16));
    clock.ms = Date.UTC(2026, 10, 30, 16);
    await work();
    expect(await got("小明")).toHaveLength(5);
    expect(sandbox.core.quotas.usedToday("shop", "mass-send")).toBe(1);
  });

  test("what the console sent meanwhile is the platform's to know: 45028 waits until tomorrow", async () => {
    const { add, work, state, clock, sandbox, got } = await tryBroadcasts();
    sandbox.core.faults.add({ path: "/cgi-bin/message/mass/sendall", errcode: 45028, times: 1 });
    await add("b", { kind: "all" });
    await work();
    expect(await state("b")).toMatchObject({ state: "sending", code: "wechat-45028" });
    clock.ms += 3_600_000;
    await work();
    expect(await got("小明")).toEqual([]);
    clock.ms += DAY_MS;
    await work();
    expect(await got("小明")).toEqual(["b"]);
  });
});

describe("never twice", () => {
  test("an answer that was lost is asked for under the same name, and its number comes back", async () => {
    const tried = await tryBroadcasts();
    const { add, meet, got, clock, state, startOne, sandbox, hear } = tried;
    await meet(names(2));
    const real = makeExchange();
    let lost = 0;
    const client = clientOf(tried.library, sandbox.url, {
      ...{ ...clock, log: tried.log },
      exchange: async (asked) => {
        const answer = await real(asked);
        if (!asked.url.pathname.endsWith("/sendall") || lost > 0) return answer;
        lost += 1;
        return { ok: false, code: "wechat-timeout", detail: "" };
      },
    });
    const { run } = startOne({ client });
    await add("b", { kind: "all" });
    await tried.work(run);
    expect(await state("b")).toMatchObject({
      ...{ state: "sending", code: "wechat-timeout" },
      progress: { taken: 0, unsure: 1 },
    });
    // The platform's word on the job is here before its number is.
    await hear();
    clock.ms += MINUTE_MS;
    await tried.work(run);
    expect(await got("读者0")).toEqual(["b"]);
    expect(await state("b")).toMatchObject({ state: "done", progress: { taken: 1, sent: 3 } });
    expect(sandbox.core.quotas.usedToday("shop", "mass-send")).toBe(2);
  });

  test("once the platform has forgotten the name nothing is sent again; it says that nobody knows", async () => {
    const { add, work, broadcasts, clock, sandbox, state, got } = await tryBroadcasts();
    await add("b", { kind: "all" });
    const { faults, quotas } = sandbox.core;
    faults.add({ path: "/cgi-bin/message/mass/sendall", cut: true, times: 1 });
    await work();
    expect((await state("b")).progress.unsure).toBe(1);
    clock.ms += DAY_MS;
    await work();
    expect(await got("小明")).toEqual([]);
    expect(await state("b")).toMatchObject({
      ...{ state: "failed", code: "broadcast-unsure" },
      progress: { unsure: 1, failed: 1 },
    });
    expect((await broadcasts.parts("shop", "b"))[0]?.code).toBe("broadcast-unsure");
    expect(quotas.usedToday("shop", "mass-send")).toBe(0);
  });

  test("one that is stopped sends no further job", async () => {
    const { meet, add, run, broadcasts, got, state } = await tryBroadcasts({}, 2);
    const openids = await meet(names(6));
    await add("b", { kind: "list", openids });
    // Files, receivers, the first job.
    for (let slice = 0; slice < 3; slice += 1) await run();
    await broadcasts.change("shop", "b", ["sending"], { state: "stopped" });
    await run();
    expect(await got("读者0")).toEqual(["b"]);
    expect(await got("读者5")).toEqual([]);
    expect(await state("b")).toMatchObject({ state: "stopped", progress: { parts: 3, taken: 1 } });
  });
});

describe("how it ends", () => {
  test("the platform's review refuses it: failed, with why and what helps", async () => {
    const { add, work, hear, state, posted, control } = await tryBroadcasts();
    await control("/verdicts", { account: "shop", job: "mass", result: "err(20001)" });
    await add("b", { kind: "all" });
    await work();
    await hear();
    expect(await state("b")).toMatchObject({ state: "failed", code: "mass-20001" });
    expect(posted).toMatchObject([{ name: "broadcast-failed", fields: { code: "mass-20001" } }]);
  });

  test("a result that never comes is asked for", async () => {
    const { add, work, state, clock } = await tryBroadcasts();
    await add("b", { kind: "all" });
    await work();
    expect((await state("b")).state).toBe("sent");
    clock.ms += 11 * MINUTE_MS;
    await work();
    clock.ms += 11 * MINUTE_MS;
    await work();
    expect(await state("b")).toMatchObject({ state: "done", code: "broadcast-no-figures" });
  });

  test.each([
    [45009, "sending"],
    [48001, "failed"],
    [45028, "sending"],
    [-1, "sending"],
    [40007, "failed"],
  ])("a refusal %i leaves it %s, with its code", async (errcode, expected) => {
    const { add, work, state, sandbox } = await tryBroadcasts();
    sandbox.core.faults.add({ path: "/cgi-bin/message/mass/sendall", errcode, times: 1 });
    await add("b", { kind: "all" });
    await work();
    expect(await state("b")).toMatchObject({ state: expected, code: `wechat-${errcode}` });
  });

  test("something wrong of our own is logged, shown and tried again", async () => {
    const { add, startOne, work, state, log, clock, got } = await tryBroadcasts();
    let isBroken = true;
    const { run, deps } = startOne();
    const broken = startOne({
      prepare: async (from, content) => {
        if (isBroken) throw new Error("the disk is gone");
        return deps.prepare(from, content);
      },
    });
    await add("b", { kind: "all" });
    await work(broken.run);
    expect(await state("b")).toMatchObject({ state: "scheduled", code: "broadcast-stumbled" });
    expect(log.lines.join()).toContain("a broadcast stumbled");
    isBroken = false;
    clock.ms += MINUTE_MS;
    await work(run);
    expect(await got("小明")).toEqual(["b"]);
  });
});
