import { Switch } from "antd";
import { formWords } from "../../strings/forms.ts";
import { useSay, useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { textOf } from "../field-props.ts";
import { useForm } from "../form-context.ts";
import { labelOf } from "../labels.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
}
/** A list to choose from; the browser's own, so that every keyboard and screen reader knows it. */
export const SelectBox = ({
  id,
  value,
  options,
  onChange,
  label,
  empty,
  describedBy,
}: {
  readonly id?: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly label?: string;
  /** What stands for no choice; absent: one must be made. */
  readonly empty?: string | undefined;
  readonly describedBy?: string | undefined;
}) => {
  const { isReadOnly } = useForm();
  const isKnown = options.some((one) => one.value === value);
  return (
    <select
      id={id}
      className="select-box"
      aria-label={label}
      aria-describedby={describedBy}
      disabled={isReadOnly}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      {empty !== undefined && <option value="">{empty}</option>}
      {!isKnown && (value !== "" || empty === undefined) && <option value={value}>{value}</option>}
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  );
};

/** One of fixed words. */
export const EnumField = (props: FieldProps) => {
  const { schema, value, onChange, id, isRequired, describedBy } = props;
  const words = useText(formWords);
  const say = useSay();
  const { use } = useForm();
  const options = (Array.isArray(schema.enum) ? schema.enum : []).map((one) => ({
    value: String(one),
    label: say(labelOf(use, String(one))),
  }));
  const fallback = options.find((one) => one.value === schema.default);
  const emptyWord = fallback === undefined ? words.none : words.defaultIs(fallback.label);
  return (
    <SelectBox
      {...{ id, options, describedBy }}
      value={textOf(value)}
      empty={isRequired ? undefined : emptyWord}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
};

/** Yes or no. */
export const BoolField = ({ schema, value, onChange, id, isRequired, label }: FieldProps) => {
  const { isReadOnly } = useForm();
  const fallback = schema.default === true;
  return (
    <Switch
      id={id}
      aria-label={label}
      disabled={isReadOnly}
      checked={value === undefined ? fallback : value === true}
      onChange={(next) => onChange(!isRequired && next === fallback ? undefined : next)}
    />
  );
};
