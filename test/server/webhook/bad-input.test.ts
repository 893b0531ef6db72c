import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { startMs, textPush, webhookServer } from "./rig.ts";
import { post, pushPlain, pushSealed, signed } from "./wechat-client.ts";

const closing: (() => Promise<void>)[] = [];
const serve = async (of: Parameters<typeof webhookServer>[0] = {}) => {
  const rig = await webhookServer(of);
  closing.push(rig.close);
  return rig;
};
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Writes bytes to a socket and gives all that comes back until the other side closes. */
const raw = (port: number, write: (socket: ReturnType<typeof connect>) => void): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => write(socket));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
  });
const head = (headers: readonly string[]): string =>
  [`POST /wechat/coffee?${signed(startMs).query} HTTP/1.1`, "Host: x", ...headers, "", ""].join(
    "\r\n",
  );
const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

const wrap = (inside: string): string => textPush("早").replace("</xml>", `${inside}</xml>`);

describe("a body that is not a push is 400, and nothing is written", () => {
  test.each([
    ["nothing", ""],
    ["JSON", '{"ToUserName":"gh_1f2e3d4c5b6a"}'],
    ["a document type", `<!DOCTYPE xml>${textPush("早")}`],
    ["an entity", `<!DOCTYPE xml [<!ENTITY a "b">]>${wrap("<A>&a;</A>")}`],
    [
      "a file as an entity",
      `<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>${wrap("<A>&a;</A>")}`,
    ],
    ["too deep", wrap("<a>".repeat(9) + "</a>".repeat(9))],
    ["too many elements", wrap("<a/>".repeat(300))],
    ["an unclosed element", textPush("早").replace("</Content>", "")],
    ["no sender", textPush("早").replaceAll("FromUserName", "Other")],
    ["the sender twice", wrap("<FromUserName>o2</FromUserName>")],
    [
      "invalid UTF-8",
      Buffer.concat([Buffer.from(textPush("A").slice(0, -10)), Buffer.from([0xff, 0xfe])]),
    ],
    ["an overlong encoding", Buffer.from(textPush("@@").replace("@@", "\u00c0\u00af"), "latin1")],
    [
      "a surrogate in UTF-8",
      Buffer.from(textPush("@@").replace("@@", "\u00ed\u00a0\u0080"), "latin1"),
    ],
    ["UTF-16", Buffer.from(textPush("早"), "utf16le")],
    ["a NUL", textPush("\0")],
  ])("%s", async (_what, body) => {
    const rig = await serve();
    expect(await pushPlain(rig.url, body, startMs)).toMatchObject({ status: 400, body: "" });
    if (typeof body === "string") {
      expect(await pushSealed(rig.url, body, { nowMs: startMs })).toMatchObject({
        status: 400,
        body: "",
      });
    }
    expect(rig.memory.rows.size).toBe(0);
  });
});

test("what a follower may write is never taken for markup", async () => {
  const rig = await serve();
  for (const text of [
    "<!DOCTYPE html>",
    "<?php echo 1 ?>",
    "<!ENTITY a>",
    "&lt;xml&gt;",
    "\u202e\u200b😀",
  ]) {
    const { body } = await pushPlain(rig.url, textPush(text), startMs);
    expect(body).toContain(`<![CDATA[收到：${text}]]>`);
  }
});

test("a byte order mark before the push says nothing", async () => {
  const rig = await serve();
  expect((await pushPlain(rig.url, `\ufeff${textPush("早")}`, startMs)).body).toContain("收到：早");
});

test("a push of exactly 64 kB is read, a byte more is 413", async () => {
  const rig = await serve();
  const room = 64 * 1024 - Buffer.byteLength(textPush(""));
  expect((await pushPlain(rig.url, textPush("x".repeat(room)), startMs)).status).toBe(200);
  expect((await pushPlain(rig.url, textPush("x".repeat(room + 1)), startMs)).status).toBe(413);
  expect(rig.memory.rows.size).toBe(1);
});

