/** `start` in, `end` out, in minutes of the day; passes midnight where `end` is not after `start`. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}
const SHAPE = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** `09:00-18:00`; `22:00-02:00` passes midnight, `00:00-24:00` is the whole day. `null` for anything else. */
export const parseWindow = (text: string): TimeWindow | null => {
  const [, hour, minute, endHour, endMinute] = SHAPE.exec(text) ?? [];
  if (hour === undefined) return null;
  const end = endHour === undefined ? 1440 : Number(endHour) * 60 + Number(endMinute);
  return { start: Number(hour) * 60 + Number(minute), end };
};
/** Whether a window passes midnight; one that ends when it starts lasts 24 hours. */
export const passesMidnight = ({ start, end }: TimeWindow): boolean => end <= start;
/** Whether the clock shows a time inside the window, whatever the day. */
export const isInWindow = (minute: number, window: TimeWindow): boolean =>
  passesMidnight(window)
    ? minute >= window.start || minute < window.end
    : minute >= window.start && minute < window.end;

/** Minutes of the day of `20:31`; `null` if it is no time. */
export const parseTime = (text: string): number | null => {
  const [, hour, minute] = /^(\d{1,2}):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23) return null;
  return Number(hour) * 60 + Number(minute);
};
