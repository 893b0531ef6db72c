import type { Problem } from "../../../server/admin/contract.ts";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useSay, useText } from "../../strings/text.ts";

/** What is wrong or odd in the rule as it was saved. */
export const RuleProblems = ({ problems }: { readonly problems: readonly Problem[] }) => {
  const words = useText(rulePageWords);
  const say = useSay();
  return (
    <section className="block" aria-label={words.problems}>
      <h2>
        {words.problems} ({problems.length})
      </h2>
      {problems.length === 0 ? (
        <p className="help">{words.noProblems}</p>
      ) : (
        <ul className="rule-problems">
          {problems.map(({ diagnostic, says }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
            <li className={diagnostic.severity} key={place}>
              {words.line(diagnostic.line)}：{say(says)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
