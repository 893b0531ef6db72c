import { Link } from "react-router";
import type { RuleList } from "../../../server/admin/contract.ts";
import { useAccountPath } from "../../shell/account.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useText } from "../../strings/text.ts";
import type { Tab } from "./list-filter.ts";
import { TABS } from "./list-filter.ts";

/** The three kinds of replies that everybody knows, and all rules. */
export const Tabs = ({
  tab,
  families,
}: {
  readonly tab: Tab;
  readonly families: RuleList["families"] | undefined;
}) => {
  const words = useText(ruleListWords);
  const path = useAccountPath();
  return (
    <nav className="tabs" aria-label={words.tabsLabel}>
      {TABS.map((name) => (
        <Link
          key={name}
          to={path(name === "all" ? "/rules" : `/rules?tab=${name}`)}
          {...(name === tab ? { "aria-current": "page" as const } : {})}
        >
          {words.tabs[name]}
          {families !== undefined && <span className="number">{families[name]}</span>}
        </Link>
      ))}
    </nav>
  );
};
