/** A generator of numbers in [0, 1): the same for the same seed, so that every run measures the same data. */
export const makeRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
type Random = () => number;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const times = (count: number, make: () => string): string =>
  Array.from({ length: count }, make).join("");
/** Han characters, the first ones commoner: 3,000 of them, as in everyday writing. */
const han = (random: Random, count: number): string =>
  times(count, () => String.fromCharCode(0x4e00 + Math.floor(random() ** 1.4 * 3_000)));
const latin = (random: Random, count: number): string =>
  times(count, () => String.fromCharCode(0x61 + below(random, 26)));

/** 65% Chinese, 20% English, 15% mixed; 2 to 8 characters, 4 on average. */
const keyword = (random: Random): string => {
  const kind = random();
  const length = 2 + Math.floor(random() ** 1.8 * 7);
  if (kind < 0.65) return han(random, length);
  if (kind < 0.85) return latin(random, Math.max(3, length));
  return `${han(random, 1 + below(random, 2))}${latin(random, Math.max(1, length - 2))}`;
};

/** So many different keywords. */
export const makeKeywords = (count: number, seed = 7): readonly string[] => {
  const random = makeRandom(seed);
  const found = new Set<string>();
  while (found.size < count) found.add(keyword(random));
  return [...found];
};

/** 5 to 60 characters, 27 on average, mostly Chinese. */
const sentence = (random: Random): string => {
  const length = 5 + Math.floor(random() ** 1.5 * 56);
  const tail = random() < 0.2 ? latin(random, below(random, 5)) : "";
  return han(random, Math.max(1, length - tail.length)) + tail;
};

/** Messages of which three in ten hold a keyword; `holds` is asked, so that a miss is a miss. */
export const makeMessages = (
  count: number,
  keywords: readonly string[],
  holds: (text: string) => boolean,
): readonly string[] => {
  const random = makeRandom(11);
  const messages: string[] = [];
  while (messages.length < count) {
    const text = sentence(random);
    if (messages.length % 10 < 3) {
      const at = below(random, text.length);
      const word = keywords[below(random, keywords.length)] ?? "";
      messages.push(text.slice(0, at) + word + text.slice(at));
    } else if (!holds(text)) messages.push(text);
  }
  return messages;
};

/** Patterns of six everyday shapes, as operators write them. */
export const makePatterns = (count: number): readonly string[] => {
  const random = makeRandom(13);
  const shapes: readonly (() => string)[] = [
    () => `(?:${han(random, 2)}|${han(random, 3)}).{0,4}${han(random, 2)}`,
    () => `^${han(random, 2)}.*(?:吗|呢)?$`,
    () => `${han(random, 2)}(?P<number>[0-9]{4,12})`,
    () => `[${han(random, 3)}]${han(random, 2)}`,
    () => `(?i)${latin(random, 4)}\\s*[0-9]+`,
    () => `${han(random, 1)}${latin(random, 2)}.+${han(random, 1)}`,
  ];
  return Array.from({ length: count }, (_, place) => shapes[place % shapes.length]?.() ?? "");
};
