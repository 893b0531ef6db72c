const DIGITS = "零一二三四五六七八九";

const digitOf = (sign: string): number => {
  if (sign === "两") return 2;
  return sign === "〇" ? 0 : DIGITS.indexOf(sign);
};
/** `7`, `七`, `十二` or `二十三` as a number, up to 99; `null` if it is none. */
export const smallNumber = (text: string): number | null => {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const [, tens, ones] =
    /^([一二三四五六七八九]?十)?([零〇一二两三四五六七八九])?$/.exec(text) ?? [];
  if (tens === undefined && ones === undefined) return null;
  const ten = tens === undefined ? 0 : tens === "十" ? 1 : digitOf(tens.charAt(0));
  return ten * 10 + (ones === undefined ? 0 : digitOf(ones));
};
