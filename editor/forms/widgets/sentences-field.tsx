import { useState } from "react";
import { formWords } from "../../strings/forms.ts";
import { useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { textsOf } from "../field-props.ts";
import { useForm } from "../form-context.ts";
import { splitSentences } from "../keywords.ts";

const FEWEST_ROWS = 4;
const MOST_ROWS = 12;
/** From so many on a meaning is learned well. */
const ENOUGH = 5;

/** Example sentences, a line each: marks and commas belong to a sentence, and a column of Excel is pasted as it is. */
export const SentencesField = ({ id, value, onChange, describedBy }: FieldProps) => {
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const written = textsOf(value);
  // What is being typed keeps its empty lines until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const { words: sentences, merged } = splitSentences(typed ?? written.join("\n"));
  const text = typed ?? written.join("\n");
  const rows = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, text.split("\n").length + 1));
  return (
    <>
      <textarea
        id={id}
        className="native-input"
        rows={rows}
        readOnly={isReadOnly}
        placeholder={words.addSentence}
        aria-describedby={describedBy ?? `${id}-help`}
        value={text}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange([...splitSentences(target.value).words]);
        }}
        onBlur={() => setTyped(null)}
      />
      <p id={`${id}-help`} className="field-help" aria-live="polite">
        {merged > 0 ? words.merged(merged) : words.sentences(sentences.length, ENOUGH)}
      </p>
    </>
  );
};
