const mark = Buffer.from("\0sandbox:", "latin1");

/** Hides in a voice or picture what would be heard or read in it: the sandbox has no ears and no eyes. */
export const carry = (bytes: Buffer, content: string): Buffer =>
  content === "" ? bytes : Buffer.concat([bytes, mark, Buffer.from(content, "utf8")]);

/** What was hidden by `carry`; `null` when nothing was. */
export const carriedIn = (bytes: Buffer): string | null => {
  const at = bytes.lastIndexOf(mark);
  return at < 0 ? null : bytes.toString("utf8", at + mark.length);
};
