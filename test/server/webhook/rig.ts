import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { applyChanges } from "../../../engine/apply-changes.ts";
import type { WebhookAccount, WebhookDeps } from "../../../server/webhook/deps.ts";
import { createWebhook } from "../../../server/webhook/webhook.ts";
import { echo, memoryStore, noRules, settings } from "../../builders.ts";
import { listen, platform } from "./wechat-client.ts";

const folder = new URL("pushes/", import.meta.url);

/** The pushes of wechat-contract.md §2, by file name. */
export const pushes: ReadonlyMap<string, string> = new Map(
  readdirSync(folder).map((file) => [
    file.replace(".xml", ""),
    readFileSync(new URL(file, folder), "utf8"),
  ]),
);
/** One of them; throws for a name that does not exist. */
export const pushOf = (name: string): string => {
  const push = pushes.get(name);
  if (push === undefined) throw new Error(`no push called ${name}`);
  return push;
};

/** A text push of its own: another follower and id every time unless given. */
// As text: real ids are larger than a double holds.
let texts = 0;
export const textPush = (
  text: string,
  of: { readonly from?: string; readonly id?: string; readonly atMs?: number } = {},
) => {
  texts += 1;
  const id = `249${String(texts).padStart(14, "0")}`;
  const seconds = Math.floor((of.atMs ?? startMs) / 1000);
  return (
    `<xml><ToUserName><![CDATA[${platform.originalId}]]></ToUserName><FromUserName><![CDATA[${of.from ?? `o${texts}`}]]></FromUserName>` +
    `<CreateTime>${seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${of.id ?? id}</MsgId></xml>`
  );
};

export const startMs = 1_763_865_600_000;

export const webhookAccount = (of: Partial<WebhookAccount> = {}): WebhookAccount => ({
  id: "coffee",
  ...platform,
  previousAesKey: null,
  mode: "compatible",
  settings: settings(),
  canSendLater: true,
  rules: noRules(),
  ...of,
});

/** Everything a webhook needs, in memory, at a standing clock; what is logged can be looked at. */
export const webhookDeps = (
  of: Partial<WebhookDeps> & { readonly account1?: Partial<WebhookAccount> } = {},
) => {
  const memory = memoryStore();
  const account = webhookAccount(of.account1);
  const logged: { readonly fields: Readonly<Record<string, unknown>>; readonly message: string }[] =
    [];
  const log = (fields: Readonly<Record<string, unknown>>, message: string): void => {
    logged.push({ fields, message });
  };
  const woken = { count: 0 };
  const deps: WebhookDeps = {
    account: async (id) => (id === account.id ? account : null),
    rulesAt: async () => null,
    respond: echo,
    applyChanges,
    nextTick: () => null,
    store: memory.store,
    callers: new Map(),
    resolveMedia: async () => "resolved-media-id",
    nowMs: () => startMs,
    seed: () => "seed",
    log: { warn: log, error: log },
    wake: () => {
      woken.count += 1;
    },
    timers: { set: setTimeout, clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
    ...of,
  };
  return { deps, memory, account, logged, woken };
};

/** A webhook behind a bare server on loopback. */
export const webhookServer = async (of: Parameters<typeof webhookDeps>[0] = {}) => {
  const rig = webhookDeps(of);
  const webhook = createWebhook(rig.deps);
  const server = createServer(webhook);
  return { ...rig, webhook, server, ...(await listen(server)) };
};
