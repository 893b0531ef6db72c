import { Input } from "antd";
import { useState } from "react";
import type { Json } from "../../../engine/index.ts";
import { formWords } from "../../strings/forms.ts";
import { useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { listOf, textOf, withItem } from "../field-props.ts";
import { useForm } from "../form-context.ts";

const NUMBER = /^-?\d+(?:\.\d+)?$/;

interface NumberBoxProps {
  readonly id: string;
  readonly value: Json | undefined;
  readonly placeholder: string;
  readonly onChange: (value: Json | undefined) => void;
  readonly label?: string;
  readonly describedBy?: string | undefined;
}
/** A number as it is typed; what is none is not written down. */
export const NumberBox = ({
  id,
  value,
  placeholder,
  onChange,
  label,
  describedBy,
}: NumberBoxProps) => {
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? textOf(value);
  const isWrong = shown !== "" && !NUMBER.test(shown);
  const type = (text: string): void => {
    setTyped(text);
    if (text === "") onChange(undefined);
    else if (NUMBER.test(text)) onChange(Number(text));
  };
  return (
    <span className="number-box">
      <Input
        id={id}
        inputMode="decimal"
        aria-label={label}
        aria-describedby={isWrong ? `${id}-wrong` : describedBy}
        aria-invalid={isWrong}
        status={isWrong ? "error" : ""}
        readOnly={isReadOnly}
        placeholder={placeholder}
        value={shown}
        onChange={({ target }) => type(target.value)}
        onBlur={() => !isWrong && setTyped(null)}
      />
      {isWrong && (
        <span id={`${id}-wrong`} className="field-problem">
          {words.notNumber}
        </span>
      )}
    </span>
  );
};

/** A number. */
export const NumberField = ({ schema, value, onChange, id, describedBy }: FieldProps) => (
  <NumberBox
    {...{ id, value, onChange, describedBy }}
    placeholder={typeof schema.default === "number" ? String(schema.default) : ""}
  />
);

/** As many numbers as the schema wants, side by side. */
export const NumbersField = ({ schema, value, onChange, id, label }: FieldProps) => {
  const words = useText(formWords);
  const count = Number(schema.minItems ?? 2);
  const list = Array.from({ length: count }, (_, place) => listOf(value)[place] ?? 0);
  const names = count === 2 ? [words.from, words.to] : [];
  return (
    <span className="side-by-side">
      {list.map((one, place) => (
        <NumberBox
          // biome-ignore lint/suspicious/noArrayIndexKey: a number has no other name than its place
          key={place}
          id={place === 0 ? id : `${id}-${place}`}
          label={`${label} ${names[place] ?? place + 1}`}
          value={one}
          placeholder=""
          onChange={(next) => onChange(withItem(list, place, next ?? 0))}
        />
      ))}
    </span>
  );
};
