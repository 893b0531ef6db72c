import { Button, Input } from "antd";
import { useState } from "react";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";

const EXAMPLE = `- id: hours
  name: 营业时间
  when:
    - text: { has: [营业时间, 几点开门] }
  then:
    - reply: 我们每天 9:00–22:00 营业。
`;

/** A whole rule, written or pasted. */
export const NewRuleYaml = ({
  isBusy,
  onSave,
}: {
  readonly isBusy: boolean;
  readonly onSave: (text: string) => void;
}) => {
  const words = useText(rulePageWords);
  const [text, setText] = useState(EXAMPLE);
  return (
    <div className="block stack">
      <label htmlFor="new-yaml">{words.yamlTitle}</label>
      <Input.TextArea
        id="new-yaml"
        className="code"
        rows={18}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <div>
        <Button type="primary" loading={isBusy} onClick={() => onSave(text)}>
          {words.create}
        </Button>
      </div>
    </div>
  );
};
