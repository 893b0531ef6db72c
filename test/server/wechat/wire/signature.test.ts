import { expect, test, vi } from "vitest";
import {
  isSealSignedBy,
  isSignedBy,
  signSealed,
  signTriple,
} from "../../../../server/wechat/wire/signature.ts";

const triple = { token: "sandbox_token_01", timestamp: "1763865600", nonce: "2086431577" };
const signature = "909647bca84d70607d3bca806a02870d621390bd";

test("the vector of the contract", () => {
  expect(signTriple(triple)).toBe(signature);
  expect(isSignedBy(triple, signature)).toBe(true);
});

test("the order of the parts does not matter, every part does", () => {
  expect(
    signTriple({ token: triple.nonce, timestamp: triple.token, nonce: triple.timestamp }),
  ).toBe(signature);
  for (const name of ["token", "timestamp", "nonce"] as const) {
    expect(isSignedBy({ ...triple, [name]: `${triple[name]}0` }, signature)).toBe(false);
  }
});

test.each([
  ["upper case", signature.toUpperCase()],
  ["a digit short", signature.slice(1)],
  ["a digit more", `${signature}0`],
  ["a prefix that decodes", `${signature.slice(0, 38)}zz`],
  ["nothing", ""],
  ["a line break behind it", `${signature}\n`],
])("%s is refused", (_what, given) => {
  expect(isSignedBy(triple, given)).toBe(false);
});

test("the sealed text is part of its signature", () => {
  const sealed = "c2VhbGVk";
  const given = signSealed(triple, sealed);
  expect(isSealSignedBy(triple, sealed, given)).toBe(true);
  expect(isSealSignedBy(triple, "c2VhbGVl", given)).toBe(false);
  expect(isSealSignedBy(triple, sealed, signature)).toBe(false);
});

test("comparing goes through the constant-time function, also when the first digit differs", async () => {
  const crypto = await import("node:crypto");
  const { default: builtin } = crypto;
  const spy = vi.spyOn(builtin, "timingSafeEqual");
  const { syncBuiltinESMExports } = await import("node:module");
  syncBuiltinESMExports();
  isSignedBy(triple, `0${signature.slice(1)}`);
  isSignedBy(triple, `${signature.slice(0, 39)}0`);
  expect(spy).toHaveBeenCalledTimes(2);
  spy.mockRestore();
  syncBuiltinESMExports();
});
