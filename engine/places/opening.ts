import type { Account, Place } from "../schema/account.ts";
import { isActive } from "../time/active.ts";

/** Whether a place is open at a moment, in the account's zone; `null` where it does not say when. */
export const isOpen = (
  { hours = [], days = [] }: Pick<Place, "hours" | "days">,
  nowMs: number,
  settings: Account,
): boolean | null =>
  hours.length + days.length === 0
    ? null
    : isActive({ from: null, until: null, hours, days }, nowMs, settings);
