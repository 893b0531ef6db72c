const two = (value: number): string => String(value).padStart(2, "0");

/** A moment as `YYYY-MM-DD HH:mm`, 24 hours, in the browser's zone. */
export const timeText = (atMs: number): string => {
  const at = new Date(atMs);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** A moment; the exact one for machines. */
export const LocalTime = ({ atMs }: { readonly atMs: number }) => (
  <time dateTime={new Date(atMs).toISOString()}>{timeText(atMs)}</time>
);
