/**
 * The limit of P1–P3 (performance.md §1): a bare Aho–Corasick automaton over typed arrays that answers one
 * question, the lowest number of the keywords a text contains. No folding, no other triggers, no rules.
 */
export interface BareAutomaton {
  readonly find: (text: string) => number;
  readonly bytes: number;
}

interface Node {
  readonly children: Map<number, Node>;
  lowest: number;
  slot: number;
  base: number;
  fail: Node | null;
}
const NONE = 0x7fff_ffff;
const newNode = (): Node => ({ children: new Map(), lowest: NONE, slot: 0, base: 0, fail: null });

const makeTree = (keywords: readonly string[], classes: Uint16Array): Node[] => {
  const root = newNode();
  const nodes = [root];
  keywords.forEach((keyword, number) => {
    let node = root;
    for (let at = 0; at < keyword.length; at += 1) {
      const label = classes[keyword.charCodeAt(at)] as number;
      let child = node.children.get(label);
      if (child === undefined) {
        child = newNode();
        node.children.set(label, child);
        nodes.push(child);
      }
      node = child;
    }
    node.lowest = Math.min(node.lowest, number);
  });
  return nodes;
};

const addFails = (root: Node): readonly Node[] => {
  const queue = [root];
  for (const node of queue)
    for (const [label, child] of node.children) {
      let back = node.fail;
      while (back !== null && !back.children.has(label)) back = back.fail;
      child.fail = back?.children.get(label) ?? root;
      child.lowest = Math.min(child.lowest, child.fail.lowest);
      queue.push(child);
    }
  return queue;
};

const classify = (keywords: readonly string[]): { classes: Uint16Array; count: number } => {
  const counts = new Uint32Array(0x1_0000);
  for (const keyword of keywords)
    for (let at = 0; at < keyword.length; at += 1)
      counts[keyword.charCodeAt(at)] = (counts[keyword.charCodeAt(at)] as number) + 1;
  const units = [...counts.keys()].filter((unit) => (counts[unit] as number) > 0);
  units.sort((a, b) => (counts[b] as number) - (counts[a] as number));
  const classes = new Uint16Array(0x1_0000);
  units.forEach((unit, place) => {
    classes[unit] = place + 1;
  });
  return { classes, count: units.length };
};

/** Large families first, each into the first gap that fits; gaps tried in vain are left to the smaller ones. */
const place = (nodes: readonly Node[], count: number): number => {
  const taken: boolean[] = [true];
  let top = count + 1;
  let start = top;
  let size = Number.POSITIVE_INFINITY;
  const families = nodes.filter((node) => node.children.size > 0);
  families.sort((a, b) => b.children.size - a.children.size);
  for (const node of families) {
    const labels = [...node.children.keys()];
    const lowest = Math.min(...labels);
    if (labels.length < size * 0.8) {
      size = labels.length;
      start = count + 1;
    }
    while (taken[start] === true) start += 1;
    let slot = start;
    for (let tries = 1; labels.some((label) => taken[slot - lowest + label] === true); tries += 1) {
      slot += 1;
      if (tries % 256 === 0) start = slot;
    }
    node.base = slot - lowest;
    for (const [label, child] of node.children) {
      child.slot = node.base + label;
      taken[child.slot] = true;
      top = Math.max(top, child.slot + 1);
    }
  }
  return top + count + 1;
};

/** Builds it; a keyword's number is its place. */
export const makeBareAutomaton = (keywords: readonly string[]): BareAutomaton => {
  const { classes, count } = classify(keywords);
  const nodes = makeTree(keywords, classes);
  const queue = addFails(nodes[0] as Node);
  const length = place(nodes, count);
  const base = new Int32Array(length);
  const check = new Int32Array(length).fill(-1);
  const fail = new Int32Array(length);
  const lowest = new Int32Array(length).fill(NONE);
  for (const node of queue) {
    base[node.slot] = node.base;
    fail[node.slot] = node.fail?.slot ?? 0;
    lowest[node.slot] = node.lowest;
    for (const child of node.children.values()) check[child.slot] = node.slot;
  }
  const step = (from: number, label: number): number => {
    for (let state = from; ; state = fail[state] as number) {
      const next = (base[state] as number) + label;
      if (check[next] === state) return next;
      if (state === 0) return 0;
    }
  };
  const find = (text: string): number => {
    let state = 0;
    let best = NONE;
    for (let at = 0; at < text.length; at += 1) {
      const label = classes[text.charCodeAt(at)] as number;
      state = label === 0 ? 0 : step(state, label);
      if ((lowest[state] as number) < best) best = lowest[state] as number;
    }
    return best === NONE ? -1 : best;
  };
  return { find, bytes: 4 * 4 * length + classes.byteLength };
};
