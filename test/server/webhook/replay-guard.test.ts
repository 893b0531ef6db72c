import { expect, test } from "vitest";
import { ReplayGuard } from "../../../server/webhook/replay-guard.ts";
import { sha1 } from "./wechat-client.ts";

test("the first body under a signature, and the same again, pass; another does not", () => {
  const guard = new ReplayGuard(64);
  const signature = sha1("one");
  expect(guard.accepts(signature, "a")).toBe(true);
  expect(guard.accepts(signature, Buffer.from("a"))).toBe(true);
  expect(guard.accepts(signature, "b")).toBe(false);
  expect(guard.accepts(signature, "a")).toBe(true);
  expect(guard.accepts(sha1("two"), "b")).toBe(true);
});

test("what it remembers is bounded: the latest stay, the oldest give way", () => {
  const guard = new ReplayGuard(1024);
  const signatures = Array.from({ length: 10_000 }, (_, number) => sha1(String(number)));
  for (const signature of signatures) expect(guard.accepts(signature, "a")).toBe(true);
  const isSwapRefused = (signature: string): boolean => !guard.accepts(signature, "b");
  expect(signatures.slice(-200).every(isSwapRefused)).toBe(true);
  expect(signatures.filter(isSwapRefused).length).toBeLessThanOrEqual(1024);
});
