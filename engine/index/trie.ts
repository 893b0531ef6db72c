import type { UnitClasses } from "./unit-classes.ts";
import { classOf } from "./unit-classes.ts";

/** A trie in level order: the children of node `n` are `firstChild[n]` up to `firstChild[n + 1]`. Node 0 is the root. */
export interface Trie {
  readonly size: number;
  readonly parent: Int32Array;
  /** The class of the unit on the way in. */
  readonly label: Uint16Array;
  readonly firstChild: Int32Array;
  /** The key that ends here, -1 for none. */
  readonly end: Int32Array;
}

/** Makes a trie of keys that are sorted by code unit, none empty and none twice. */
export const makeTrie = (keys: readonly string[], units: UnitClasses): Trie => {
  const most = keys.reduce((sum, key) => sum + key.length, 1);
  const [parent, end] = [new Int32Array(most), new Int32Array(most)];
  const label = new Uint16Array(most);
  const firstChild = new Int32Array(most + 1);
  // Which keys pass through a node, and how deep it is.
  const [from, to, depth] = [new Int32Array(most), new Int32Array(most), new Uint16Array(most)];
  to[0] = keys.length;
  let size = 1;
  for (let node = 0; node < size; node += 1) {
    const at = depth[node] as number;
    let key = from[node] as number;
    const last = to[node] as number;
    end[node] = (keys[key] as string | undefined)?.length === at ? key : -1;
    if (end[node] !== -1) key += 1;
    firstChild[node] = size;
    while (key < last) {
      const unit = (keys[key] as string).charCodeAt(at);
      parent[size] = node;
      label[size] = classOf(units, unit);
      from[size] = key;
      depth[size] = at + 1;
      do key += 1;
      while (key < last && (keys[key] as string).charCodeAt(at) === unit);
      to[size] = key;
      size += 1;
    }
  }
  firstChild[size] = size;
  return {
    size,
    parent: parent.slice(0, size),
    label: label.slice(0, size),
    firstChild: firstChild.slice(0, size + 1),
    end: end.slice(0, size),
  };
};
