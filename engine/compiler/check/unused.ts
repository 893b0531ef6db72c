import type { Resource } from "../../definitions/shapes.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Json } from "../../schema/words.ts";
import type { CheckedData } from "./check-data-file.ts";
import type { CheckedRule } from "./checked-rule.ts";
import { diagnosticAt } from "./checked-rule.ts";
import { isDeclared } from "./declared.ts";
import type { Place } from "./marks.ts";
import { isMap } from "./marks.ts";

const namedBy = (rules: readonly CheckedRule[], kind: Resource): ReadonlySet<string> =>
  new Set(
    rules.flatMap(({ found }) =>
      found.references.filter((one) => one.kind === kind).map(({ name }) => name),
    ),
  );
const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

const unusedButtons = (
  { where }: CheckedData,
  buttons: Json | undefined,
  at: Place,
  named: ReadonlySet<string>,
): readonly Diagnostic[] =>
  listOf(buttons).flatMap((button, place) => {
    if (!isMap(button)) return [];
    const inner = unusedButtons({ where } as CheckedData, button.sub, [...at, place, "sub"], named);
    const { key, name } = button;
    if (typeof key !== "string" || isDeclared(key, named)) return inner;
    const params = { key, name: name ?? key };
    return [
      ...inner,
      diagnosticAt(where, "menu-key-unused", { at: [...at, place, "key"], params }),
    ];
  });

/** Buttons that no rule answers. */
export const findUnusedButtons = (
  menu: CheckedData,
  rules: readonly CheckedRule[],
): readonly Diagnostic[] => {
  const named = namedBy(rules, "menu-key");
  if (named.has("any")) return [];
  const more = listOf(menu.value.conditional).flatMap((one, place) =>
    unusedButtons(menu, isMap(one) ? one.menu : undefined, ["conditional", place, "menu"], named),
  );
  return [...unusedButtons(menu, menu.value.menu, ["menu"], named), ...more];
};

/** Channels that no rule answers; `any` answers them all. */
export const findUnusedChannels = (
  channels: CheckedData,
  rules: readonly CheckedRule[],
): readonly Diagnostic[] => {
  const named = namedBy(rules, "channel");
  if (named.has("any")) return [];
  return listOf(channels.value.channels).flatMap((channel, place) => {
    const id = isMap(channel) ? channel.id : undefined;
    if (typeof id !== "string" || isDeclared(id, named)) return [];
    const at = ["channels", place, "id"];
    return [diagnosticAt(channels.where, "channel-unused", { at, params: { id } })];
  });
};
