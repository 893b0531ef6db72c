/** Numbers the code units that occur in the keys, from 1, the commonest first; every other unit is 0. */
export interface UnitClasses {
  /** By the high byte of a unit: the page its class stands on; page 0 is empty. */
  readonly pages: Uint16Array;
  readonly classes: Uint16Array;
  readonly count: number;
}

/** Which units occur how often in the keys. Common units get small numbers, so that siblings lie close together. */
export const classifyUnits = (keys: readonly string[]): UnitClasses => {
  const counts = new Uint32Array(0x1_0000);
  for (const key of keys)
    for (let at = 0; at < key.length; at += 1) {
      const unit = key.charCodeAt(at);
      counts[unit] = (counts[unit] ?? 0) + 1;
    }
  const units: number[] = [];
  const pages = new Uint16Array(256);
  let lastPage = 0;
  counts.forEach((count, unit) => {
    if (count === 0) return;
    units.push(unit);
    if (pages[unit >> 8] === 0) {
      lastPage += 1;
      pages[unit >> 8] = lastPage;
    }
  });
  units.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const classes = new Uint16Array((lastPage + 1) * 256);
  units.forEach((unit, place) => {
    classes[((pages[unit >> 8] ?? 0) << 8) | (unit & 0xff)] = place + 1;
  });
  return { pages, classes, count: units.length };
};

/** The class of one code unit. */
export const classOf = ({ pages, classes }: UnitClasses, unit: number): number =>
  classes[((pages[unit >> 8] as number) << 8) | (unit & 0xff)] as number;
