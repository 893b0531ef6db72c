const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));
const MOST = 127;

/** Base 64 of bytes; three bytes are four signs, the last ones filled up with zeros. */
const toText = (bytes: Int8Array): string => {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const three =
      (((bytes[at] as number) & 255) << 16) |
      (((bytes[at + 1] ?? 0) & 255) << 8) |
      ((bytes[at + 2] ?? 0) & 255);
    for (let shift = 18; shift >= 0; shift -= 6) part += DIGITS[(three >> shift) & 63] as string;
    if (part.length > 8_192) {
      parts.push(part);
      part = "";
    }
  }
  return parts.join("") + part;
};

/** Numbers as signed bytes of one scale, as text. */
export const packNumbers = (
  numbers: Float32Array | Int8Array,
): { readonly scale: number; readonly text: string } => {
  let largest = 0;
  for (const number of numbers) largest = Math.max(largest, Math.abs(number));
  const scale = largest === 0 ? 1 : largest / MOST;
  const bytes = Int8Array.from(numbers, (number) => Math.round(number / scale));
  return { scale, text: toText(bytes) };
};

/** What `packNumbers` made, as bytes to be multiplied by the scale; `null` if the text is not of that many. */
export const unpackNumbers = (text: string, count: number): Int8Array | null => {
  if (text.length !== Math.ceil(count / 3) * 4) return null;
  const numbers = new Int8Array(count);
  for (let at = 0; at < count; at += 3) {
    let three = 0;
    for (let digit = 0; digit < 4; digit += 1) {
      const value = VALUES.get(text.charCodeAt((at / 3) * 4 + digit));
      if (value === undefined) return null;
      three = (three << 6) | value;
    }
    for (let byte = 0; byte < 3 && at + byte < count; byte += 1)
      numbers[at + byte] = three >> (16 - 8 * byte);
  }
  return numbers;
};
