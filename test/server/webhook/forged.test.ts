import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMs, textPush, webhookServer } from "./rig.ts";
import { between, post, pushPlain, sealedRequest, sha1, signed } from "./wechat-client.ts";

/** 20,000 in all, spread over the ways a request can be spoilt. */
const mutants = 20_000;
const parallel = 50;

let rig: Awaited<ReturnType<typeof webhookServer>>;
beforeAll(async () => {
  rig = await webhookServer({ account1: { mode: "compatible" } });
});
afterAll(() => rig.close());

interface Request {
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}
type Spoil = (request: Request, at: number) => Request | null;

const flip = (bytes: Buffer, at: number): Buffer => {
  const spoilt = Buffer.from(bytes);
  const place = Math.floor(at / 8) % spoilt.length;
  spoilt[place] = (spoilt[place] ?? 0) ^ (1 << (at % 8));
  return spoilt;
};
const change = (request: Request, name: string, to: (value: string) => string): Request | null => {
  const old = request.query.find(([one]) => one === name)?.[1];
  if (old === undefined || to(old) === old) return null;
  const query = request.query.map(
    ([one, value]) => [one, one === name ? to(value) : value] as const,
  );
  return { ...request, query };
};
const names = ["signature", "timestamp", "nonce", "msg_signature"] as const;
const nameAt = (at: number) => names[at % names.length] ?? "signature";

const ways: readonly Spoil[] = [
  // One bit of a signed value. What is no longer a query is not sent.
  (request, at) => {
    const name = nameAt(at >> 3);
    return change(request, name, (value) =>
      encodeURIComponent(flip(Buffer.from(value), at).toString("latin1")),
    );
  },
  // One bit of the sealed text: the rest of the body is not what was signed for.
  (request, at) => {
    const start = request.body.indexOf("<Encrypt><![CDATA[") + 18;
    const end = request.body.indexOf("]]></Encrypt>");
    const sealed = flip(request.body.subarray(start, end), at);
    return {
      ...request,
      body: Buffer.concat([request.body.subarray(0, start), sealed, request.body.subarray(end)]),
    };
  },
  // Another length.
  (request, at) =>
    change(request, nameAt(at), (value) => (at % 2 ? value.slice(1) : `${value}${at % 10}`)),
  // Upper case.
  (request, at) =>
    change(request, at % 2 ? "signature" : "msg_signature", (value) => value.toUpperCase()),
  // A value twice, or gone.
  (request, at) => {
    const name = nameAt(at);
    const again = request.query.find(([one]) => one === name);
    if (again === undefined) return null;
    const others = request.query.filter((one) => one !== again);
    return { ...request, query: at % 3 === 0 ? others : [...request.query, again] };
  },
  // The values change places.
  (request, at) => {
    const [one, other] = [nameAt(at), nameAt(at + 1 + (at % 3))];
    const values = new Map(request.query);
    const swapped = change(request, one, () => values.get(other) ?? "");
    return swapped && change(swapped, other, () => values.get(one) ?? "");
  },
  // A digit moves from one value to its neighbour: joined, they are the same text.
  (request) => {
    const nonce = new Map(request.query).get("nonce") ?? "";
    const moved = change(request, "timestamp", (value) => value + nonce.slice(0, 1));
    return moved && change(moved, "nonce", (value) => value.slice(1));
  },
  // Another account, or another token.
  (request) => ({ ...request, path: "/wechat/tea" }),
  (request) => {
    const { timestamp, nonce } = Object.fromEntries(request.query) as {
      timestamp: string;
      nonce: string;
    };
    return change(request, "signature", () => sha1("sandbox_token_02", timestamp, nonce));
  },
];

const makeRequest = (): Request => {
  const { url, body } = sealedRequest(rig.url, textPush("早"), { nowMs: startMs });
  const [path = "", query = ""] = url.slice(url.indexOf("/wechat")).split("?");
  const pairs = query.split("&").map((pair) => pair.split("=") as [string, string]);
  return { path, query: pairs, body: Buffer.from(body) };
};
const send = ({ path, query, body }: Request) =>
  post(
    `http://127.0.0.1:${rig.port}${path}?${query.map((pair) => pair.join("=")).join("&")}`,
    body,
  );

test("a request as the platform sends it is accepted", async () => {
  expect((await send(makeRequest())).status).toBe(200);
  expect(rig.memory.commits).toHaveLength(1);
  rig.memory.rows.clear();
  rig.memory.commits.length = 0;
});

