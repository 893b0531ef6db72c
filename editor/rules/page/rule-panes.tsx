import { Input } from "antd";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";

/** What edits the text of a rule. */
export const RulePanes = ({
  text,
  onText,
  isReadOnly,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly isReadOnly: boolean;
}) => {
  const words = useText(rulePageWords);
  return (
    <div className="rule-panes">
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
