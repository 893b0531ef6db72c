import { extentOf, itemHolders } from "./extent.ts";
import type { Found } from "./find.ts";
import { heldBy } from "./find.ts";
import type { Patch } from "./patch.ts";
import type { ListNode } from "./tree.ts";

/** The order of a list after one of its items moved. */
export const movedOrder = (length: number, from: number, to: number): readonly number[] => {
  const order = Array.from({ length }, (_, place) => place).filter((place) => place !== from);
  order.splice(to, 0, from);
  return order;
};

/** Gives each place of a list the item that belongs there; what stands between items stays. */
export const movePatches = (
  text: string,
  found: Found,
  from: number,
  to: number,
): readonly Patch[] => {
  const list = found.node as ListNode;
  const spans = itemHolders(list).map((holder) => {
    if (list.flow) return heldBy(holder);
    return extentOf(text, found.chain, holder);
  });
  return movedOrder(spans.length, from, to).flatMap((source, place): readonly Patch[] => {
    const [span, item] = [spans[place], spans[source]];
    if (source === place || span === undefined || item === undefined) return [];
    return [{ from: span.start, to: span.end, insert: text.slice(item.start, item.end) }];
  });
};
