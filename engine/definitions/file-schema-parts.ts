import { Type } from "typebox";

/** A calendar day, `2026-10-01`. */
export const DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
/** `2026-10-01`. */
export const DateText = Type.String({ pattern: `^${DAY}$`, "x-shape": "date" });
/** A day, or `2026-10-01..2026-10-07`, both in. */
export const DateRange = Type.String({
  pattern: `^${DAY}(\\.\\.${DAY})?$`,
  "x-shape": "date-range",
});
/** `2026-11-23T20:31`; without a zone it is the account's. */
export const DateTime = Type.String({
  pattern: `^${DAY}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?$`,
  "x-shape": "date-time",
});
/** `09:00-18:00`, start in, end out; may pass midnight. */
export const TimeWindow = Type.String({
  pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
  "x-shape": "time-window",
});
/** `mon`, `mon-fri`, `workday`, `restday`. */
export const Days = Type.String({
  pattern: "^(workday|restday|(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?)$",
  "x-shape": "days",
});
/** Ids of rules and, in the same spelling, of accounts. */
export const RuleIdText = Type.String({ pattern: "^[a-z0-9-]+$", maxLength: 64 });
/** Ids of channels; may end in `*`. */
export const CHANNEL_ID = "^([A-Za-z0-9_-]{1,64}|[A-Za-z0-9_-]{0,63}\\*)$";
/** Ids of menu keys. */
export const MENU_KEY = "^[A-Za-z0-9_-]{1,128}$";
/** Names of what a list captures: groups, `save`. */
export const CAPTURED_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
