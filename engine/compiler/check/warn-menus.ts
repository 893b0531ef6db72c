import { hasRight, MENU_LIMITS } from "../../limits.ts";
import type { Account } from "../../schema/account.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Json } from "../../schema/words.ts";
import type { CheckedData } from "./check-data-file.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { Place } from "./marks.ts";
import { isMap } from "./marks.ts";

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** Host names that buttons link to. */
const hostsIn = (buttons: Json | undefined): ReadonlySet<string> => {
  const hosts = new Set<string>();
  for (const button of listOf(buttons)) {
    if (!isMap(button)) continue;
    const program = button["mini-program"];
    const url = button.url ?? (isMap(program) ? program.url : undefined);
    const host = typeof url === "string" ? /^https?:\/\/([^/?#]+)/.exec(url)?.[1] : undefined;
    if (host !== undefined) hosts.add(host.toLowerCase());
    for (const inner of hostsIn(button.sub)) hosts.add(inner);
  }
  return hosts;
};

/** What the platform shows of each conditional menu. */
const conditionalMenus = (
  { value, where }: CheckedData,
  account: Account,
): readonly Diagnostic[] => {
  const seen = new Set<string>();
  return listOf(value.conditional).flatMap((one, place) => {
    const who = isMap(one) ? one.for : undefined;
    const tag = isMap(who) && typeof who.tag === "string" ? who.tag : undefined;
    if (!isMap(one) || tag === undefined) return [];
    const at: Place = ["conditional", place, "for", "tag"];
    const hosts = hostsIn(one.menu).size;
    const max = MENU_LIMITS.conditionalHosts;
    const found = [
      ...(seen.has(tag) ? [diagnosticAt(where, "menu-tag-twice", { at, params: { tag } })] : []),
      ...(account.tags.includes(tag)
        ? []
        : [diagnosticAt(where, "menu-tag-unlisted", { at, params: { tag } })]),
      ...(hosts > max
        ? [
            diagnosticAt(where, "menu-hosts", {
              at: ["conditional", place, "menu"],
              end: "key",
              params: { count: hosts, max },
            }),
          ]
        : []),
    ];
    seen.add(tag);
    return found;
  });
};

const missing = (
  { where }: CheckedData,
  account: Account,
  { key, right }: { readonly key: string; readonly right: string },
): readonly Diagnostic[] =>
  hasRight(account, right)
    ? []
    : [
        diagnosticAt(where, "right-missing", {
          at: [key],
          end: "key",
          params: { name: key, right },
        }),
      ];

/** What the platform would refuse of the menus, or never show. */
export const warnMenus = (menu: CheckedData, account: Account): readonly Diagnostic[] => {
  const buttons = listOf(menu.value.menu);
  const conditional = listOf(menu.value.conditional);
  if (buttons.length + conditional.length === 0) return [];
  const noMenu = missing(menu, account, { key: "menu", right: "menu" });
  if (noMenu.length > 0 || conditional.length === 0) return noMenu;
  const at = ["conditional"];
  return [
    ...missing(menu, account, { key: "conditional", right: "conditional-menu" }),
    ...(buttons.length > 0
      ? []
      : [diagnosticAt(menu.where, "menu-without-default", { at, end: "key" })]),
    ...conditionalMenus(menu, account),
  ];
};

/** Channels are codes of the platform's: without the right there are none. */
export const warnChannels = (channels: CheckedData, account: Account): readonly Diagnostic[] =>
  listOf(channels.value.channels).length === 0
    ? []
    : missing(channels, account, { key: "channels", right: "qr-code" });
