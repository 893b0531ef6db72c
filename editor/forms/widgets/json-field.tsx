import { Input } from "antd";
import { useState } from "react";
import type { Json } from "../../../engine/index.ts";
import { formWords } from "../../strings/forms.ts";
import { useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { useForm } from "../form-context.ts";

const parsed = (text: string): { readonly value: Json } | null => {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return null;
  }
};
const shown = (value: Json | undefined): string =>
  value === undefined ? "" : JSON.stringify(value, null, 2);

/** Anything that no other widget shows, as JSON; what is not JSON yet is not written down. */
export const JsonField = ({ value, onChange, id, label, describedBy }: FieldProps) => {
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown(value);
  const isWrong = text.trim() !== "" && parsed(text) === null;
  const type = (next: string): void => {
    setTyped(next);
    if (next.trim() === "") onChange(undefined);
    const read = parsed(next);
    if (read !== null) onChange(read.value);
  };
  return (
    <div className="stacked">
      <Input.TextArea
        id={id}
        className="code"
        aria-label={`${label} ${words.json}`}
        aria-describedby={isWrong ? `${id}-wrong` : describedBy}
        aria-invalid={isWrong}
        readOnly={isReadOnly}
        autoSize={{ minRows: 2, maxRows: 14 }}
        value={text}
        onChange={({ target }) => type(target.value)}
        onBlur={() => !isWrong && setTyped(null)}
      />
      {isWrong && (
        <span id={`${id}-wrong`} className="field-problem">
          {words.notJson}
        </span>
      )}
    </div>
  );
};
