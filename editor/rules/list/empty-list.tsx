import { Button, Empty } from "antd";
import { Link } from "react-router";
import { useAccountPath, useMay } from "../../shell/account.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useText } from "../../strings/text.ts";
import { TemplateCards } from "../../templates/template-cards.tsx";

/** Nothing to list: three ways to begin. */
export const EmptyList = ({ isFiltered }: { readonly isFiltered: boolean }) => {
  const words = useText(ruleListWords);
  const path = useAccountPath();
  const mayWrite = useMay("write-rules");
  if (isFiltered) return <Empty description={words.emptyFilter} />;
  return (
    <section className="stack" aria-label={words.empty}>
      <Empty description={`${words.empty}。${words.emptyHelp}`}>
        {mayWrite && (
          <Link to={path("/rules/new")}>
            <Button type="primary">{words.add}</Button>
          </Link>
        )}
      </Empty>
      {mayWrite && <TemplateCards most={3} />}
    </section>
  );
};
