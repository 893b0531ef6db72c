import type { Lint } from "../compiler/compile-folder.ts";
import type { Registry } from "../definitions/registry.ts";
import { makeDiagnostic } from "../errors.ts";
import { TEMPLATE_FIELDS } from "../limits.ts";
import type { ActionRow, Rule } from "../schema/rule.ts";
import { isTemplate } from "../templates/template.ts";

/** Every row of a list and of the lists inside it. */
const rowsIn = (rows: readonly ActionRow[], registry: Registry): readonly ActionRow[] =>
  rows.flatMap((row) => {
    const inner = registry.actions.get(row.use)?.lists?.(row.params) ?? {};
    return [row, ...Object.values(inner).flatMap((list) => rowsIn(list, registry))];
  });

interface Misfit {
  readonly field: string;
  readonly value: string;
  readonly max: number;
}
/** What a value would be refused for, as far as the field's name tells its type. */
const misfitOf = (field: string, written: unknown): readonly Misfit[] => {
  const texts =
    typeof written === "object" && written !== null ? Object.values(written) : [written];
  const type = /^([a-z_]+)\d+$/.exec(field)?.[1] ?? "";
  const rule = Object.hasOwn(TEMPLATE_FIELDS, type) ? TEMPLATE_FIELDS[type] : undefined;
  if (rule === undefined) return [];
  const fits = (text: string): boolean =>
    [...text].length <= rule.characters &&
    (rule.pattern === undefined || new RegExp(rule.pattern, "u").test(text));
  return texts.flatMap((value) =>
    typeof value !== "string" || isTemplate(value) || fits(value)
      ? []
      : [{ field, value, max: rule.characters }],
  );
};
const misfitsIn = ({ use, params }: ActionRow): readonly Misfit[] => {
  if (use !== "notice") return [];
  const { data = {} } = params as { readonly data?: Readonly<Record<string, unknown>> };
  return Object.entries(data).flatMap(([field, value]) => misfitOf(field, value));
};

/** Every row of a rule, those inside others included. */
export const rowsOf = ({ then, else: other }: Rule, registry: Registry): readonly ActionRow[] =>
  rowsIn([...then, ...(other ?? [])], registry);

/** Fields of notices whose fixed value the platform would refuse (47003): told before anybody sends it. */
export const findNoticeFields: Lint = ({ ruleSet, registry, spotOf }) =>
  ruleSet.rules.flatMap((rule) =>
    rowsOf(rule, registry).flatMap((row) =>
      misfitsIn(row).map(({ field, value, max }) =>
        makeDiagnostic("notice-field", spotOf(`${row.path}/notice/data/${field}`), {
          ...{ rule: rule.id, field, value, max },
        }),
      ),
    ),
  );
