import type { Json } from "../../schema/words.ts";
import type { SourceNode } from "./node.ts";

const INTEGER = /^[-+]?[0-9]+$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const BASED = /^(0o[0-7]+|0x[0-9a-fA-F]+)$/;

/** What the core schema of YAML 1.2 makes of an unquoted scalar. What JSON cannot hold (`.inf`) or a number cannot hold exactly (a 17-digit id) stays text. */
export const coreValue = (text: string): Json => {
  if (/^(null|Null|NULL|~|)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (!INTEGER.test(text) && !FLOAT.test(text) && !BASED.test(text)) return text;
  const value = Number(text.replace(/^\+/, ""));
  if (!Number.isFinite(value)) return text;
  if (!FLOAT.test(text) || INTEGER.test(text)) {
    if (!Number.isSafeInteger(value)) return text;
  }
  return value === 0 ? 0 : value;
};

/** Data of the author's own making: unquoted scalars have their core meaning, quoted ones are text. */
export const freeValue = (node: SourceNode): Json => {
  if (node.kind === "list") return node.items.map(freeValue);
  if (node.kind === "map") {
    return Object.fromEntries(
      [...node.entries].map(([key, entry]) => [key, freeValue(entry.value)]),
    );
  }
  return node.style === "plain" ? coreValue(node.text) : node.text;
};
