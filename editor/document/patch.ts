/** Replace `from` … `to` by `insert`; what a text field or Monaco applies. */
export interface Patch {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Applies patches that do not overlap, in any order. */
export const applyPatches = (text: string, patches: readonly Patch[]): string => {
  const ordered = patches
    .map((patch, place) => ({ patch, place }))
    .sort((a, b) => b.patch.from - a.patch.from || b.patch.to - a.patch.to || b.place - a.place);
  return ordered.reduce(
    (done, { patch }) => done.slice(0, patch.from) + patch.insert + done.slice(patch.to),
    text,
  );
};

const isHighSurrogate = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
};

/** Whether an offset lies inside of a character or of a CRLF. */
const isCutBefore = (text: string, at: number): boolean =>
  at > 0 &&
  (isHighSurrogate(text, at - 1) || (text.charAt(at - 1) === "\r" && text.charAt(at) === "\n"));

/** The one stretch in which two texts differ; `null` if they are the same. Never cuts a character or a CRLF in half. */
export const minimalChange = (before: string, after: string): Patch | null => {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  if (from > 0 && (isHighSurrogate(before, from - 1) || before.charAt(from - 1) === "\r"))
    from -= 1;
  let left = 0;
  while (
    left < shorter - from &&
    before.charCodeAt(before.length - 1 - left) === after.charCodeAt(after.length - 1 - left)
  )
    left += 1;
  if (
    left > 0 &&
    (isCutBefore(before, before.length - left) || isCutBefore(after, after.length - left))
  )
    left -= 1;
  return {
    from,
    to: before.length - left,
    insert: after.slice(from, after.length - left),
  };
};
