import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createPayClient } from "../../../../server/pay/create-pay-client.ts";
import type { PayClient, PrepayOrder } from "../../../../server/pay/pay-client.ts";
import { makePayExchange } from "../../../../server/pay/pay-exchange.ts";
import type { RunningSandbox, SandboxOptions } from "../../../../server/sandbox/sandbox.ts";
import type { Loose, Tried } from "../start.ts";
import { shop, trySandbox } from "../start.ts";

/** A notification as it came. */
export interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
/** A merchant's address that answers with one status after the other; the last one stays. */
export const notifyAddress = async (...statuses: readonly number[]) => {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const status = statuses[Math.min(posted.length, statuses.length - 1)] ?? 200;
    posted.push({ headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay/shop`, posted };
};

export interface PayShop extends Tried {
  readonly client: PayClient;
  /** All that `GET /pay/merchant` tells. */
  readonly merchant: Loose;
  /** A client of the same merchant with something changed. */
  readonly clientWith: (change: object) => PayClient;
  readonly openid: string;
  /** What someone does at the wallet. */
  readonly wallet: (order: object, more?: object) => Promise<Loose>;
  readonly state: (what: string) => Promise<Loose>;
  readonly travel: (byMs: number) => Promise<void>;
  readonly settle: () => Promise<unknown>;
  readonly order: (of?: Partial<PrepayOrder>) => PrepayOrder & { readonly openid: string };
}

/** Our client of a merchant as the sandbox tells of it. */
export const merchantClient = (
  sandbox: Pick<RunningSandbox, "url" | "core">,
  merchant: Loose,
  change: object = {},
): PayClient => {
  const { publicKeyId, publicKey, mchid, appid, apiV3Key, privateKey, serial } = merchant;
  const client = createPayClient(
    {
      ...{ mchid, appid, apiV3Key, privateKey, serial, baseUrl: sandbox.url },
      platformKey: { id: publicKeyId, pem: publicKey },
      ...change,
    },
    {
      exchange: makePayExchange(),
      nowMs: () => sandbox.core.time.realMs(),
      nonce: () => sandbox.core.ids.hex("test-nonce", 32),
      wait: async () => {},
    },
  );
  if (client === null) throw new Error("no client");
  return client;
};

/** A shop with a merchant that the sandbox made by itself, our client of it, and a follower. */
export const payShop = async (
  notifyUrl = "http://127.0.0.1:9/nowhere",
  options: Partial<SandboxOptions> = {},
): Promise<PayShop> => {
  const tried = await trySandbox(options);
  const { sandbox, control, get } = tried;
  await control("/pay/merchant", { account: shop.id, probeEvery: 0 });
  const merchant = await get(`/sandbox/api/pay/merchant?account=${shop.id}`);
  const clientWith = (change: object): PayClient => merchantClient(sandbox, merchant, change);
  const { openid } = sandbox.core.followers.meet(shop.id, "小明");
  return {
    ...tried,
    merchant,
    clientWith,
    client: clientWith({}),
    openid,
    wallet: (order, more = {}) =>
      control("/pay/wallet", {
        account: shop.id,
        from: "小明",
        password: "123456",
        ...order,
        ...more,
      }),
    state: (what) => get(`/sandbox/api/state?account=${shop.id}&what=${what}`),
    travel: async (byMs) => {
      await control("/time", { byMs });
      await control("/settle", {});
    },
    settle: () => control("/settle", {}),
    order: (of = {}) => ({
      outTradeNo: "SB202611230001",
      description: "咖啡-大杯",
      totalFen: 3980,
      notifyUrl,
      attach: "rule=42",
      openid,
      ...of,
    }),
  };
};
