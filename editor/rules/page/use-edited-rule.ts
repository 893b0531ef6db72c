import { useMemo } from "react";
import type { Registry, Rule } from "../../../engine/index.ts";
import { compileRule } from "../../../engine/index.ts";
import type { AccountNames } from "../../../server/admin/contract.ts";
import { folderFor } from "../card/check-rule.ts";

/** The rule as its text stands now, compiled; `null` while it has a mistake. */
export const useEditedRule = (
  text: string,
  { registry, names, rule }: { registry: Registry; names: AccountNames; rule: string },
): Rule | null => {
  // Of the other rules only those that this text may mean: there can be ten thousand.
  const meant = names.rules.flatMap(({ id }) => (id !== rule && text.includes(id) ? [id] : []));
  const others = meant.join("\n");
  const folder = useMemo(
    () => folderFor(registry, names, others === "" ? [] : others.split("\n")),
    [registry, names, others],
  );
  return useMemo(
    () => compileRule({ folder, text, file: "", firstLine: 1, replaces: null }).rule,
    [folder, text],
  );
};
