import { Alert, Button, Form, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { AnswerOf, Template } from "../../server/admin/contract.ts";
import { useAsk, useSend } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { Scrolling } from "../shell/scrolling.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { templatesWords } from "../strings/templates.ts";
import { useSay, useText } from "../strings/text.ts";
import type { InputValues } from "./template-inputs.tsx";
import { TemplateInputs } from "./template-inputs.tsx";

type Answer = AnswerOf<"POST /accounts/:account/templates/:template">;

const isEmpty = (value: InputValues[string] | undefined): boolean =>
  value === undefined || value.length === 0;
/** What the author left empty is left out: its default counts. */
const given = (values: InputValues) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => !isEmpty(value))
      .map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );

const Preview = ({ answer }: { readonly answer: Answer }) => {
  const words = useText(templatesWords);
  const say = useSay();
  return (
    <>
      {answer.problems.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={words.problems}
          description={answer.problems.map(({ says }) => say(says)).join(" ")}
        />
      )}
      <Scrolling label={words.yaml}>
        <pre>{answer.text}</pre>
      </Scrolling>
    </>
  );
};

/** Fills a template in, shows what it makes, and adds it to the draft. */
export const TemplateDialog = ({
  template,
  onClose,
}: {
  readonly template: Template;
  readonly onClose: () => void;
}) => {
  const words = useText(templatesWords);
  const say = useSay();
  const params = { ...useAccountParams(), template: template.id };
  const path = useAccountPath();
  const navigate = useNavigate();
  const notice = useNotice();
  const add = useSend("POST /accounts/:account/templates/:template");
  const look = useAsk("POST /accounts/:account/templates/:template");
  const [values, setValues] = useState<InputValues>(() =>
    Object.fromEntries(template.inputs.map(({ name, default: value }) => [name, value])),
  );
  const lacks = template.inputs.some(({ name, required }) => required && isEmpty(values[name]));
  const inputs = given(values);
  const save = (): void =>
    add.mutate(
      { params, body: { inputs } },
      {
        onSuccess: ({ rules }) => {
          notice.done(words.added(rules.length));
          onClose();
          const [first] = rules;
          if (first !== undefined) void navigate(path(`/rules/edit/${encodeURIComponent(first)}`));
        },
        onError: notice.failed,
      },
    );
  const preview = (): void =>
    look.mutate({ params, body: { inputs, preview: true } }, { onError: notice.failed });
  return (
    <Modal
      open
      width={640}
      title={words.fill(say(template.title))}
      okText={words.add}
      okButtonProps={{ disabled: lacks }}
      confirmLoading={add.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <p className="help">{say(template.help)}</p>
      <Form layout="vertical" onFinish={save}>
        <TemplateInputs inputs={template.inputs} values={values} onValues={setValues} />
      </Form>
      <div className="stack">
        <div>
          <Button onClick={preview} loading={look.isPending} disabled={lacks}>
            {words.preview}
          </Button>
        </div>
        {look.data !== undefined && <Preview answer={look.data} />}
      </div>
    </Modal>
  );
};
