import { describe, expect, test } from "vitest";
import type { Stage } from "./stored.ts";
import { START_MS } from "./stored.ts";

const HOUR_MS = 3_600_000;
const lent = (value: string, hours = 2) => ({
  value,
  renewAtMs: START_MS + hours * HOUR_MS * 0.8,
  expiresAtMs: START_MS + hours * HOUR_MS,
});

export const tokenCases = ({ open, clock }: Stage): void => {
  describe("tokens", () => {
    test("a token is kept with its generation, per account and kind", async () => {
      const { tokens } = (await open()).library;
      expect(await tokens.find("coffee", "stable-token")).toBeNull();
      expect(await tokens.put("coffee", "stable-token", lent("T1"), 0)).toBe("done");
      expect(await tokens.find("coffee", "stable-token")).toEqual({ ...lent("T1"), generation: 1 });
      expect(await tokens.find("coffee", "jsapi-ticket")).toBeNull();
      expect(await tokens.find("museum", "stable-token")).toBeNull();
    });

    test("a token made from an older generation never overwrites a newer one", async () => {
      const { tokens } = (await open()).library;
      await tokens.put("coffee", "t", lent("T1"), 0);
      expect(await tokens.put("coffee", "t", lent("late"), 0)).toBe("stale");
      expect(await tokens.put("coffee", "t", lent("T2"), 1)).toBe("done");
      expect(await tokens.put("coffee", "t", lent("late"), 1)).toBe("stale");
      expect(await tokens.find("coffee", "t")).toEqual({ ...lent("T2"), generation: 2 });
    });

    test("only the very generation that was refused is given back", async () => {
      const { tokens } = (await open()).library;
      await tokens.put("coffee", "t", lent("T1"), 0);
      await tokens.put("coffee", "t", lent("T2"), 1);
      expect(await tokens.expire("coffee", "t", 1)).toBe("stale");
      expect((await tokens.find("coffee", "t"))?.expiresAtMs).toBe(lent("").expiresAtMs);
      expect(await tokens.expire("coffee", "t", 2)).toBe("done");
      expect(await tokens.find("coffee", "t")).toMatchObject({ value: "T2", expiresAtMs: 0 });
    });

    test("one process at a time holds the lease, and a dead one's ends by itself", async () => {
      const [one, other] = [(await open()).library.tokens, (await open()).library.tokens];
      const lease = (tokens: typeof one, holder: string) =>
        tokens.lease("coffee", "t", { holder, forMs: 15_000 });
      expect(await lease(one, "a")).toBe("mine");
      expect(await lease(other, "b")).toBe("taken");
      expect(await other.lease("museum", "t", { holder: "b", forMs: 15_000 })).toBe("mine");
      clock.nowMs += 14_999;
      expect(await lease(other, "b")).toBe("taken");
      clock.nowMs += 1;
      expect(await lease(other, "b")).toBe("mine");
      await one.release("coffee", "t", "a");
      expect(await lease(one, "a")).toBe("taken");
      await other.release("coffee", "t", "b");
      expect(await lease(one, "a")).toBe("mine");
    });

    test("fifty that ask for the lease at once get it once", async () => {
      const { tokens } = (await open()).library;
      const asked = Array.from({ length: 50 }, (_, place) =>
        tokens.lease("coffee", "t", { holder: `h${place}`, forMs: 15_000 }),
      );
      expect((await Promise.all(asked)).filter((got) => got === "mine")).toHaveLength(1);
    });

    test("values are encrypted at rest", async () => {
      const { library, db } = await open();
      await library.tokens.put("coffee", "t", lent("canary-token"), 0);
      const rows = await db.find(db.sql.selectFrom("token").selectAll());
      expect(JSON.stringify(rows)).not.toContain("canary");
    });

    test("a value that another key encrypted counts as given back, and can be replaced", async () => {
      const { library, db } = await open();
      await library.tokens.put("coffee", "t", lent("T1"), 0);
      const spoil = db.sql.updateTable("token").set({ token: "v1.other.aa.bb.cc" }).compile();
      await db.write([
        { name: "spoil", sql: spoil.sql, values: spoil.parameters as string[], rows: 1 },
      ]);
      expect(await library.tokens.find("coffee", "t")).toEqual({
        value: "",
        renewAtMs: 0,
        expiresAtMs: 0,
        generation: 1,
      });
      expect(await library.tokens.put("coffee", "t", lent("T2"), 1)).toBe("done");
    });
  });
};
