import type { Lint } from "../compiler/compile-folder.ts";
import { makeDiagnostic } from "../errors.ts";
import { saidTextsIn } from "../templates/prepare.ts";
import { rowsOf } from "./notice-fields.ts";

/** Texts in several languages, the account's own not among them: who speaks none of them would read a foreign one. */
export const findMissingLanguages: Lint = ({ ruleSet, registry, spotOf }) => {
  const { language } = ruleSet.account;
  const base = language.split("_")[0] ?? language;
  return ruleSet.rules.flatMap((rule) =>
    rowsOf(rule, registry).flatMap((row) => {
      const params = registry.actions.get(row.use)?.params;
      const said = params === undefined ? [] : saidTextsIn(row.params, params);
      return said
        .filter(({ languages }) => !languages.includes(language) && !languages.includes(base))
        .map(({ at, languages }) =>
          makeDiagnostic("missing-language", spotOf([row.path, row.use, ...at].join("/")), {
            ...{ rule: rule.id, language, first: languages[0] ?? "" },
          }),
        );
    }),
  );
};
