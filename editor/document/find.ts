import type { Steps } from "./steps.ts";
import type { ListItem, ListNode, MapEntry, MapNode, TreeNode } from "./tree.ts";
import { treeOf } from "./tree.ts";

/** A node and what holds it. */
export type Holder =
  | { readonly kind: "root"; readonly value: TreeNode }
  | {
      readonly kind: "entry";
      readonly map: MapNode;
      readonly entry: MapEntry;
      readonly place: number;
    }
  | {
      readonly kind: "item";
      readonly list: ListNode;
      readonly item: ListItem;
      readonly place: number;
    };
export interface Found {
  readonly holder: Holder;
  readonly node: TreeNode;
  /** The holders around it, from the root inwards, its own last. */
  readonly chain: readonly Holder[];
}

const entryHolder = (map: MapNode, key: string): Holder | null => {
  const place = map.entries.findIndex((entry) => entry.key === key);
  const entry = map.entries[place];
  return entry === undefined ? null : { kind: "entry", map, entry, place };
};
const itemHolder = (list: ListNode, place: number): Holder | null => {
  const item = list.items[place];
  return item === undefined ? null : { kind: "item", list, item, place };
};

/** The node a holder holds. */
export const heldBy = (holder: Holder): TreeNode => {
  if (holder.kind === "entry") return holder.entry.value;
  return holder.kind === "item" ? holder.item.value : holder.value;
};

/** The rule itself: the only item of a list (as cut out of a file), or the map. */
export const rootOf = (text: string): Found => {
  const tree = treeOf(text);
  const root: Holder = { kind: "root", value: tree };
  const only = tree.kind === "list" && tree.items.length === 1 ? itemHolder(tree, 0) : null;
  if (only === null) return { holder: root, node: tree, chain: [root] };
  return { holder: only, node: heldBy(only), chain: [root, only] };
};

const stepInto = (found: Found, step: string | number): Found | null => {
  const { node } = found;
  // One item stands for a list: its place 0 is itself.
  if (step === 0 && node.kind !== "list") return found;
  const holder =
    node.kind === "map"
      ? entryHolder(node, String(step))
      : node.kind === "list" && typeof step === "number"
        ? itemHolder(node, step)
        : null;
  if (holder === null) return null;
  return { holder, node: heldBy(holder), chain: [...found.chain, holder] };
};

/** Finds what stands at a place; `null` if nothing was written there. */
export const findAt = (text: string, at: Steps): Found | null => {
  let found: Found | null = rootOf(text);
  for (const step of at) {
    if (found === null) return null;
    found = stepInto(found, step);
  }
  return found;
};

/** Whether a node lies between brackets or braces, where nothing may spread over lines of its own. */
export const isInFlow = (found: Found): boolean =>
  found.chain.some(
    (holder) =>
      (holder.kind === "entry" && holder.map.flow) || (holder.kind === "item" && holder.list.flow),
  );
