import type { AddressInfo } from "node:net";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { domainProof } from "../../../server/pages/domain-proof.ts";

test("a domain is proven by the file that an account has, and by nothing made up", async () => {
  const proof = "MP_verify_0123456789abcdef.txt";
  const app = express();
  const asked: string[] = [];
  app.use(
    domainProof({
      accounts: async () => ["museum", "bank"],
      media: async (account, name) => {
        asked.push(name);
        if (account !== "bank" || name !== proof) return null;
        const bytes = new TextEncoder().encode("0123456789abcdef");
        return { name, bytes: bytes.length, digest: "", read: async () => bytes };
      },
    }),
  );
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const get = (path: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  const found = await get(`/${proof}`);
  expect(found.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(await found.text()).toBe("0123456789abcdef");
  expect((await get("/MP_verify_another.txt")).status).toBe(404);
  for (const path of ["/MP_verify_..%2Fkey.txt", "/latte.jpg", "/x/MP_verify_a.txt"])
    expect((await get(path)).status).toBe(404);
  expect(new Set(asked)).toEqual(new Set([proof, "MP_verify_another.txt"]));
});
