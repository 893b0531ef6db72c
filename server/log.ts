import type { Logger } from "pino";
import { pino } from "pino";

/** Never shown, wherever they stand in what is logged. */
const HIDDEN = [
  "token",
  "appSecret",
  "encodingAesKey",
  "aesKey",
  "previousAesKey",
  "secret",
  "apiV3Key",
  "privateKey",
  "secrets",
  "access_token",
  "password",
  "authorization",
  "cookie",
];

/** One JSON line an event; secrets are covered. */
export const createLog = (level: string): Logger =>
  pino({
    level,
    redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "***" },
  });
