/** Integer fen as people write yuan: `39.80`. */
export const yuanText = (fen: number): string => {
  const whole = Math.abs(fen);
  const text = `${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, "0")}`;
  return fen < 0 ? `-${text}` : text;
};

/** Yuan as written, with at most two decimals, in integer fen; `null` for anything else. */
export const fenOf = (yuan: string): number | null => {
  const [, whole, part = ""] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(yuan.trim()) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, "0"));
};
