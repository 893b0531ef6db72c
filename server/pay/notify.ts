import type { Request, Response, Router } from "express";
import express from "express";
import type { HearDeps } from "./hear.ts";
import { hearNotification } from "./hear.ts";
import type { NotificationRefused, PayClients } from "./pay-client.ts";

export interface NotifyDeps extends HearDeps {
  readonly clients: PayClients;
  readonly log: {
    readonly warn: (fields: object, text: string) => void;
    readonly error: (fields: object, text: string) => void;
  };
}

/** The bytes as they came: a signature is over nothing else. */
const RAW = { type: () => true, limit: "256kb" } as const;
/** What came may be honest, and comes again. */
const NOT_NOW: ReadonlySet<NotificationRefused> = new Set(["keys"]);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const refuse = (response: Response, status: number): void => {
  response.status(status).json({ code: "FAIL", message: "失败" });
};

const take = async (request: Request, response: Response, deps: NotifyDeps): Promise<void> => {
  const account = textOf(request.params["account"]);
  const found = await deps.clients.find(account, textOf(request.params["mchid"]));
  if (!found.ok) return refuse(response, found.retry === "soon" ? 503 : 404);
  const client = found.data;
  const body: unknown = request.body;
  const rawBody = body instanceof Uint8Array ? body : new Uint8Array();
  const opened = await client.openNotification(request.headers, rawBody);
  if (!opened.ok) {
    // The platform's own probes are no attack.
    if (opened.reason !== "probe")
      deps.log.warn({ account, reason: opened.reason }, "a notification of WeChat Pay was refused");
    return refuse(response, NOT_NOW.has(opened.reason) ? 503 : 401);
  }
  const { mchid, appid } = client;
  await hearNotification(deps, { account, mchid, appid }, opened.notification);
  response.status(200).json({ code: "SUCCESS", message: "成功" });
};

/**
 * Where WeChat Pay tells us what happened: `/pay/ACCOUNT/MCHID`. Proven first, over the bytes as they came; what is
 * proven is kept for good before it is answered, and what follows from it is done by itself afterwards.
 */
export const createPayNotify = (deps: NotifyDeps): Router => {
  const router = express.Router();
  router.post("/:account/:mchid", express.raw(RAW), (request, response) => {
    take(request, response, deps).catch((error: unknown) => {
      deps.log.error({ err: error }, "a notification could not be kept; it will come again");
      refuse(response, 500);
    });
  });
  return router;
};