test("no spoilt request is accepted, nothing is written, and all answers are the same", {
  timeout: 120_000,
}, async () => {
  const spoilt = fc.sample(fc.tuple(fc.nat({ max: ways.length - 1 }), fc.nat()), {
    numRuns: mutants * 1.3,
    seed: 20131118,
  });
  const answers = new Map<string, number>();
  let sent = 0;
  const sendNext = async (): Promise<void> => {
    for (let next = spoilt.pop(); next !== undefined && sent < mutants; next = spoilt.pop()) {
      const request = ways[next[0]]?.(makeRequest(), next[1]) ?? null;
      if (request === null) continue;
      sent += 1;
      const { status, body, headers } = await send(request);
      const { date, "keep-alive": _, ...same } = headers;
      const seen = JSON.stringify({ status, body, ...same });
      answers.set(seen, (answers.get(seen) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: parallel }, sendNext));
  expect(sent).toBe(mutants);
  expect([...answers.keys()].map((seen) => JSON.parse(seen).status)).not.toContain(200);
  expect(rig.memory.rows.size).toBe(0);
  expect(rig.memory.commits).toHaveLength(0);
  // A sealed text of which one bit is wrong may not even be XML any more: that is 400.
  const statuses = [...answers.keys()].map((seen) => JSON.parse(seen).status).sort();
  expect(statuses).toEqual([400, 403]);
});

test.each([
  ["an old timestamp", -301_000],
  ["a timestamp ahead", 301_000],
  ["yesterday", -86_000_000],
])("%s is refused", async (_what, offMs) => {
  expect((await pushPlain(rig.url, textPush("早"), startMs + offMs)).status).toBe(403);
  expect(rig.memory.rows.size).toBe(0);
});

test("at the edge of the window a push is accepted", async () => {
  for (const offMs of [-300_000, 300_000]) {
    expect((await pushPlain(rig.url, textPush("早"), startMs + offMs)).status).toBe(200);
  }
});

test("a captured request line serves its own body again, and no other", async () => {
  const { query } = signed(startMs);
  const body = textPush("早");
  const first = await post(`${rig.url}?${query}`, body);
  expect((await post(`${rig.url}?${query}`, body)).body).toBe(first.body);
  for (let swapped = 0; swapped < 200; swapped += 1) {
    expect(await post(`${rig.url}?${query}`, textPush(`换${swapped}`))).toMatchObject({
      status: 403,
      body: "",
    });
  }
});

test.each([
  ["another appid inside", { appId: "wx0000000000000000" }],
  ["another key", { aesKey: "IB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE" }],
])("a sealed push with %s is refused", async (_what, wrong) => {
  const rows = rig.memory.rows.size;
  const sent = sealedRequest(rig.url, textPush("早"), { nowMs: startMs, ...wrong });
  expect(await post(sent.url, sent.body)).toMatchObject({ status: 403, body: "" });
  expect(rig.memory.rows.size).toBe(rows);
});

test("a push for another account, outside or inside the seal, is refused", async () => {
  const foreign = (xml: string) => xml.replace("gh_1f2e3d4c5b6a", "gh_000000000000");
  expect((await pushPlain(rig.url, foreign(textPush("早")), startMs)).status).toBe(403);
  const outside = sealedRequest(rig.url, textPush("早"), { nowMs: startMs });
  expect((await post(outside.url, foreign(outside.body))).status).toBe(403);
  const inside = sealedRequest(rig.url, foreign(textPush("早")), { nowMs: startMs });
  expect((await post(inside.url, inside.body)).status).toBe(403);
});

test("a cipher text that is cut, signed as it is, is refused", async () => {
  const { body: whole } = sealedRequest(rig.url, textPush("早"), { nowMs: startMs });
  const sealed = between(whole, "<Encrypt><![CDATA[", "]]>");
  // Whole blocks of 32 bytes are 128 characters; the others end inside one.
  for (const length of [0, 4, 44, 128, 256, sealed.length - 4]) {
    const { timestamp, nonce, query } = signed(startMs);
    const cut = sealed.slice(0, length);
    const body = `<xml><ToUserName>gh_1f2e3d4c5b6a</ToUserName><Encrypt>${cut}</Encrypt></xml>`;
    const signature = sha1("sandbox_token_01", timestamp, nonce, cut);
    const url = `${rig.url}?${query}&encrypt_type=aes&msg_signature=${signature}`;
    expect(await post(url, body)).toMatchObject({ status: 403, body: "" });
  }
});

test("a sealed push without its sealed text, and an unknown way of sealing, are refused", async () => {
  const { query } = signed(startMs);
  expect((await post(`${rig.url}?${query}&encrypt_type=aes`, textPush("早"))).status).toBe(403);
  expect((await post(`${rig.url}?${query}&encrypt_type=rot13`, textPush("早"))).status).toBe(403);
});
