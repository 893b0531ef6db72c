import { Type } from "typebox";
import type { FactContext } from "../definitions/definition.ts";
import { defineFact } from "../definitions/definition.ts";
import { wallTime } from "../time/calendar.ts";
import { WEEKDAYS } from "../time/dates.ts";
import { dayKind } from "../time/days.ts";

const group = "time";
const now = ({ nowMs, settings }: FactContext) => wallTime(nowMs, settings.timezone);

export const time = defineFact({
  name: "time",
  title: { "zh-CN": "现在几点", en: "Time of day" },
  help: {
    "zh-CN": "账号时区的时间，例如 18:30。",
    en: "The time in the account's zone, such as 18:30.",
  },
  group,
  value: Type.String({ pattern: "^[0-9]{2}:[0-9]{2}$" }),
  on: "time",
  read: (context) => now(context).time,
});

export const date = defineFact({
  name: "date",
  title: { "zh-CN": "今天的日期", en: "Date" },
  help: {
    "zh-CN": "账号时区的日期，例如 2026-11-23。",
    en: "The day in the account's zone, such as 2026-11-23.",
  },
  group,
  value: Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
  on: "time",
  read: (context) => now(context).date,
});

export const weekday = defineFact({
  name: "weekday",
  title: { "zh-CN": "星期几", en: "Day of the week" },
  help: {
    "zh-CN": "mon 周一、tue 周二、wed 周三、thu 周四、fri 周五、sat 周六、sun 周日。",
    en: "mon, tue, wed, thu, fri, sat or sun.",
  },
  group,
  value: Type.Unsafe<string>({ type: "string", enum: [...WEEKDAYS] }),
  on: "text",
  read: (context) => now(context).weekday,
});

export const day = defineFact({
  name: "day",
  title: { "zh-CN": "工作日还是休息日", en: "Workday or day of rest" },
  help: {
    "zh-CN": "workday 工作日，restday 休息日；按账号的 holidays 和 workdays（调休），其余看周末。",
    en: "workday or restday, by the account's holidays and workdays, otherwise by the weekend.",
  },
  group,
  value: Type.Unsafe<string>({ type: "string", enum: ["workday", "restday"] }),
  on: "text",
  read: (context) => dayKind(now(context).date, context.settings),
});
