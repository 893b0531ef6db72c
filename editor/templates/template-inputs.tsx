import { Form, Input, Select } from "antd";
import type { TemplateInput } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useSay } from "../strings/text.ts";

export type InputValue = string | readonly string[];
export type InputValues = Readonly<Record<string, InputValue>>;

const SEPARATORS = ["、", "，", ",", ";", "；", " ", "\n", "\t"];
const asText = (value: InputValue | undefined): string =>
  typeof value === "string" ? value : (value ?? []).join("、");
const asList = (value: InputValue | undefined): string[] =>
  typeof value === "string" ? [value] : [...(value ?? [])];

interface FieldProps {
  readonly id: string;
  readonly value: InputValue | undefined;
  readonly onValue: (value: InputValue) => void;
}

const Keywords = ({ id, value, onValue, label }: FieldProps & { readonly label: string }) => (
  <Select
    id={id}
    mode="tags"
    open={false}
    suffixIcon={null}
    aria-label={label}
    tokenSeparators={SEPARATORS}
    value={asList(value)}
    onChange={(next: string[]) => onValue(next)}
  />
);

/** Which of the account's files an input chooses from. */
type Chosen = "channels" | "products";
const Choice = ({
  id,
  value,
  onValue,
  label,
  from,
}: FieldProps & { readonly label: string; readonly from: Chosen }) => {
  const params = useAccountParams();
  const names = useApi("GET /accounts/:account/names", { params });
  const options = (names.data?.[from] ?? []).map((one) => ({
    value: one.id,
    label: `${one.name}（${one.id}）`,
  }));
  return (
    <Select
      id={id}
      aria-label={label}
      value={asText(value) === "" ? null : asText(value)}
      options={options}
      onChange={(next: string | null) => onValue(next ?? "")}
    />
  );
};

const Field = ({
  input,
  label,
  ...field
}: FieldProps & { readonly input: TemplateInput; readonly label: string }) => {
  const { id, value, onValue } = field;
  if (input.kind === "keywords") return <Keywords {...field} label={label} />;
  if (input.kind === "channel") return <Choice {...field} label={label} from="channels" />;
  if (input.kind === "product") return <Choice {...field} label={label} from="products" />;
  if (input.kind === "long-text")
    return (
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 3, maxRows: 10 }}
        value={asText(value)}
        onChange={({ target }) => onValue(target.value)}
      />
    );
  return (
    <Input
      id={id}
      inputMode={input.kind === "number" ? "decimal" : input.kind === "url" ? "url" : "text"}
      value={asText(value)}
      onChange={({ target }) => onValue(target.value)}
    />
  );
};

/** The blanks of a template, each with the field that fits it. */
export const TemplateInputs = ({
  inputs,
  values,
  onValues,
}: {
  readonly inputs: readonly TemplateInput[];
  readonly values: InputValues;
  readonly onValues: (values: InputValues) => void;
}) => {
  const say = useSay();
  return (
    <>
      {inputs.map((input) => (
        <Form.Item
          key={input.name}
          label={say(input.title)}
          htmlFor={`input-${input.name}`}
          extra={say(input.help)}
          required={input.required}
        >
          <Field
            input={input}
            label={say(input.title)}
            id={`input-${input.name}`}
            value={values[input.name]}
            onValue={(value) => onValues({ ...values, [input.name]: value })}
          />
        </Form.Item>
      ))}
    </>
  );
};
