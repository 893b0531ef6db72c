import { Input, Skeleton } from "antd";
import { lazy, Suspense } from "react";
import type { Problem } from "../../../server/admin/contract.ts";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";

const CardPane = lazy(async () => ({ default: (await import("./card-pane.tsx")).CardPane }));

/** What edits the text of a rule: the card and the YAML, over one text. */
export const RulePanes = (props: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problems: readonly Problem[];
  readonly isReadOnly: boolean;
}) => {
  const words = useText(rulePageWords);
  const { text, onText, isReadOnly } = props;
  return (
    <div className="rule-panes both">
      <Suspense fallback={<Skeleton active />}>
        <CardPane {...props} />
      </Suspense>
      <Input.TextArea
        className="code"
        aria-label={words.yamlLabel}
        spellCheck={false}
        readOnly={isReadOnly}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
    </div>
  );
};
