import type { Trie } from "./trie.ts";

/** After so many gaps tried in vain, the search for the next family begins behind them. */
const TRIES = 64;
/** The search begins anew when families are so much smaller. */
const SMALLER = 0.8;

/** Free slots in ascending order, as a doubly linked list that grows at its end. */
class FreeSlots {
  private next: Int32Array;
  private previous: Int32Array;
  private taken: Uint8Array;
  /** Bases that have a family. */
  private bases: Uint8Array;
  private head: number;
  /** Where the search begins. */
  private start: number;
  /** One behind the highest slot in use. */
  top: number;

  constructor(first: number, expected: number) {
    this.next = new Int32Array(0);
    this.previous = new Int32Array(0);
    this.taken = new Uint8Array(0);
    this.bases = new Uint8Array(0);
    this.head = first;
    this.start = first;
    this.top = first;
    this.grow(first + expected);
  }

  private grow(capacity: number): void {
    const { next, previous, taken, bases } = this;
    const size = taken.length;
    this.next = new Int32Array(capacity);
    this.previous = new Int32Array(capacity);
    this.taken = new Uint8Array(capacity);
    this.bases = new Uint8Array(capacity);
    this.next.set(next);
    this.previous.set(previous);
    this.taken.set(taken);
    this.bases.set(bases);
    for (let slot = size; slot < capacity; slot += 1) {
      this.next[slot] = slot + 1;
      this.previous[slot] = slot - 1;
    }
  }

  take(slot: number): void {
    const after = this.next[slot] as number;
    const before = this.previous[slot] as number;
    this.taken[slot] = 1;
    if (slot === this.head) this.head = after;
    else this.next[before] = after;
    this.previous[after] = before;
    if (slot >= this.top) this.top = slot + 1;
  }

  private fits(base: number, labels: Uint16Array): boolean {
    if (this.bases[base] === 1) return false;
    for (const label of labels) if (this.taken[base + label] === 1) return false;
    return true;
  }

  /** Starts again at the first gap: the families to come are smaller. */
  rewind(): void {
    this.start = this.head;
  }

  /** A base that no other family has, from which every label leads to a free slot. Gaps that were tried in vain are not tried again until the next `rewind`. */
  find(labels: Uint16Array, lowest: number, highest: number): number {
    if (this.top + highest + 2 > this.taken.length) this.grow(this.taken.length * 2 + highest + 2);
    while (this.taken[this.start] === 1) this.start = this.next[this.start] as number;
    let slot = this.start;
    for (let tried = 1; slot < this.top; tried += 1) {
      if (this.fits(slot - lowest, labels)) return slot - lowest;
      slot = this.next[slot] as number;
      if (tried % TRIES === 0) this.start = slot;
    }
    let base = slot - lowest;
    while (this.bases[base] === 1) base += 1;
    return base;
  }

  /** Gives a base to a family. */
  claim(base: number): void {
    this.bases[base] = 1;
  }
}

/** Nodes with children, those with most of them first: large families need room, only children fill the gaps. */
const bySize = ({ size, firstChild }: Trie): Int32Array => {
  const families: number[] = [];
  for (let node = 0; node < size; node += 1)
    if ((firstChild[node + 1] as number) > (firstChild[node] as number)) families.push(node);
  const childrenOf = (node: number): number =>
    (firstChild[node + 1] as number) - (firstChild[node] as number);
  return Int32Array.from(families.sort((a, b) => childrenOf(b) - childrenOf(a) || a - b));
};

/** Where each node of a trie stands in a double array; `slots[0]`, the root, is 0. */
export interface Placement {
  readonly bases: Int32Array;
  readonly slots: Int32Array;
  /** How many slots there are, with room for any class behind any base. */
  readonly length: number;
}

/**
 * Places a trie: the child of a node with label c stands at slot base + c. No two nodes have the same base,
 * so a slot's own label tells whose child it is. Slots 1 to `classes` stay empty, so that base 0 means "no
 * child". The choice of bases decides everything: trying every free slot for
 * every family took minutes for 100,000 keys (performance.md §1).
 */
export const placeTrie = (trie: Trie, classes: number): Placement => {
  const { size, firstChild, label } = trie;
  const bases = new Int32Array(size);
  const slots = new Int32Array(size);
  const free = new FreeSlots(classes + 1, size + classes + 2);
  let searched = Number.POSITIVE_INFINITY;
  for (const node of bySize(trie)) {
    const from = firstChild[node] as number;
    const labels = label.subarray(from, firstChild[node + 1] as number);
    if (labels.length <= searched * SMALLER) {
      searched = labels.length;
      free.rewind();
    }
    let [lowest, highest] = [classes, 0];
    for (const one of labels) {
      if (one < lowest) lowest = one;
      if (one > highest) highest = one;
    }
    const base = free.find(labels, lowest, highest);
    bases[node] = base;
    free.claim(base);
    for (let place = 0; place < labels.length; place += 1) {
      const slot = base + (labels[place] as number);
      slots[from + place] = slot;
      free.take(slot);
    }
  }
  return { bases, slots, length: free.top + classes + 1 };
};
