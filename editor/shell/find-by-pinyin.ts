import { match } from "pinyin-pro";

/** Chinese that could be meant by these letters; anything else is looked for as it is. */
const isLetters = (asked: string): boolean => /^[a-z]+$/i.test(asked);

/**
 * The first `limit` of a list whose texts hold what was asked, plainly or as pinyin: whole syllables or
 * initials, `jg` → 价格. Plain hits come first; nothing asked gives the first of the list.
 */
export const findByPinyin = <T>(
  list: readonly T[],
  asked: string,
  textsOf: (item: T) => readonly string[],
  limit: number,
): readonly T[] => {
  const wanted = asked.trim().toLowerCase();
  if (wanted === "") return list.slice(0, limit);
  const isPlain = (item: T): boolean =>
    textsOf(item).some((text) => text.toLowerCase().includes(wanted));
  const plain = list.filter(isPlain).slice(0, limit);
  if (plain.length === limit || !isLetters(wanted)) return plain;
  const rest: T[] = [];
  for (const item of list) {
    if (plain.length + rest.length === limit) break;
    const [name = ""] = textsOf(item);
    if (!isPlain(item) && match(name, wanted, { continuous: true }) !== null) rest.push(item);
  }
  return [...plain, ...rest];
};
