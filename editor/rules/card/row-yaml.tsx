import { Input } from "antd";
import { useState } from "react";
import { rowSource } from "../../document/card-rows.ts";
import { piecesOf } from "../../document/clipboard.ts";
import { replaceRow } from "../../document/rows.ts";
import type { Steps } from "../../document/steps.ts";
import { UneditableText } from "../../document/tree.ts";
import { cardWords } from "../../strings/card.ts";
import { useText } from "../../strings/text.ts";
import { useCard } from "./card-context.ts";

const isWhole = (snippet: string): boolean => {
  try {
    return piecesOf(snippet).length > 0;
  } catch (error) {
    if (error instanceof UneditableText) return false;
    throw error;
  }
};

/** One row as YAML: what no form can show, or what is quicker to write. A mistake stays in the field. */
export const RowYaml = ({ at, id }: { readonly at: Steps; readonly id: string }) => {
  const words = useText(cardWords);
  const { source, isReadOnly, edit } = useCard();
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const type = (snippet: string): void => {
    setTyped(snippet);
    const isGood =
      isWhole(snippet) &&
      edit({
        label: words.labels.yaml,
        group: `yaml-${id}`,
        change: (text) => replaceRow(text, at, snippet),
      });
    setWrong(!isGood);
  };
  return (
    <div className="stacked">
      <label className="field-label" htmlFor={`${id}-yaml`}>
        {words.yamlOfRow}
      </label>
      <Input.TextArea
        id={`${id}-yaml`}
        className="code"
        spellCheck={false}
        readOnly={isReadOnly}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-yaml-wrong` : undefined}
        autoSize={{ minRows: 2, maxRows: 20 }}
        value={typed ?? rowSource(source.reading, at)}
        onChange={({ target }) => type(target.value)}
        onBlur={() => !isWrong && setTyped(null)}
      />
      {isWrong && (
        <p id={`${id}-yaml-wrong`} role="alert" className="field-problem">
          {words.yamlWrong}
        </p>
      )}
    </div>
  );
};
