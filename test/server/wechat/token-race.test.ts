import { expect, onTestFinished, test } from "vitest";
import { Done } from "../../../server/wechat/api/done.ts";
import type { WechatClient } from "../../../server/wechat/client.ts";
import type { Exchange } from "../../../server/wechat/exchange.ts";
import { makeExchange } from "../../../server/wechat/exchange.ts";
import { shop, trySandbox } from "../sandbox/start.ts";
import { clientOf, sharedStorage } from "./rig.ts";
import { tokenPlatform } from "./token-platform.ts";
import { virtualTime } from "./virtual-time.ts";

const { id } = shop;
const KIND = "stable-token";
const HOUR_MS = 3_600_000;

const read = (client: WechatClient) =>
  client.api(id).call({ method: "GET", path: "/cgi-bin/getcallbackip", answer: Done });
const manyTimes = (clients: readonly WechatClient[], calls: number) =>
  Promise.all(clients.flatMap((client) => Array.from({ length: calls }, () => read(client))));

const exchange = makeExchange();
/** Without a limit of real time: a busy machine may take long over eight hundred calls. */
const patient: Exchange = (asked) => exchange({ ...asked, timeoutMs: 600_000 });

/** Clients of as many processes, in virtual time. */
const tryClients = async (count: number) => {
  const time = virtualTime();
  const platform = tokenPlatform(time);
  const open = await sharedStorage(time.nowMs);
  const libraries = Array.from({ length: count }, open);
  const clients = libraries.map((library) =>
    clientOf(library, "http://platform", {
      exchange: platform.exchange,
      nowMs: time.nowMs,
      wait: time.wait,
    }),
  );
  const stored = async () => (await libraries[0]?.tokens.find(id, KIND))?.value;
  return {
    time,
    platform,
    clients,
    stored,
    call: (calls: number) => time.until(manyTimes(clients, calls)),
  };
};

test("eight processes with a hundred calls each fetch one token, and one more when it has expired", async () => {
  let nowMs = Date.UTC(2026, 10, 23, 2);
  const { sandbox } = await trySandbox({ clock: () => nowMs });
  const open = await sharedStorage(() => nowMs);
  // Waiting takes a turn of the loop and no time, so that no lease can end.
  const wait = () => new Promise<void>((done) => setTimeout(done, 1));
  const clients = Array.from({ length: 8 }, () =>
    clientOf(open(), sandbox.url, { nowMs: () => nowMs, wait, exchange: patient }),
  );
  const idle = () => Promise.all(clients.map((client) => client.idle()));
  onTestFinished(async () => void (await idle()));
  const fetched = () => sandbox.core.quotas.usedToday(id, "stable-token");
  expect((await manyTimes(clients, 100)).filter(({ ok }) => !ok)).toEqual([]);
  expect(fetched()).toBe(1);
  nowMs += 3 * HOUR_MS;
  expect((await manyTimes(clients, 100)).filter(({ ok }) => !ok)).toEqual([]);
  expect(fetched()).toBe(2);
}, 300_000);

test("a token endpoint that takes three seconds is asked once; everybody waits for that answer", async () => {
  const { platform, call } = await tryClients(8);
  platform.next({ delayMs: 3_000 });
  expect((await call(20)).every(({ ok }) => ok)).toBe(true);
  expect(platform.seen).toMatchObject({ tokens: 1, refused: 0, calls: 160 });
});

test("a token is renewed at four fifths of its life while the old one serves", async () => {
  const { platform, call, time, clients } = await tryClients(2);
  await call(1);
  time.pass(1.59 * HOUR_MS);
  await call(5);
  expect(platform.seen.tokens).toBe(1);
  time.pass(0.02 * HOUR_MS);
  await call(5);
  await time.until(Promise.all(clients.map((client) => client.idle())));
  expect(platform.seen.tokens).toBe(2);
  // The fake platform takes the newest only: who still had the old one was refused once and went on.
  expect((await call(5)).every(({ ok }) => ok)).toBe(true);
  expect(platform.seen.tokens).toBe(2);
});

test("what cannot be renewed serves to its end", async () => {
  const { platform, call, time, clients } = await tryClients(1);
  await call(1);
  time.pass(1.7 * HOUR_MS);
  platform.next({ fails: "busy" }, { fails: "busy" });
  expect((await call(3)).every(({ ok }) => ok)).toBe(true);
  await time.until(Promise.all(clients.map((client) => client.idle())));
  expect(platform.seen.refused).toBe(0);
});

test("answers out of order: the older token never takes the newer one's place", async () => {
  const { platform, clients, time, stored } = await tryClients(2);
  const [slow, quick] = clients as [WechatClient, WechatClient];
  // The first answer is on its way for longer than its lease; the second process takes over meanwhile.
  platform.next({ delayMs: 20_000 }, { delayMs: 100 });
  const first = read(slow);
  await time.until(time.wait(50));
  const second = read(quick);
  const results = await time.until(Promise.all([first, second]));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(platform.seen).toMatchObject({ tokens: 2, refused: 0 });
  expect(await stored()).toBe(platform.good());
});

test("a refresher that dies holds the others up no longer than its lease", async () => {
  const { platform, clients, time } = await tryClients(3);
  const [killed, ...others] = clients as [WechatClient, ...WechatClient[]];
  platform.next({ fails: "never answers" });
  void read(killed);
  await time.until(time.wait(50));
  const before = time.nowMs();
  const results = await time.until(manyTimes(others, 50));
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(platform.seen).toMatchObject({ tokens: 2, refused: 0 });
  expect(time.nowMs() - before).toBeLessThan(16_000);
});

test("a token that another program made void is given back once, whoever is refused", async () => {
  const { platform, call } = await tryClients(4);
  await call(5);
  platform.replace();
  expect((await call(25)).every(({ ok }) => ok)).toBe(true);
  expect(platform.seen.tokens).toBe(2);
});

test("while one token question in ten fails, nobody sees anything of it", async () => {
  const { platform, call, time } = await tryClients(4);
  for (let round = 0; round < 30; round += 1) {
    platform.next(round % 10 === 3 ? { fails: "busy" } : { delayMs: 3_000 });
    expect((await call(5)).every(({ ok }) => ok)).toBe(true);
    time.pass(2 * HOUR_MS + 1);
  }
  expect(platform.seen).toMatchObject({ refused: 0, tokens: 33 });
});
