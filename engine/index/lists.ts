/** Rank of a key under which nothing is filed; larger than every rank. */
export const NO_RANK = 0x7fff_ffff;

/** The ranks filed under each key, best first: key `k` has `ranks[starts[k]]` up to `ranks[starts[k + 1]]`. */
export interface RankLists {
  readonly starts: Int32Array;
  readonly ranks: Int32Array;
}

/** Sorts pairs of key and rank into lists; the pairs must come in ascending order of rank. */
export const makeLists = (size: number, keys: Int32Array, ranks: Int32Array): RankLists => {
  const starts = new Int32Array(size + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < size; key += 1)
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const filled = starts.slice(0, size);
  const sorted = new Int32Array(keys.length);
  keys.forEach((key, place) => {
    sorted[filled[key] as number] = ranks[place] as number;
    filled[key] = (filled[key] as number) + 1;
  });
  return { starts, ranks: sorted };
};

/** The best rank of a key. */
export const firstOf = ({ starts, ranks }: RankLists, key: number): number =>
  (starts[key] as number) < (starts[key + 1] as number)
    ? (ranks[starts[key] as number] as number)
    : NO_RANK;

/** Appends the ranks of a key. */
export const pushAll = ({ starts, ranks }: RankLists, key: number, into: number[]): void => {
  const end = starts[key + 1] as number;
  for (let place = starts[key] as number; place < end; place += 1)
    into.push(ranks[place] as number);
};
