import { describe, expect, test } from "vitest";
import type { InboundEvent } from "../../engine/index.ts";
import type { WaitingNumber } from "../../server/storage/library.ts";
import type { Stage } from "./stored.ts";
import { START_MS } from "./stored.ts";

const MINUTE_MS = 60_000;
const event = (key: string, follower = "o1"): InboundEvent<"event"> => ({
  kind: "event",
  account: "bank",
  follower,
  key,
  sentAtMs: START_MS,
  name: "bound",
  fields: { tail: "5678" },
});
const state = (of: Partial<Record<"id" | "browser", string>> = {}) => ({
  ...{ id: "s1", browser: "b1", path: "/p/bank/bind", recipient: "", scope: "snsapi_base" },
  untilMs: START_MS + MINUTE_MS,
  ...of,
});
const waiting = (of: Partial<WaitingNumber> = {}): WaitingNumber => ({
  kind: "card",
  numberKey: "N1",
  tail: "5678",
  customer: "",
  phone: "",
  code: "C1",
  untilMs: START_MS + MINUTE_MS,
  ...of,
});

export const pageCases = ({ open, clock }: Stage): void => {
  describe("sign-ins of pages", () => {
    test("a state serves once, its own browser, its own account, and in its time", async () => {
      const { signIns } = (await open()).library;
      await signIns.begin("bank", state());
      expect(await signIns.take("bank", { id: "s1", browser: "b2" })).toBeNull();
      expect(await signIns.take("shop", { id: "s1", browser: "b1" })).toBeNull();
      expect(await signIns.take("bank", { id: "s1", browser: "b1" })).toEqual({
        ...{ path: "/p/bank/bind", recipient: "", scope: "snsapi_base" },
      });
      expect(await signIns.take("bank", { id: "s1", browser: "b1" })).toBeNull();
      await signIns.begin("bank", state({ id: "s2" }));
      clock.nowMs += MINUTE_MS;
      expect(await signIns.take("bank", { id: "s2", browser: "b1" })).toBeNull();
    });

    test("a session replaces the one before, and old ones go", async () => {
      const { signIns } = (await open()).library;
      const more = { replaces: null, olderThanMs: 0, event: null };
      const who = { openid: "o1", scope: "snsapi_base" };
      await signIns.open("bank", { id: "a", ...who }, more);
      await signIns.open("bank", { id: "b", ...who }, { ...more, replaces: "a" });
      expect(await signIns.find("bank", "a")).toBeNull();
      expect(await signIns.find("shop", "b")).toBeNull();
      clock.nowMs += MINUTE_MS;
      await signIns.touch("bank", "b");
      expect(await signIns.find("bank", "b")).toMatchObject({
        openid: "o1",
        createdAtMs: START_MS,
        seenAtMs: START_MS + MINUTE_MS,
      });
      await signIns.open("bank", { id: "c", ...who }, { ...more, olderThanMs: START_MS + 1 });
      expect(await signIns.find("bank", "b")).toBeNull();
      await signIns.end("bank", "c");
      expect(await signIns.find("bank", "c")).toBeNull();
    });

    test("what happened on a page is due at once, and again if whoever took it dies", async () => {
      const { store, library } = await open();
      await library.signIns.happen(event("page:1"));
      expect(await store.takeDue(clock.nowMs, 10)).toEqual([event("page:1")]);
      expect(await store.takeDue(clock.nowMs, 10)).toEqual([]);
      clock.nowMs += MINUTE_MS;
      expect(await store.takeDue(clock.nowMs, 10)).toEqual([event("page:1")]);
    });
  });

  describe("bindings", () => {
    test("a number is bound with its code, together with what the rules are told", async () => {
      const { store, library } = await open();
      const { bindings } = library;
      await bindings.ask("bank", "o1", waiting());
      const of = { waiting: waiting(), event: event("page:1") };
      expect(await bindings.bind("bank", "o1", of)).toBe("done");
      expect(await bindings.bind("bank", "o1", of)).toBe("over");
      expect(await bindings.find("bank", "o1")).toEqual({
        ...{ kind: "card", numberKey: "N1", tail: "5678", customer: "" },
        ...{ openid: "o1", atMs: START_MS },
      });
      expect(await bindings.holder("bank", { kind: "card", numberKey: "N1" })).toBe("o1");
      expect(await bindings.holder("bank", { kind: "phone", numberKey: "N1" })).toBeNull();
      expect(await store.takeDue(clock.nowMs, 10)).toEqual([event("page:1")]);
    });

    test("a number has one follower and a follower one number; who comes second tells nobody anything", async () => {
      const { store, library } = await open();
      const { bindings } = library;
      await bindings.ask("bank", "o1", waiting());
      await bindings.bind("bank", "o1", { waiting: waiting(), event: event("page:1") });
      await bindings.ask("bank", "o2", waiting());
      const second = { waiting: waiting(), event: event("page:2", "o2") };
      expect(await bindings.bind("bank", "o2", second)).toBe("taken");
      const another = waiting({ numberKey: "N2" });
      await bindings.ask("bank", "o1", another);
      const more = { waiting: another, event: event("page:3") };
      expect(await bindings.bind("bank", "o1", more)).toBe("taken");
      expect(await bindings.count("bank")).toBe(1);
      expect(await bindings.count("shop")).toBe(0);
      expect(await store.takeDue(clock.nowMs, 10)).toEqual([event("page:1")]);
    });

    test("guesses are counted before they are looked at, and a new number begins anew", async () => {
      const { bindings } = (await open()).library;
      await bindings.ask("bank", "o1", waiting());
      const guess = (code: string) => bindings.tryCode("bank", "o1", { code, most: 2 });
      expect(await Promise.all([guess("X"), guess("Y"), guess("C1")])).toContain("over");
      expect(await guess("C1")).toBe("over");
      await bindings.ask("bank", "o1", waiting({ code: "C2" }));
      expect(await guess("C1")).toBe("wrong");
      expect(await guess("C2")).toBe("right");
    });

    test("a waiting phone number is kept encrypted, and only for its time", async () => {
      const { library, db } = await open();
      const given = waiting({ kind: "phone", phone: "13800138000", tail: "8000" });
      await library.bindings.ask("bank", "o1", given);
      expect(await library.bindings.waiting("bank", "o1")).toEqual(given);
      const [row] = await db.read(
        { name: "look", sql: "select phone from bind_code", fill: () => [] },
        {},
      );
      expect(JSON.stringify(row)).not.toContain("138");
      clock.nowMs += MINUTE_MS;
      expect(await library.bindings.waiting("bank", "o1")).toBeNull();
      await library.bindings.ask("bank", "o2", waiting({ untilMs: clock.nowMs + 1 }));
      const left = await db.read(
        { name: "look", sql: "select openid from bind_code", fill: () => [] },
        {},
      );
      expect(left).toEqual([{ openid: "o2" }]);
    });

    test("unbinding frees the number, once", async () => {
      const { bindings } = (await open()).library;
      await bindings.ask("bank", "o1", waiting());
      await bindings.bind("bank", "o1", { waiting: waiting(), event: event("page:1") });
      expect(await bindings.unbind("bank", "o1", event("page:2"))).toBe("done");
      expect(await bindings.unbind("bank", "o1", event("page:3"))).toBe("gone");
      await bindings.ask("bank", "o2", waiting());
      const next = { waiting: waiting(), event: event("page:4", "o2") };
      expect(await bindings.bind("bank", "o2", next)).toBe("done");
    });
  });
};
