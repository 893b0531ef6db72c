import { expect, test } from "vitest";
import { QR_LIMITS } from "../../../engine/limits.ts";
import { createChannelCodes } from "../../../server/channels/channel-codes.ts";
import { makeCodes } from "../../../server/channels/make-codes.ts";
import type { ApiResult } from "../../../server/wechat/refusal.ts";
import { shop, trySandbox } from "../sandbox/start.ts";
import { clientOf, handClock, sharedStorage } from "../wechat/rig.ts";

const { id } = shop;
const DAY_MS = 86_400_000;
const got = <T>(result: ApiResult<T>): T => {
  if (!result.ok) throw new Error(`${result.code} ${result.errmsg}`);
  return result.data;
};

const tryCodes = async () => {
  const clock = handClock();
  const tried = await trySandbox({ clock: clock.nowMs });
  const open = await sharedStorage(clock.nowMs);
  const library = open();
  const client = clientOf(library, tried.sandbox.url, clock);
  const make = (channels = library.channels) =>
    createChannelCodes({ client, channels, nowMs: clock.nowMs });
  return { ...tried, clock, library, codes: make(), make };
};

test("a permanent code is made once, however many ask, and serves temporary wishes too", async () => {
  const { codes } = await tryCodes();
  const asked = await Promise.all(
    Array.from({ length: 5 }, () => codes.codeOf(id, "poster-01", { forMs: null })),
  );
  expect(new Set(asked.map((one) => got(one).ticket)).size).toBe(1);
  const lasting = await codes.codeOf(id, "poster-01", { forMs: DAY_MS });
  expect(got(lasting)).toMatchObject({ expiresAtMs: null });
});

test("a temporary code serves again while half of the time asked for is left, then there is a new one", async () => {
  const { codes, clock } = await tryCodes();
  const first = got(await codes.codeOf(id, "invite-1", { forMs: 2 * DAY_MS }));
  expect(first.expiresAtMs).toBe(clock.ms + 2 * DAY_MS);
  clock.ms += DAY_MS;
  const again = got(await codes.codeOf(id, "invite-1", { forMs: 2 * DAY_MS }));
  expect(again.ticket).toBe(first.ticket);
  clock.ms += 1;
  const renewed = got(await codes.codeOf(id, "invite-1", { forMs: 2 * DAY_MS }));
  expect(renewed.ticket).not.toBe(first.ticket);
  expect(renewed.expiresAtMs).toBeGreaterThan(first.expiresAtMs ?? 0);
});

test("one permanent code too many is refused without asking, and temporary ones are still made", async () => {
  const { library, make } = await tryCodes();
  const countPermanent = async () => QR_LIMITS.permanentCount;
  const codes = make({ ...library.channels, countPermanent });
  expect(await codes.codeOf(id, "a", { forMs: null })).toMatchObject({
    ok: false,
    code: "wechat-45029",
    errmsg: "counted",
  });
  expect(got(await codes.codeOf(id, "a", { forMs: DAY_MS })).expiresAtMs).not.toBeNull();
});

test("many codes stop at a refusal, and a second call makes only what is missing", async () => {
  const { codes, control } = await tryCodes();
  const ids = Array.from({ length: 40 }, (_, n) => `machine-${n}`);
  const taken: string[] = [];
  const make = () =>
    makeCodes({
      codes,
      account: id,
      ids,
      forMs: null,
      take: async (code) => {
        taken.push(code.id);
      },
    });
  await control("/faults", { path: "/cgi-bin/qrcode/create", errcode: -1, times: 1 });
  const stopped = await make();
  expect(stopped.refusal?.code).toBe("wechat--1");
  expect(stopped.count).toBeLessThan(40);
  taken.length = 0;
  expect(await make()).toEqual({ count: 40, refusal: null });
  expect(taken).toEqual(ids);
  const held: unknown = await control(`/state?account=${id}&what=qr`);
  expect(held).toHaveLength(40);
});
