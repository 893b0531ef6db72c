import type { Template as Parsed } from "liquidjs";
import type { Facts } from "../schema/compiled-rules.ts";
import { textLiquid, urlLiquid } from "./liquid.ts";

/** A text with `{{ }}`, parsed once. */
export interface Template {
  /** Dotted names it reads, in order of appearance: `follower.name`. */
  readonly names: readonly string[];
  /** Fills it in; names without a value are told to `missing` and print as nothing. */
  readonly fill: (facts: Facts, missing: (name: string) => void) => string;
}
export interface TemplateError {
  readonly kind: "unknown-filter" | "unknown-tag" | "syntax";
  /** The filter or tag, or what the parser said. */
  readonly name: string;
}
export type TemplateUse = "text" | "url";

const HAS_TEMPLATE = /\{\{|\{%/;
/** Whether a text holds anything to fill in. */
export const isTemplate = (text: string): boolean => HAS_TEMPLATE.test(text);

type Scope = Record<string, unknown>;

const put = (scope: Scope, segments: readonly string[], value: unknown): void => {
  let at = scope;
  for (const segment of segments.slice(0, -1)) {
    const inner = Object.hasOwn(at, segment) ? at[segment] : undefined;
    const next = typeof inner === "object" && inner !== null ? (inner as Scope) : {};
    at[segment] = next;
    at = next;
  }
  const last = segments.at(-1);
  if (last !== undefined) at[last] = value;
};

/** The longest front part of a dotted name that has a value. */
const lookUp = (facts: Facts, segments: readonly string[], scope: Scope): boolean => {
  for (let length = segments.length; length > 0; length -= 1) {
    const front = segments.slice(0, length);
    const value = facts.get(front.join("."));
    if (value === undefined) continue;
    put(scope, front, value);
    return value !== null && value !== "";
  }
  return false;
};

const namesIn = (parsed: Parsed[], use: TemplateUse): readonly (readonly string[])[] =>
  (use === "url" ? urlLiquid : textLiquid)
    .globalVariableSegmentsSync(parsed)
    .map((segments) => segments.filter((segment) => typeof segment === "string"));

/** Parses a template; never throws. */
export const parseTemplate = (
  text: string,
  use: TemplateUse,
): { readonly ok: Template } | { readonly error: TemplateError } => {
  const liquid = use === "url" ? urlLiquid : textLiquid;
  try {
    const parsed = liquid.parse(text);
    const paths = namesIn(parsed, use).filter((path) => path.length > 0);
    const fill: Template["fill"] = (facts, missing) => {
      const scope: Scope = {};
      for (const path of paths) if (!lookUp(facts, path, scope)) missing(path.join("."));
      return String(liquid.renderSync(parsed, scope));
    };
    return { ok: { names: paths.map((path) => path.join(".")), fill } };
  } catch (error) {
    return { error: templateError(error) };
  }
};

const templateError = (error: unknown): TemplateError => {
  const said = error instanceof Error ? error.message : String(error);
  const filter = /undefined filter: ([\w-]+)/.exec(said)?.[1];
  if (filter !== undefined) return { kind: "unknown-filter", name: filter };
  const tag = /tag "([^"]+)" not found/.exec(said)?.[1];
  if (tag !== undefined) return { kind: "unknown-tag", name: tag };
  return { kind: "syntax", name: said.split("\n")[0] ?? said };
};
