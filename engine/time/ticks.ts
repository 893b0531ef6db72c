import { Cron } from "croner";

/** Whether a text is a cron expression of five fields (minute hour day month weekday). */
export const isCron = (pattern: string): boolean => {
  if (pattern.trim().split(/\s+/).length !== 5) return false;
  try {
    new Cron(pattern, { paused: true });
    return true;
  } catch {
    return false;
  }
};

/** The first tick after a moment, by the clock of a zone; `null` if there is none. */
export const nextTickMs = (pattern: string, afterMs: number, zone: string): number | null => {
  const next = new Cron(pattern, { timezone: zone, paused: true }).nextRun(new Date(afterMs));
  return next === null ? null : next.getTime();
};
