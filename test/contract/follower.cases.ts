import { describe, expect, it } from "vitest";
import type { InboundEvent } from "../../engine/index.ts";
import { textEvent } from "../builders.ts";
import type { Opened, Stage } from "./stored.ts";
import { delivery, effect, newFollower, say } from "./stored.ts";

/** Counts one up in the follower's row, as often as it takes. */
const countUp = async (opened: Opened, key: string): Promise<void> => {
  const event = textEvent({ key });
  for (;;) {
    const known = await opened.store.recall(event);
    if ("answered" in known) return;
    const state = known.follower ?? newFollower();
    const result = await opened.store.commit(
      delivery({
        event,
        followerVersion: known.follower?.version ?? 0,
        follower: { ...state, misses: state.misses + 1 },
      }),
    );
    if (result === "done") return;
  }
};

export const followerCases = (stage: Stage): void => {
  describe("followers", () => {
    it("come back as they were committed, one version on", async () => {
      const { store } = await stage.open();
      const state = newFollower({
        tags: ["VIP", "会员"],
        values: { name: "小王\n", phone: "13800000000", bag: { "": [1.5, null, "🐼"] } },
        followedAtMs: 5,
        position: { lat: 31.2, lng: 121.4, atMs: 6 },
        fired: { hours: { count: 2, atMs: [1, 2] } },
        window: { untilMs: 9, left: 4 },
      });
      await store.commit(delivery({ follower: state }));
      expect(await store.recall(textEvent({ key: "next" }))).toMatchObject({
        follower: { ...state, version: 1 },
      });
    });

    it("rest with their secrets encrypted, and come back with them readable", async () => {
      const { store, library, db } = await stage.open();
      const state = newFollower({
        values: { name: "小王", card: "6222021234567890" },
        secrets: ["card"],
        dialog: {
          ...{ id: "dialog", path: "rules/bind/then/0", version: 1, untilMs: 9, tries: 0 },
          ...{ captured: { pin: "495173", city: "上海" }, secrets: ["pin"] },
        },
      });
      await store.commit(delivery({ follower: state }));
      const known = { follower: { ...state, version: 1 } };
      expect(await store.recall(textEvent({ key: "next" }))).toMatchObject(known);
      expect(await library.followers.find("coffee", "o1")).toEqual(known.follower);
      const rows = JSON.stringify(await db.find(db.sql.selectFrom("follower").selectAll()));
      expect(rows).toContain("上海");
      expect(rows).not.toMatch(/6222021|495173/);
    });

    it("refuse an answer made from an earlier version, and keep nothing of it", async () => {
      const opened = await stage.open();
      const { store } = opened;
      await say(opened, { key: "k1" });
      const stale = delivery({
        event: textEvent({ key: "k2" }),
        followerVersion: 0,
        effects: [effect("of k2")],
      });
      expect(await store.commit(stale)).toBe("stale");
      expect(await store.commit({ ...stale, followerVersion: 9 })).toBe("stale");
      expect(await store.recall(stale.event)).toMatchObject({ follower: { version: 1 } });
      expect(await store.leaseEffects(10, 1000)).toEqual([]);
      expect(await store.commit({ ...stale, followerVersion: 1 })).toBe("done");
    });

    it("are made once, however many of their first messages come at a time", async () => {
      const [one, other] = [await stage.open(), await stage.open()];
      const results = await Promise.all(
        [one, other, one, other].map(({ store }, n) =>
          store.commit(delivery({ event: textEvent({ key: `k${n}` }) })),
        ),
      );
      expect(results.sort()).toEqual(["done", "stale", "stale", "stale"]);
    });

    it("lose no change that two processes make at a time", async () => {
      const [one, other] = [await stage.open(), await stage.open()];
      await Promise.all(
        Array.from({ length: 40 }, (_, n) => countUp(n % 2 === 0 ? one : other, `k${n}`)),
      );
      expect(await one.store.recall(textEvent({ key: "next" }))).toMatchObject({
        follower: { misses: 40, version: 40 },
      });
    });

    it("are not needed: an event may have none", async () => {
      const { store } = await stage.open();
      const event: InboundEvent = {
        ...{ kind: "due", what: "schedule", id: "rules/a/when/0", path: "rules/a/when/0" },
        ...{ account: "coffee", follower: null, key: "due", sentAtMs: 1, version: 1 },
      };
      expect(await store.recall(event)).toMatchObject({ follower: null });
      expect(await store.commit(delivery({ event, follower: null }))).toBe("done");
      expect(await store.recall(event)).toEqual({ answered: "好" });
    });
  });
};
