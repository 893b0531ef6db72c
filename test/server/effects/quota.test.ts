import { expect, test } from "vitest";
import type { Effect } from "../../../engine/index.ts";
import { createOutbox } from "../../../server/effects/outbox.ts";
import type { Performer } from "../../../server/effects/performer.ts";
import { sendPerformer } from "../../../server/effects/send.ts";
import { clearQuotas, readQuota } from "../../../server/wechat/api/basics.ts";
import { listTemplates } from "../../../server/wechat/api/templates.ts";
import { say } from "../../contract/stored.ts";
import { tryPerforming } from "./rig.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const text = (key: string, nowMs: number): Effect<"send"> => ({
  kind: "send",
  key,
  dueAtMs: nowMs,
  message: { kind: "text", text: key },
});

/** Two processes with an outbox each, and followers who have just written. */
const tryOutboxes = async () => {
  const tried = await tryPerforming();
  const startOutbox = () => {
    const process = tried.startProcess();
    const { store, library, client, mediaIds } = process;
    const performer = sendPerformer({
      client,
      media: mediaIds,
      shutWindow: async () => {},
    }) as unknown as Performer;
    const outbox = createOutbox({
      store,
      performers: new Map([["send", performer]]),
      nowMs: tried.clock.nowMs,
      random: () => 0.5,
      log: tried.log,
    });
    return { ...process, outbox, opened: { store, library, db: null as never } };
  };
  const sent = async (): Promise<readonly { openid: string; shown: { text: string } }[]> =>
    (await tried.control("/state?account=shop&what=outbox")).toReversed();
  const used = (): number => tried.sandbox.core.quotas.usedToday("shop", "customer-send");
  return { ...tried, startOutbox, sent, used };
};
type Outboxes = Awaited<ReturnType<typeof tryOutboxes>>;
type Process = ReturnType<Outboxes["startOutbox"]>;

/** Runs both until neither has anything to do. */
const drain = async (processes: readonly Process[]): Promise<void> => {
  for (;;) {
    const settled = await Promise.all(processes.map(({ outbox }) => outbox.run()));
    if (settled.every((count) => count === 0)) return;
  }
};

const plan = async ({ clock, person }: Outboxes, { opened }: Process, followers: number) => {
  for (let place = 0; place < followers; place += 1) {
    const openid = await person(`粉丝${place}`);
    const effects = ["一", "二"].map((word) => text(`${openid}/${word}`, clock.ms));
    await say(opened, {
      key: `k${place}`,
      openid,
      effects,
      event: {
        kind: "text",
        account: "shop",
        follower: openid,
        key: `k${place}`,
        sentAtMs: clock.ms,
        text: "在吗",
        menuItem: null,
      },
    });
  }
};

test("when the day's quota ends, each process hears it once at most; the rest goes out after midnight, in order", async () => {
  const tried = await tryOutboxes();
  const { sandbox, clock, sent, used } = tried;
  sandbox.core.quotas.setLimits("shop", "customer-send", { perDay: 20 });
  const processes = [tried.startOutbox(), tried.startOutbox()];
  await plan(tried, processes[0] as Process, 15);
  await drain(processes);
  expect(await sent()).toHaveLength(20);
  const refusals = tried.log.lines.filter(
    (line) => line.includes("wechat-45009") && line.includes("rid:"),
  );
  // Lanes run side by side: what was asked before the first "no" was heard is not hammering.
  expect(refusals.length).toBeLessThanOrEqual(20);
  const heard = refusals.length;
  clock.ms += 5 * HOUR_MS;
  await drain(processes);
  expect(
    tried.log.lines.filter((line) => line.includes("wechat-45009") && line.includes("rid:")),
  ).toHaveLength(heard);
  expect(used()).toBe(20);
  clock.ms = Date.UTC(2026, 10, 23, 16) + 1_000;
  await drain(processes);
  const all = await sent();
  expect(all).toHaveLength(30);
  const byFollower = Map.groupBy(all, ({ openid }) => openid);
  for (const [openid, lines] of byFollower)
    expect(lines.map(({ shown }) => shown.text)).toEqual([`${openid}/一`, `${openid}/二`]);
});

test("a process that starts after the day's quota has ended does not ask", async () => {
  const tried = await tryOutboxes();
  tried.sandbox.core.quotas.setLimits("shop", "customer-send", { perDay: 1 });
  const first = tried.startOutbox();
  await plan(tried, first, 1);
  await drain([first]);
  expect(await tried.sent()).toHaveLength(1);
  const later = tried.startOutbox();
  const calls = tried.log.lines.length;
  await plan(tried, later, 1);
  tried.clock.ms += HOUR_MS;
  await drain([later]);
  expect(tried.log.lines.slice(calls).filter((line) => line.includes("rid:"))).toEqual([]);
});

test("the minute's quota lets the rest wait for the next minute", async () => {
  const tried = await tryOutboxes();
  const { sandbox, clock, sent } = tried;
  sandbox.core.quotas.setLimits("shop", "customer-send", { perMinute: 3 });
  const process = tried.startOutbox();
  await plan(tried, process, 3);
  await drain([process]);
  expect(await sent()).toHaveLength(3);
  clock.ms += MINUTE_MS;
  await drain([process]);
  expect(await sent()).toHaveLength(6);
});

test("rules stop at 95 % of a day's calls, people do not", async () => {
  const { startProcess, openid, clock } = await tryPerforming();
  const { client, library } = startProcess();
  const day = new Date(clock.ms + 8 * HOUR_MS).toISOString().slice(0, 10);
  await library.counters.bump("shop", "wechat-used", `${day} customer-send`, 475_000);
  const send = (isBackground: boolean) =>
    client.api("shop", { isBackground }).call({
      method: "POST",
      path: "/cgi-bin/message/custom/send",
      quota: "customer-send",
      json: { touser: openid, msgtype: "text", text: { content: "好" } },
      answer: {},
    });
  expect(await send(true)).toMatchObject({
    ok: false,
    code: "wechat-quota-kept",
    retry: "tomorrow",
  });
  expect(await send(false)).toMatchObject({ ok: true });
});

test("cleared quotas may be used again at once", async () => {
  const { startProcess, sandbox, control } = await tryPerforming();
  const { client } = startProcess();

  const path = "/cgi-bin/template/get_all_private_template";
  await control("/faults", { path, errcode: 45009, times: 1 });
  const api = client.api("shop");
  expect(await listTemplates(api)).toMatchObject({ ok: false, code: "wechat-45009" });
  expect(await listTemplates(api)).toMatchObject({ ok: false, errmsg: "remembered" });
  expect(await clearQuotas(client, "shop")).toMatchObject({ ok: true });
  expect(await listTemplates(api)).toEqual({ ok: true, data: [] });
  expect(await readQuota(api, "/cgi-bin/message/custom/send")).toEqual({
    ok: true,
    data: { perDay: 500_000, used: 0, left: 500_000 },
  });
  expect(sandbox.core.quotas.usedToday("shop", "customer-send")).toBe(0);
});
