import type { Registry } from "../../../engine/definitions/registry.ts";
import type { Candidate } from "../../../engine/schema/compiled-rules.ts";
import type { InboundEvent } from "../../../engine/schema/inbound-event.ts";
import type { Rule, TriggerRow } from "../../../engine/schema/rule.ts";
import type { RuleSet } from "../../../engine/schema/rule-set.ts";
import type { Names } from "../../../engine/schema/words.ts";
import { toSimplified } from "../../../engine/text/simplified.ts";

/** How well a row holds, written from language.md §3 alone: smaller is better, place by place. */
type Quality = readonly [kind: number, longer: number, late: number];

const fold = (text: string, simplify: boolean): string => {
  const lower = text.normalize("NFKC").trim().toLowerCase();
  return simplify ? toSimplified(lower) : lower;
};
const said = (event: InboundEvent): string =>
  event.kind === "text" ? event.text : event.kind === "voice" ? (event.recognised ?? "") : "";
const best = (all: readonly Quality[]): Quality =>
  [...all].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])[0] ?? [5, 0, 0];

type TextParams = Partial<Record<"is" | "has" | "starts" | "matches", readonly string[]>>;
const textQuality = (params: TextParams, event: InboundEvent, simplify: boolean): Quality => {
  const text = fold(said(event), simplify);
  const folded = (words: readonly string[] | undefined) =>
    (words ?? []).map((word) => fold(word, simplify)).filter((word) => word !== "");
  const bare = text.replace(/^[。、,.!?;:~ ]+/, "").replace(/[。、,.!?;:~ ]+$/, "");
  const part = (word: string): Quality => [2, -[...word].length, 0];
  return best([
    ...folded(params.is)
      .filter((word) => word === text || word === bare)
      .map((word): Quality => [1, -[...word].length, 0]),
    ...folded(params.has)
      .filter((word) => text.includes(word))
      .map(part),
    ...folded(params.starts)
      .filter((word) => text.startsWith(word))
      .map(part),
    ...(params.matches ?? []).map((): Quality => [3, 0, 0]),
  ]);
};

const namedQuality = (use: string, names: readonly string[], event: InboundEvent): Quality => {
  const late = use === "scan" ? 1 : 0;
  const value =
    event.kind === "menu"
      ? event.button
      : event.kind === "event"
        ? event.name
        : "channel" in event
          ? event.channel
          : null;
  return best(
    names.flatMap((name): readonly Quality[] => {
      if (name === "any") return [[5, 0, late]];
      if (value === name && !name.endsWith("*")) return [[1, -name.length, late]];
      const start = name.slice(0, -1);
      const isPrefix = name.endsWith("*") && value?.startsWith(start) === true;
      return isPrefix ? [[2, -start.length, late]] : [];
    }),
  );
};

const qualityOf = (row: TriggerRow, event: InboundEvent, simplify: boolean): Quality => {
  const params = row.params as never as TextParams & {
    readonly any?: boolean;
    readonly names?: readonly string[];
    readonly within?: string;
    readonly inside?: unknown;
  };
  if (params.names !== undefined) return namedQuality(row.use, params.names, event);
  if (row.use === "text" && params.any !== true) return textQuality(params, event, simplify);
  if (params.within !== undefined || params.inside !== undefined) return [1, 0, 0];
  return [5, 0, 0];
};

/** The slow truth: every trigger of every rule is asked, and what holds is sorted. */
export const scanLinearly = (
  { rules, account }: RuleSet,
  registry: Registry,
  event: InboundEvent,
): readonly Candidate[] => {
  const held = rules.flatMap((rule: Rule, position) => {
    if (!rule.enabled) return [];
    const rows = rule.when.flatMap((row) => {
      const trigger = registry.triggers.get(row.use);
      const captured = trigger?.match(row.params as never, event, account) ?? null;
      return captured === null
        ? []
        : [{ row, captured, quality: qualityOf(row, event, account.foldTraditional) }];
    });
    const winner = best(rows.map(({ quality }) => quality));
    const first = rows.find(({ quality }) => quality.join() === winner.join());
    if (first === undefined) return [];
    const captured: Record<string, Names[string]> = {};
    for (const row of rows)
      for (const [name, value] of Object.entries(row.captured)) captured[name] ??= value;
    return [{ rule, position, winner, trigger: first.row.path, captured }];
  });
  held.sort(
    (a, b) =>
      b.rule.priority - a.rule.priority ||
      a.winner[0] - b.winner[0] ||
      a.winner[1] - b.winner[1] ||
      a.winner[2] - b.winner[2] ||
      a.position - b.position,
  );
  return held.map(({ rule, trigger, captured }) => ({ rule: rule.id, trigger, captured }));
};
