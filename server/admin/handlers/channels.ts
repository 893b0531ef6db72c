import type { Account } from "../../../engine/index.ts";
import { findChannel } from "../../../engine/index.ts";
import { QR_LIMITS } from "../../../engine/limits.ts";
import { pictureOf } from "../../channels/channel-codes.ts";
import { reportChannels } from "../../channels/channel-report.ts";
import type { HandlersOf } from "../call.ts";
import type { Desk } from "../desk.ts";
import { platformData } from "../platform-data.ts";
import { found } from "../refusal.ts";

type Routes = "GET /accounts/:account/channels" | "POST /accounts/:account/channel-code";

const DAY_MS = 86_400_000;
const ROWS = 200;

const servedAccount = async ({ store }: Desk, account: string): Promise<Account> =>
  found(await store.ruleSet(account, "active")).account;

/** Channels: how they did, and their codes. */
export const channelHandlers = (desk: Desk): HandlersOf<Routes> => ({
  "GET /accounts/:account/channels": async ({ params, query }) => {
    const { from, until, limit = ROWS } = query;
    const { channels } = desk.library;
    const account = await servedAccount(desk, params.account);
    const report = await reportChannels(account, { channels, days: { from, until }, limit });
    return {
      channels: report.channels.map((row) => ({ ...row })),
      days: report.days.map((day) => ({ ...day })),
      isCut: report.isCut,
    };
  },
  "POST /accounts/:account/channel-code": async ({ params, body, audit }) => {
    const { channel, days } = body;
    const account = await servedAccount(desk, params.account);
    const declared = found(findChannel(account, channel));
    const permanent = declared.permanent ? null : QR_LIMITS.temporaryMaxMs;
    const forMs = days === undefined ? permanent : days * DAY_MS;
    const code = platformData(await desk.codes.codeOf(params.account, channel, { forMs }));
    await desk.library.audit.add(audit(channel));
    const { url, madeAtMs, expiresAtMs } = code;
    const picture = `data:image/png;base64,${pictureOf(code).toString("base64")}`;
    return { channel, url, madeAtMs, expiresAtMs, picture };
  },
});
