import type { LocalText } from "../../schema/words.ts";
import type { Schema } from "./schema-leaves.ts";

/** How texts of a certain form are written, by the schema's `x-shape`: an example says more than a pattern. */
const BY_SHAPE: Readonly<Record<string, string>> = {
  duration: "90s 10m 2h 7d 4w",
  date: "2026-10-01",
  "date-range": "2026-10-01..2026-10-07",
  "date-time": "2026-10-01T09:00",
  "time-window": "09:00-18:00",
  days: "mon-fri, workday",
  timezone: "Asia/Shanghai",
  money: "39.80",
  cron: "'*/10 9-18 * * *'",
};
const WEB_ADDRESS: LocalText = {
  "zh-CN": "，要以 https:// 开头",
  en: ": it must begin with https://",
};
/** What the characters of a name may be, by its pattern. */
const BY_PATTERN: Readonly<Record<string, LocalText>> = {
  "^[a-z0-9-]+$": {
    "zh-CN": "，只能用小写字母、数字和 -",
    en: ": lower-case letters, digits and - only",
  },
  "^[A-Za-z0-9_-]{1,128}$": {
    "zh-CN": "，只能用字母、数字、_ 和 -",
    en: ": letters, digits, _ and - only",
  },
  "^[A-Za-z0-9_-]{1,64}$": {
    "zh-CN": "，只能用字母、数字、_ 和 -，最多 64 个",
    en: ": letters, digits, _ and - only, at most 64",
  },
  "^https?://[^ ]+$": WEB_ADDRESS,
  "^https?://": WEB_ADDRESS,
};

/** How a text at this place is written; `null` if nothing better than "wrong" can be said. */
export const formHint = (leaves: readonly Schema[], pattern: unknown): LocalText | null => {
  const shape = leaves.map((leaf) => leaf["x-shape"]).find((one) => typeof one === "string");
  const example = typeof shape === "string" ? BY_SHAPE[shape] : undefined;
  if (example !== undefined)
    return { "zh-CN": `，例如 ${example}`, en: `, for example ${example}` };
  return typeof pattern === "string" ? (BY_PATTERN[pattern] ?? null) : null;
};
