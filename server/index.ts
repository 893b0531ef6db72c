import { resolve } from "node:path";
import { readConfig } from "./config.ts";
import type { Webhook } from "./webhook/webhook.ts";
import { assembleYingda } from "./yingda.ts";

export type { WebhookDeps } from "./webhook/deps.ts";
export type { Webhook } from "./webhook/webhook.ts";
export { createWebhook } from "./webhook/webhook.ts";

export interface MountOptions {
  /** The folder of account folders; `YINGDA_RULES` or `./rules` if absent. */
  readonly rules?: string;
  /** Where the database and the key are kept; `YINGDA_DATA` or `./data` if absent. */
  readonly data?: string;
  /** Publishes rule files as they change. */
  readonly dev?: boolean;
}
export interface Mounted {
  /** `(req, res, next)` for `app.use`, before any body parser: `GET` and `POST /wechat/ACCOUNT`. */
  readonly webhook: Webhook;
  /** Stop listening first. */
  readonly close: () => Promise<void>;
}

/**
 * Yingda inside somebody else's server.
 *
 * @example
 * const yingda = await createYingda({ rules: "./rules" });
 * app.use(yingda.webhook);
 */
export const createYingda = async ({
  rules,
  data,
  dev = false,
}: MountOptions = {}): Promise<Mounted> => {
  const config = readConfig();
  const { webhook, close } = await assembleYingda({
    config: {
      ...config,
      ...(rules === undefined ? {} : { rulesFolder: resolve(rules) }),
      ...(data === undefined ? {} : { dataFolder: resolve(data) }),
    },
    dev,
    progress: () => {},
  });
  return { webhook, close };
};
