import { utf8Bytes } from "../../text/utf8-bytes.ts";

const MORE = "…";
/**
 * A text of at most so many bytes of UTF-8: whole characters, and … where something was cut off. Only what
 * templates filled in can be too long; the platform would refuse the whole answer.
 */
export const cutText = (text: string, maxBytes: number): string => {
  if (utf8Bytes(text) <= maxBytes) return text;
  let left = maxBytes - utf8Bytes(MORE);
  let end = 0;
  for (const sign of text) {
    left -= utf8Bytes(sign);
    if (left < 0) break;
    end += sign.length;
  }
  return text.slice(0, end) + MORE;
};
