import type { Account } from "../schema/account.ts";
import { WEEKDAYS, weekdayOf } from "./dates.ts";

type Days = Pick<Account, "holidays" | "workdays">;
/** Whether people work that day: the account's 调休 first, then its holidays, then the weekend. */
export const dayKind = (date: string, { holidays, workdays }: Days): "workday" | "restday" => {
  if (workdays.includes(date)) return "workday";
  if (holidays.includes(date)) return "restday";
  return ["sat", "sun"].includes(weekdayOf(date)) ? "restday" : "workday";
};

const placeOf = (day: string): number => (WEEKDAYS as readonly string[]).indexOf(day);
/** `mon`, `mon-fri`, `fri-mon` (over the weekend), `workday`, `restday`; a text that is none of these holds no day. */
export const isOnDay = (date: string, day: string, settings: Days): boolean => {
  if (day === "workday" || day === "restday") return dayKind(date, settings) === day;
  const [first = "", last = first] = day.split("-");
  const [from, until, at] = [placeOf(first), placeOf(last), placeOf(weekdayOf(date))];
  if (from < 0 || until < 0) return false;
  return from <= until ? at >= from && at <= until : at >= from || at <= until;
};