test("1 MB is 413, with a length and without one, and the connection survives", async () => {
  const rig = await serve();
  const large = textPush("x".repeat(1_000_000));
  expect(await pushPlain(rig.url, large, startMs)).toMatchObject({ status: 413, body: "" });
  expect(await post(`${rig.url}?signature=forged`, large)).toMatchObject({ status: 413, body: "" });
  const answer = await raw(rig.port, (socket) => {
    socket.write(head(["Transfer-Encoding: chunked"]));
    for (let sent = 0; sent < 16; sent += 1) socket.write(chunked("x".repeat(65_536)));
    socket.end("0\r\n\r\n");
  });
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect((await pushPlain(rig.url, textPush("早"), startMs)).status).toBe(200);
});

test("a body in chunks without a length is read", async () => {
  const rig = await serve();
  const xml = textPush("早上好");
  const answer = await raw(rig.port, (socket) => {
    socket.write(head(["Transfer-Encoding: chunked", "Connection: close"]));
    for (const piece of xml.match(/[\s\S]{1,40}/g) ?? []) socket.write(chunked(piece));
    socket.write("0\r\n\r\n");
  });
  expect(answer).toContain("收到：早上好");
});

test("a character cut by the end of a chunk is put together", async () => {
  const rig = await serve();
  const bytes = Buffer.from(textPush("早上好"));
  const answer = await raw(rig.port, (socket) => {
    socket.setNoDelay(true);
    socket.write(head(["Transfer-Encoding: chunked", "Connection: close"]));
    for (const byte of bytes)
      socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.from([byte]), Buffer.from("\r\n")]));
    socket.write("0\r\n\r\n");
  });
  expect(answer).toContain("收到：早上好");
});

describe("a body that does not come", () => {
  const limits = { bodyMs: 60, replyMs: 90 };

  test("is cut when its time is up", async () => {
    const rig = await serve({ limits });
    const startedAt = performance.now();
    const answer = await raw(rig.port, (socket) => {
      socket.write(head(["Content-Length: 400"]));
      socket.write("<xml>");
    });
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(rig.memory.rows.size).toBe(0);
  });

  test("nor may one that is refused go on for ever", async () => {
    const rig = await serve({ limits });
    const answer = await raw(rig.port, (socket) => {
      socket.write(head(["Content-Length: 10000000"]));
      const drip = setInterval(() => socket.write("x"), 5);
      socket.on("close", () => clearInterval(drip));
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test("one whose sender hangs up is forgotten", async () => {
    const rig = await serve();
    await raw(rig.port, (socket) => {
      socket.write(head(["Content-Length: 400"]));
      socket.write("<xml>", () => socket.destroy());
    });
    expect((await pushPlain(rig.url, textPush("早"), startMs)).status).toBe(200);
    expect(rig.memory.rows.size).toBe(1);
  });
});

test.each([
  ["a length and chunks at once", ["Content-Length: 5", "Transfer-Encoding: chunked"]],
  ["two lengths", ["Content-Length: 5", "Content-Length: 6"]],
  ["a folded header", ["X-A: 1\r\n 2", "Content-Length: 5"]],
  ["a length that is none", ["Content-Length: 5x"]],
])("%s is 400 or closed, and the process lives", async (_what, headers) => {
  const rig = await serve();
  const answer = await raw(rig.port, (socket) => {
    socket.write(head([...headers, "Connection: close"]));
    socket.write("0\r\n\r\nGET / HTTP/1.1\r\n\r\n");
  });
  expect(answer === "" || answer.startsWith("HTTP/1.1 400")).toBe(true);
  expect(rig.memory.rows.size).toBe(0);
  expect((await pushPlain(rig.url, textPush("早"), startMs)).status).toBe(200);
});

test("headers named like properties, and very many of them, do no harm", async () => {
  const rig = await serve();
  const xml = textPush("早");
  const many = Array.from({ length: 200 }, (_, n) => `X-${n}: 1`);
  const answer = await raw(rig.port, (socket) => {
    socket.write(
      head([
        "__proto__: 1",
        "constructor: 1",
        ...many,
        `Content-Length: ${Buffer.byteLength(xml)}`,
        "Connection: close",
      ]),
    );
    socket.write(xml);
  });
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
});
