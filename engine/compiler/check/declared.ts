import { OWN_DESKS } from "../../definitions/desk-names.ts";
import { OWN_PAGES } from "../../definitions/page-names.ts";
import type { Resource } from "../../definitions/shapes.ts";
import type { DiagnosticCode } from "../../errors.ts";
import type { Account, MenuButton } from "../../schema/account.ts";

/** What an account's files declare, by kind; a kind that is missing is not looked up (anything goes). */
export type Declared = Partial<Readonly<Record<Resource, ReadonlySet<string>>>>;

/** Every button of a menu, those under others included. */
export const buttonsOf = (menu: readonly MenuButton[]): readonly MenuButton[] =>
  menu.flatMap((button) => [button, ...(button.sub ?? [])]);

const allButtons = (account: Account): readonly MenuButton[] =>
  [account.menu, ...account.conditionalMenus.map((one) => one.menu)].flatMap(buttonsOf);

/** All places together, in `of:`. */
const ALL_PLACES = "places";

/** Collects what rules may name. `rules` are the ids of all rules, broken ones too: naming one of those is no second mistake. */
export const declaredBy = (account: Account, rules: Iterable<string>): Declared => ({
  rule: new Set(rules),
  place: new Set([
    ALL_PLACES,
    ...(account.placeLists ?? []),
    ...[...account.places, ...(account.unlocated ?? [])].flatMap(({ id, list }) =>
      list === "" ? [id] : [id, list],
    ),
  ]),
  picture: new Set(account.pictures.map(({ id }) => id)),
  product: new Set(account.products.map(({ id }) => id)),
  hook: new Set(account.hooks),
  page: new Set([...OWN_PAGES, ...(account.pages ?? []).map(({ id }) => id)]),
  desk: new Set([...OWN_DESKS, ...account.hooks]),
  "notice-template": new Set(Object.keys(account.templates)),
  channel: new Set(account.channels.map(({ id }) => id)),
  "menu-key": new Set(allButtons(account).flatMap(({ key, url }) => [key ?? [], url ?? []].flat())),
});

const covers = (pattern: string, name: string): boolean =>
  pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;

/** Whether a name is declared: itself, by a `*` on either side, or because it is `any`. */
export const isDeclared = (name: string, names: ReadonlySet<string>): boolean => {
  if (name === "any" || name === "*" || names.has(name)) return true;
  for (const one of names) if (covers(one, name) || covers(name, one)) return true;
  return false;
};

/** What is said of a name that nobody declares: refused, or warned where it may live on the platform. */
export const undeclaredCode = (
  kind: Resource,
  declared: "refuse" | "warn",
): DiagnosticCode | null => {
  const codes = declared === "warn" ? warned : refused;
  return codes[kind] ?? null;
};
const refused: Partial<Record<Resource, DiagnosticCode>> = {
  rule: "unknown-rule",
  place: "unknown-place",
  picture: "unknown-picture",
  product: "unknown-product",
  hook: "unknown-hook",
  desk: "unknown-desk",
  "notice-template": "unknown-notice-template",
  page: "unknown-page",
  channel: "unknown-channel",
  "menu-key": "unknown-menu-key",
};
const warned: Partial<Record<Resource, DiagnosticCode>> = {
  channel: "channel-undeclared",
  "menu-key": "menu-key-undeclared",
};
