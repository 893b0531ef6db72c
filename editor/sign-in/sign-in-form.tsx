import { Alert, Button, Form, Input } from "antd";
import { saysOf } from "../api/problem.ts";
import { signInWords } from "../strings/sign-in.ts";
import { useSay, useText } from "../strings/text.ts";

export interface SignInField {
  readonly name: string;
  readonly label: string;
  readonly isSecret?: boolean;
  readonly help?: string;
  readonly autoComplete: string;
}

/** A short form of texts, its failure above the button. */
export const SignInForm = <N extends string>({
  fields,
  submit,
  isBusy,
  error,
  onSubmit,
}: {
  readonly fields: readonly (SignInField & { readonly name: N })[];
  readonly submit: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSubmit: (values: Readonly<Record<N, string>>) => void;
}) => {
  const words = useText(signInWords);
  const say = useSay();
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => onSubmit(values as Readonly<Record<N, string>>)}
      disabled={isBusy}
    >
      {fields.map(({ name, label, isSecret, help, autoComplete }, place) => (
        <Form.Item
          key={name}
          name={name as string}
          label={label}
          {...(help === undefined ? {} : { extra: help })}
          rules={[{ required: true, message: words.required }]}
        >
          {isSecret === true ? (
            <Input.Password autoComplete={autoComplete} maxLength={128} />
          ) : (
            <Input autoComplete={autoComplete} maxLength={64} autoFocus={place === 0} />
          )}
        </Form.Item>
      ))}
      {error !== null && error !== undefined && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={say(saysOf(error))}
          className="gap-below"
        />
      )}
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {submit}
      </Button>
    </Form>
  );
};
