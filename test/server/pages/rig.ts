import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import express from "express";
import { onTestFinished } from "vitest";
import type { Account, InboundEvent } from "../../../engine/index.ts";
import type { HookTarget } from "../../../server/pages/hook.ts";
import { askHook } from "../../../server/pages/hook.ts";
import { markWith } from "../../../server/pages/marks.ts";
import { createPages } from "../../../server/pages/pages.ts";
import type { OrderDeskDeps } from "../../../server/pay/order-desk.ts";
import { orderNumbers } from "../../../server/pay/order-numbers.ts";
import type { PayClients } from "../../../server/pay/pay-client.ts";
import { folderMedia } from "../../../server/wechat/media-files.ts";
import { settings } from "../../builders.ts";
import { noMerchants } from "../pay/fake-pay.ts";
import { shop, trySandbox } from "../sandbox/start.ts";
import { clientOf, handClock, memoryLog, sharedDatabase } from "../wechat/rig.ts";

/** What a browser was answered. */
export interface Seen {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  readonly headers: Headers;
}
/** A browser with its cookies, which follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();

  async open(url: string, init: RequestInit = {}): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "accept-language": "zh-CN", ...(init.headers ?? {}), cookie };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const location = response.headers.get("location") ?? "";
    const { status } = response;
    return { status, location, text: await response.text(), headers: response.headers };
  }

  #keep(line: string): void {
    const [pair = ""] = line.split(";");
    const [name = "", value = ""] = pair.split("=", 2);
    if (/;\s*max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Our pages before a real platform of its own, with a clock to set. */
export const openRig = async (
  of: {
    readonly account?: Partial<Account>;
    readonly hook?: HookTarget;
    readonly isSandbox?: boolean;
    readonly clients?: PayClients;
  } = {},
) => {
  const { sandbox } = await trySandbox({ clock: Date.now });
  const clock = handClock(Date.now());
  const { library, store } = (await sharedDatabase(clock.nowMs))();
  const log = memoryLog();
  const mark = markWith(Buffer.alloc(32, 9));
  const account = settings({ id: shop.id, name: "拾光咖啡", ...of.account });
  let url = "";
  const app = express();
  const orders: OrderDeskDeps = {
    orders: library.orders,
    clients: of.clients ?? noMerchants,
    settings: async () => account,
    nowMs: clock.nowMs,
    numbers: orderNumbers(Buffer.alloc(32, 9)),
    notifyUrl: (id, mchid) => `${url}/pay/${id}/${mchid}`,
    log,
  };
  const deps = {
    account: async (id: string) =>
      id === account.id ? { settings: account, isSandbox: of.isSandbox ?? true } : null,
    publicUrl: () => url,
    orders,
    library,
    client: clientOf(library, sandbox.url),
    mark,
    nowMs: clock.nowMs,
    media: folderMedia(library.accounts),
    newId: randomUUID,
    newCode: () => "123456",
    askHook,
    hook: async (_account: string, name: string) => (name === "bind" ? (of.hook ?? null) : null),
    log,
  };
  app.use("/p", createPages(deps));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const openids = new Map<string, string>();
  /** The phone of that follower: the platform knows who holds it. */
  const phoneOf = async (name: string): Promise<{ browser: Browser; openid: string }> => {
    const browser = new Browser();
    sandbox.core.followers.meet(account.id, name, { nickname: name });
    const body = JSON.stringify({ account: account.id, from: name });
    const headers = { "content-type": "application/json" };
    const answer = await browser.open(`${sandbox.url}/sandbox/api/sign-in`, {
      method: "POST",
      headers,
      body,
    });
    const { openid } = JSON.parse(answer.text) as { openid: string };
    openids.set(name, openid);
    return { browser, openid };
  };
  /** What pages told the rules, oldest first. */
  const happened = async (): Promise<readonly InboundEvent[]> =>
    (await store.takeDue(clock.nowMs(), 100)).toSorted((a, b) => a.sentAtMs - b.sentAtMs);
  return { url, sandbox, clock, orders, library, store, mark, account, log, phoneOf, happened };
};
export type Rig = Awaited<ReturnType<typeof openRig>>;

/** Opens a page and goes through the platform's sign-in, agreeing to what it asks; what stands there in the end. */
export const walk = async (browser: Browser, url: string): Promise<Seen & { url: string }> => {
  let at = url;
  for (let step = 0; step < 8; step += 1) {
    const seen = await browser.open(at);
    if (seen.location !== "") {
      at = new URL(seen.location, at).href;
      continue;
    }
    const agree = /href="([^"]*agree=1[^"]*)"/.exec(seen.text)?.[1];
    if (agree === undefined) return { ...seen, url: at };
    at = new URL(agree.replaceAll("&amp;", "&"), at).href;
  }
  throw new Error(`led in circles: ${at}`);
};
/** The token of the form on a page. */
export const tokenIn = ({ text }: Pick<Seen, "text">): string =>
  /name="token" value="([^"]+)"/.exec(text)?.[1] ?? "";
/** Sends a form. */
export const send = (
  browser: Browser,
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Seen> =>
  browser.open(url, { method: "POST", body: new URLSearchParams(fields), headers });
