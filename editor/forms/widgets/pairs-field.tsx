import { Button, Input } from "antd";
import { useState } from "react";
import { formWords } from "../../strings/forms.ts";
import { useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { mapOf, textOf, withKey } from "../field-props.ts";
import { useForm } from "../form-context.ts";

/** Names with a text each, of the author's own making: `set`, headers. */
export const PairsField = ({ value, onChange, id, label }: FieldProps) => {
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const [name, setName] = useState("");
  const pairs = mapOf(value);
  const add = (): void => {
    const key = name.trim();
    if (key === "" || Object.hasOwn(pairs, key)) return;
    setName("");
    onChange({ ...pairs, [key]: "" });
  };
  return (
    <div className="stacked">
      {Object.entries(pairs).map(([key, one]) => (
        <span key={key} className="side-by-side">
          <span className="pair-key">{key}</span>
          <Input
            aria-label={`${label} ${key}`}
            readOnly={isReadOnly}
            value={textOf(one)}
            onChange={({ target }) => onChange(withKey(pairs, key, target.value))}
          />
          {!isReadOnly && (
            <Button
              size="small"
              aria-label={words.remove(key)}
              onClick={() => onChange(withKey(pairs, key, undefined))}
            >
              ×
            </Button>
          )}
        </span>
      ))}
      {!isReadOnly && (
        <span className="side-by-side">
          <Input
            id={id}
            className="short-input"
            placeholder={words.key}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onPressEnter={(event) => !event.nativeEvent.isComposing && add()}
          />
          <Button size="small" disabled={name.trim() === ""} onClick={add}>
            {words.add}
          </Button>
        </span>
      )}
    </div>
  );
};
