import { builtIn } from "../../../../engine/built-in.ts";
import type { CompiledFolder, Lint } from "../../../../engine/compiler/compile-folder.ts";
import { compileFolder } from "../../../../engine/compiler/compile-folder.ts";
import { checkShapeTypebox } from "../../../../engine/compiler/read/check-shape-typebox.ts";
import { makeRegistry } from "../../../../engine/definitions/registry.ts";
import type { CheckShape } from "../../../../engine/ports.ts";

/** Everything that is registered now. */
export const registry = makeRegistry(builtIn);

/** A verified service account that can do everything, with one of each thing rules may name. */
export const ACCOUNT_FILES: Readonly<Record<string, string>> = {
  "account.yaml": `id: shop
name: 小店
kind: service
verified: true
vars: { phone: 021-5550000 }
hooks: { crm: { url: "https://crm.example/in" } }
templates: { order-paid: TPL_ID }
`,
  "channels.yaml": "channels: [{ id: poster-01 }, { id: machine-* }]\n",
  "places.yaml": "places: [{ id: west, name: 西店, lat: 31.2, lng: 121.4, list: 上海 }]\n",
  "menu.yaml": "menu: [{ name: 时间, key: HOURS }]\n",
};

/** Compiles texts by file name, over the account above; a file given as "" is left out. */
export const compile = (
  files: Readonly<Record<string, string>>,
  options: { readonly checkShape?: CheckShape; readonly lints?: readonly Lint[] } = {},
): CompiledFolder =>
  compileFolder({
    accountId: "shop",
    files: Object.entries({ ...ACCOUNT_FILES, ...files }).flatMap(([name, text]) =>
      text === "" ? [] : [{ name, text }],
    ),
    registry,
    checkShape: options.checkShape ?? checkShapeTypebox,
    ...(options.lints === undefined ? {} : { lints: options.lints }),
  });

/** Marks in a test's text the place a diagnostic must point to. */
const MARK = "▸";
/** The text without its mark, and where the mark stood (from 1). */
export const marked = (text: string): { text: string; line: number; column: number } => {
  const before = text.slice(0, text.indexOf(MARK)).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return { text: text.replace(MARK, ""), line: before.length, column };
};
