import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { within } from "../../server/within.ts";

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
const LONG_MS = 60_000;

describe("work within a limit", () => {
  test("gives what the work gives, and leaves no listener behind", async () => {
    const { signal: outer } = new AbortController();
    const result = await within({ limitMs: LONG_MS, outer }, async (signal) => signal.aborted);
    expect(result).toBe(false);
    expect(getEventListeners(outer, "abort")).toEqual([]);
  });

  test("ends with a TimeoutError when its time is over", async () => {
    // The limit's own timer does not hold the process: this one does.
    const held = setTimeout(() => undefined, LONG_MS);
    await expect(within({ limitMs: 5 }, aborted)).rejects.toMatchObject({ name: "TimeoutError" });
    clearTimeout(held);
  });

  test("ends with the reason of who ends it early, also when that was before", async () => {
    const outer = new AbortController();
    const limits = { limitMs: LONG_MS, outer: outer.signal };
    const running = within(limits, aborted);
    outer.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    await expect(within(limits, aborted)).rejects.toThrow("enough");
    expect(getEventListeners(outer.signal, "abort")).toEqual([]);
  });

  test("hands on what the work threw", async () => {
    const work = () => Promise.reject(new Error("broken"));
    await expect(within({ limitMs: LONG_MS }, work)).rejects.toThrow("broken");
  });
});
