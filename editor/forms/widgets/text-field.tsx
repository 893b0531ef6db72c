import { Input } from "antd";
import type { FieldProps } from "../field-props.ts";
import { textOf } from "../field-props.ts";
import { useForm } from "../form-context.ts";

const shownDefault = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

/** One line of text. */
export const TextField = ({ schema, value, onChange, id, isRequired, describedBy }: FieldProps) => {
  const { isReadOnly } = useForm();
  return (
    <Input
      id={id}
      aria-describedby={describedBy}
      aria-required={isRequired}
      readOnly={isReadOnly}
      placeholder={shownDefault(schema.default)}
      value={textOf(value)}
      onChange={({ target }) =>
        onChange(target.value === "" && !isRequired ? undefined : target.value)
      }
    />
  );
};

/** An address; it may hold variables. */
export const UrlField = (props: FieldProps) => {
  const { value, onChange, id, isRequired, describedBy } = props;
  const { isReadOnly } = useForm();
  return (
    <Input
      id={id}
      type="text"
      inputMode="url"
      placeholder="https://"
      aria-describedby={describedBy}
      aria-required={isRequired}
      readOnly={isReadOnly}
      value={textOf(value)}
      onChange={({ target }) =>
        onChange(target.value === "" && !isRequired ? undefined : target.value)
      }
    />
  );
};
