import type { PlatformButton } from "../wechat/api/menu-buttons.ts";
import type { MenuSet } from "./menu-set.ts";
import { plainButton, plainRule, sameButtons } from "./plain-button.ts";

/** One difference between two menus; places count from 0. */
export interface MenuChange {
  /** `""`: the default menu; otherwise who sees it. */
  readonly for: string;
  readonly what: "added" | "removed" | "changed" | "moved";
  /** Names from the bar down: `["门店", "营业时间"]`; empty for a whole menu. */
  readonly at: readonly string[];
  readonly before: PlatformButton | null;
  readonly after: PlatformButton | null;
}
interface Level {
  readonly for: string;
  readonly at: readonly string[];
}
interface Pair {
  readonly before: PlatformButton | null;
  readonly after: PlatformButton | null;
  readonly isMoved: boolean;
}

/** Buttons of one level, side by side: those of the same name first, then what stands in the same place. */
const pairs = (
  before: readonly PlatformButton[],
  after: readonly PlatformButton[],
): readonly Pair[] => {
  const left = new Set(before.keys());
  const take = (fits: (place: number) => boolean): number | null => {
    const found = [...left].find(fits) ?? null;
    if (found !== null) left.delete(found);
    return found;
  };
  const named = after.map(({ name }) => take((place) => before[place]?.name === name));
  const all = after.map((button, place): Pair => {
    const from = named[place] ?? take((other) => other === place);
    return {
      before: from === null ? null : (before[from] ?? null),
      after: button,
      isMoved: from !== null && from !== place,
    };
  });
  const gone = [...left].map((place): Pair => {
    return { before: before[place] ?? null, after: null, isMoved: false };
  });
  return [...all, ...gone];
};

const same = (a: PlatformButton, b: PlatformButton): boolean => sameButtons([a], [b]);
const withoutSub = ({ sub_button: _, ...button }: PlatformButton): PlatformButton => button;

const changesOf = ({ before, after, isMoved }: Pair, level: Level): readonly MenuChange[] => {
  const at = [...level.at, (after ?? before)?.name ?? ""];
  const change = (what: MenuChange["what"]): MenuChange => ({
    for: level.for,
    what,
    at,
    before: before === null ? null : plainButton(before),
    after: after === null ? null : plainButton(after),
  });
  if (before === null) return [change("added")];
  if (after === null) return [change("removed")];
  const moved = isMoved ? [change("moved")] : [];
  if (same(before, after)) return moved;
  const [inner, outer] = [before.sub_button ?? [], after.sub_button ?? []];
  // Two sub-menus are told apart by what is in them; anything else is one change.
  if (inner.length === 0 || outer.length === 0) return [...moved, change("changed")];
  const own = same(withoutSub(before), withoutSub(after)) ? [] : [change("changed")];
  return [...moved, ...own, ...levelChanges(inner, outer, { ...level, at })];
};
const levelChanges = (
  before: readonly PlatformButton[],
  after: readonly PlatformButton[],
  level: Level,
): readonly MenuChange[] => pairs(before, after).flatMap((pair) => changesOf(pair, level));

const keyOf = ({ rule }: MenuSet["conditional"][number]): string => JSON.stringify(plainRule(rule));

const conditionalChanges = (before: MenuSet, after: MenuSet): readonly MenuChange[] => {
  const whole = (who: string, what: MenuChange["what"]): MenuChange => {
    return { for: who, what, at: [], before: null, after: null };
  };
  const left = new Map(before.conditional.map((one, place) => [keyOf(one), { one, place }]));
  const kept = after.conditional.flatMap((one, place) => {
    const known = left.get(keyOf(one));
    left.delete(keyOf(one));
    if (known === undefined) return [whole(one.for, "added")];
    const moved = known.place === place ? [] : [whole(one.for, "moved")];
    const level = { for: one.for, at: [] };
    return [...moved, ...levelChanges(known.one.buttons, one.buttons, level)];
  });
  return [...kept, ...[...left.values()].map(({ one }) => whole(one.for, "removed"))];
};

/** What publishing `after` over `before` would change, in the order of the menu. */
export const compareMenus = (before: MenuSet, after: MenuSet): readonly MenuChange[] => [
  ...levelChanges(before.buttons, after.buttons, { for: "", at: [] }),
  ...conditionalChanges(before, after),
];
