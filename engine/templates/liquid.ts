import { Liquid } from "liquidjs";

/** The tags an author may write; anything else is refused when the template is parsed. */
export const TEMPLATE_TAGS = ["if", "unless", "case", "for", "comment"] as const;

/** The filters an author may use. None reads the clock, none makes HTML, none runs code. */
export const TEMPLATE_FILTERS = [
  "default",
  "size",
  "first",
  "last",
  "join",
  "split",
  "strip",
  "upcase",
  "downcase",
  "replace",
  "remove",
  "truncate",
  "slice",
  "append",
  "prepend",
  "plus",
  "minus",
  "times",
  "divided_by",
  "round",
  "mask",
] as const;

const keepOnly = (all: Record<string, unknown>, kept: readonly string[]): void => {
  for (const name of Object.keys(all)) if (!kept.includes(name)) delete all[name];
};

/** How a value prints: nothing when missing, lists with `、`. */
export const printed = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(printed).join("、");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** `138****5678`: the first and last `keep` characters stay, at most half of the text. */
const mask = (value: unknown, keep: unknown): string => {
  const signs = [...printed(value)];
  const shown = Math.min(Number(keep) || 4, Math.floor(signs.length / 4));
  const hidden = "*".repeat(signs.length - 2 * shown);
  return signs.slice(0, shown).join("") + hidden + signs.slice(signs.length - shown).join("");
};

const makeLiquid = (outputEscape: (value: unknown) => string): Liquid => {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    outputEscape,
    parseLimit: 20_000,
    renderLimit: 50,
    memoryLimit: 200_000,
    templates: {},
  });
  keepOnly(liquid.tags, TEMPLATE_TAGS);
  liquid.registerFilter("mask", mask);
  keepOnly(liquid.filters as Record<string, unknown>, TEMPLATE_FILTERS);
  return liquid;
};

/** Values as they are. */
export const textLiquid = makeLiquid(printed);
/** Values percent-encoded: for web addresses. */
export const urlLiquid = makeLiquid((value) => encodeURIComponent(printed(value)));
