import { createServer } from "node:http";
import type { RequestHandler } from "express";
import express from "express";
import { afterEach, expect, test } from "vitest";
import { createWebhook } from "../../../server/webhook/webhook.ts";
import { startMs, textPush, webhookDeps } from "./rig.ts";
import { listen, post, pushPlain, pushSealed, signed } from "./wechat-client.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** Somebody's Express app with the webhook in it. */
const serve = async (mount: (app: express.Express, webhook: RequestHandler) => void) => {
  const rig = webhookDeps();
  const app = express();
  mount(app, createWebhook(rig.deps));
  app.get("/other", (_req, res) => {
    res.send("theirs");
  });
  const server = await listen(createServer(app));
  closing.push(server.close);
  return { ...rig, ...server };
};

const both = async (url: string): Promise<void> => {
  expect((await pushPlain(url, textPush("早"), startMs)).body).toContain("收到：早");
  expect((await pushSealed(url, textPush("早"), { nowMs: startMs })).body).toContain("收到：早");
};

test("mounted before a body parser it reads the body itself", async () => {
  const rig = await serve((app, webhook) => {
    app.use(webhook);
    app.use(express.json(), express.text({ type: "*/*" }));
  });
  await both(rig.url);
});

test("addresses that are not the webhook's go on to the app", async () => {
  const rig = await serve((app, webhook) => app.use(webhook));
  const other = rig.url.replace("/wechat/coffee", "/other");
  expect((await post(other, "", "GET")).body).toBe("theirs");
});

test("mounted below a path, or at /wechat itself, it finds its account", async () => {
  const below = await serve((app, webhook) => app.use("/hooks", webhook));
  await both(below.url.replace("/wechat", "/hooks/wechat"));
  const at = await serve((app, webhook) => app.use("/wechat", webhook));
  await both(at.url);
  expect((await post(`${at.url}?${signed(startMs).query}&echostr=42`, "", "GET")).body).toBe("42");
});

test.each([
  ["text", express.text({ type: "*/*" })],
  ["a buffer", express.raw({ type: "*/*" })],
  ["nothing, since it is for JSON", express.json()],
  ["nothing, since it is for forms", express.urlencoded({ extended: false })],
])("behind a body parser that makes %s of a push it works as well", async (_what, parser) => {
  const rig = await serve((app, webhook) => app.use(parser, webhook));
  await both(rig.url);
});

/** What XML body parsers do: read the stream, keep only an object. */
const readAway: RequestHandler = (req, _res, next) => {
  req.on("data", () => {});
  req.on("end", () => {
    req.body = { xml: {} };
    next();
  });
};

test("behind one that keeps nothing of the bytes it says where to be mounted", async () => {
  const rig = await serve((app, webhook) => app.use(readAway, webhook));
  const answer = await pushPlain(rig.url, textPush("早"), startMs);
  expect(answer.status).toBe(500);
  expect(answer.body).toContain("Mount the webhook before any body parser");
  expect(rig.logged[0]?.message).toContain("req.rawBody");
  expect(rig.memory.rows.size).toBe(0);
});

test("bytes kept in rawBody are enough", async () => {
  const keep: RequestHandler = (req, _res, next) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      Object.assign(req, { rawBody: Buffer.concat(chunks), body: { xml: {} } });
      next();
    });
  };
  const rig = await serve((app, webhook) => app.use(keep, webhook));
  await both(rig.url);
});

test("a body that was read before is measured too", async () => {
  const rig = await serve((app, webhook) =>
    app.use(express.text({ type: "*/*", limit: "2mb" }), webhook),
  );
  expect((await pushPlain(rig.url, textPush("x".repeat(70_000)), startMs)).status).toBe(413);
});

test("bytes that are not UTF-8 are refused behind a parser that keeps them", async () => {
  const rig = await serve((app, webhook) => app.use(express.raw({ type: "*/*" }), webhook));
  const body = Buffer.concat([Buffer.from(textPush("早")), Buffer.from([0xff])]);
  expect((await pushPlain(rig.url, body, startMs)).status).toBe(400);
});
