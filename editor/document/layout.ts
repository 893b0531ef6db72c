import { columnOf } from "./lines.ts";
import type { Layout } from "./render.ts";
import type { ListNode, MapNode, TreeNode } from "./tree.ts";
import { isMissing, treeOf } from "./tree.ts";

interface Seen {
  single: number;
  double: number;
  steps: number[];
  dashSteps: number[];
}

const look = (text: string, node: TreeNode, seen: Seen): void => {
  if (node.kind === "scalar") {
    if (node.style === "single") seen.single += 1;
    if (node.style === "double") seen.double += 1;
    return;
  }
  if (node.kind === "list") for (const { value } of node.items) look(text, value, seen);
  else for (const { value } of node.entries) look(text, value, seen);
  if (node.kind === "map" && !node.flow) lookAtSteps(text, node, seen);
};
const isBlock = (node: TreeNode): node is ListNode | MapNode =>
  node.kind !== "scalar" && !node.flow && !isMissing(node);
const lookAtSteps = (text: string, map: MapNode, seen: Seen): void => {
  for (const { keyStart, value } of map.entries) {
    if (!isBlock(value)) continue;
    const step = columnOf(text, value.start) - columnOf(text, keyStart);
    if (value.kind === "list") seen.dashSteps.push(step);
    else seen.steps.push(step);
  }
};

const mostCommon = (numbers: readonly number[], otherwise: number): number => {
  const counts = new Map<number, number>();
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1);
  let best = otherwise;
  for (const [one, count] of counts) if (count > (counts.get(best) ?? 0)) best = one;
  return best;
};

/** How a rule is laid out: its quotes and its indentation. */
export const layoutOf = (text: string): Layout => {
  const seen: Seen = { single: 0, double: 0, steps: [], dashSteps: [] };
  look(text, treeOf(text), seen);
  const step = mostCommon(
    seen.steps.filter((one) => one > 0),
    2,
  );
  return {
    quote: seen.single > seen.double ? "single" : "double",
    step: Math.min(step, 9),
    dashStep: Math.max(0, mostCommon(seen.dashSteps, step)),
  };
};
