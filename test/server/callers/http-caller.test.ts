import type { ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../../../engine/index.ts";
import { httpCaller } from "../../../server/callers/http-caller.ts";
import { checkHost, isListed, isPublicAddress } from "../../../server/callers/public-address.ts";

const seen: { url: string; headers: Record<string, unknown>; body: string }[] = [];
const JSON_TYPE = { "content-type": "application/json" };
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => unknown>> = {
  "/redirect": (response) => response.writeHead(302, { location: "/json" }).end(),
  "/large": (response) => response.end("x".repeat(70_000)),
  "/bad": (response) => response.writeHead(200, JSON_TYPE).end("{"),
  "/bytes": (response) => response.end(Buffer.from([0xff, 0xfe])),
  "/never": () => undefined,
  "/text": (response) => response.end("文字"),
  "/500": (response) => response.writeHead(500, JSON_TYPE).end('{"a":[1]}'),
  "/json": (response) => response.writeHead(200, JSON_TYPE).end('{"a":[1]}'),
};
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    seen.push({ url: request.url ?? "", headers: request.headers, body });
    ANSWERS[request.url ?? ""]?.(response);
  });
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (
  path: string,
  more: Readonly<Record<string, Json>> = {},
  signal = AbortSignal.timeout(2000),
) => {
  const caller = httpCaller(async () => [`127.0.0.1:${port}`]);
  const url = path.startsWith("/") ? `http://127.0.0.1:${port}${path}` : path;
  const args = { url, method: "GET", headers: {}, body: null, save: null, ...more };
  const call = { key: "event-1/rules/a/then/0/x", kind: "http", args, deadlineMs: 2000 };
  return caller.answer(call, {
    account: "shop",
    follower: null,
    key: call.key,
    attempt: 1,
    signal,
  });
};

describe("the http caller", () => {
  it("gives JSON as data and everything else as text, and sends the call's key", async () => {
    expect(await ask("/json", { method: "POST", body: { x: "甲" } })).toEqual({
      kind: "done",
      value: { a: [1] },
    });
    expect(seen.at(-1)).toMatchObject({
      body: '{"x":"甲"}',
      headers: { "webhook-id": "event-1/rules/a/then/0/x" },
    });
    expect(await ask("/text")).toEqual({ kind: "done", value: "文字" });
  });
  it("says why there is no usable answer", async () => {
    expect(await ask("/500")).toMatchObject({ kind: "never", code: "http-500" });
    expect(await ask("/redirect")).toMatchObject({ kind: "never", code: "http-302" });
    expect(await ask("/large")).toMatchObject({ kind: "never", code: "http-too-large" });
    expect(await ask("/bad")).toMatchObject({ kind: "never", code: "http-unreadable" });
    expect(await ask("/bytes")).toMatchObject({ kind: "never", code: "http-unreadable" });
    expect(await ask("/never", {}, AbortSignal.timeout(50))).toMatchObject({
      kind: "never",
      code: "http-timeout",
    });
  });
  it("goes nowhere but to the hosts of the account", async () => {
    for (const url of [
      "http://127.0.0.1:1/",
      "http://example.com/",
      "file:///etc/passwd",
      "gopher://127.0.0.1/",
      `http://user:pw@127.0.0.1:${port}/`,
      "nonsense",
    ])
      expect((await ask(url)).kind).toBe("never");
  });
});

describe("a checked host", () => {
  const resolvesTo =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  it("is refused when any of its addresses leads inside, however it is written", async () => {
    const url = new URL("https://api.example/");
    const inside = [
      "127.0.0.1",
      "10.1.2.3",
      "192.168.0.1",
      "172.16.0.1",
      "169.254.169.254",
      "100.64.0.1",
      "0.0.0.0",
      "::1",
      "::",
      "::ffff:127.0.0.1",
      "::ffff:7f00:1",
      "fd00::1",
      "fe80::1",
      "64:ff9b::7f00:1",
      "2002:7f00:1::",
      "2001::1",
      "224.0.0.1",
      "255.255.255.255",
    ];
    for (const address of inside) {
      expect(isPublicAddress(address), address).toBe(false);
      expect(
        await checkHost(url, ["api.example"], resolvesTo("93.184.216.34", address)),
        address,
      ).toBeNull();
    }
    expect(await checkHost(url, ["api.example"], resolvesTo("93.184.216.34"))).toEqual({
      address: "93.184.216.34",
      family: 4,
    });
  });
  it("is looked up once, and the connection goes to the address that was checked", async () => {
    let lookups = 0;
    const rebinding = async () => {
      lookups += 1;
      return [{ address: lookups === 1 ? "93.184.216.34" : "127.0.0.1", family: 4 }];
    };
    expect(
      await checkHost(new URL("https://api.example/"), ["api.example"], rebinding),
    ).toMatchObject({ address: "93.184.216.34" });
    expect(lookups).toBe(1);
  });
  it("has to be listed with its port, where it has one", () => {
    expect(isListed(new URL("https://api.example/x"), ["api.example"])).toBe(true);
    expect(isListed(new URL("https://api.example:444/x"), ["api.example"])).toBe(false);
    expect(isListed(new URL("https://evil-api.example/"), ["api.example"])).toBe(false);
    expect(isListed(new URL("https://api.example.evil/"), ["api.example"])).toBe(false);
  });
  it("may be inside only when the operator wrote the very address and port", async () => {
    const lookup = resolvesTo("127.0.0.1");
    expect(
      await checkHost(new URL("http://localhost:9000/"), ["localhost:9000"], lookup),
    ).not.toBeNull();
    expect(
      await checkHost(new URL("http://inside.example:9000/"), ["inside.example:9000"], lookup),
    ).toBeNull();
    for (const url of [
      "http://2130706433/",
      "http://0x7f.1/",
      "http://127.1/",
      "http://[::ffff:7f00:1]/",
    ])
      expect(
        await checkHost(new URL(url), [new URL(url).hostname], async (host) => [
          { address: host, family: host.includes(":") ? 6 : 4 },
        ]),
        url,
      ).toBeNull();
  });
});
