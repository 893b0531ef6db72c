import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { testsWords } from "../strings/tests.ts";
import { useText } from "../strings/text.ts";
import type { QuickTest } from "./test-text.ts";
import { quickTestText } from "./test-text.ts";

const NOBODY = "none";
const EXCERPT = 12;

const Fields = ({
  test,
  onTest,
}: {
  readonly test: QuickTest;
  readonly onTest: (test: QuickTest) => void;
}) => {
  const words = useText(testsWords);
  const params = useAccountParams();
  const names = useApi("GET /accounts/:account/names", { params });
  const rules = (names.data?.rules ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Form layout="vertical">
      <Form.Item label={words.message} htmlFor="test-sends">
        <Input.TextArea
          id="test-sends"
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={test.sends.join("\n")}
          onChange={({ target }) => onTest({ ...test, sends: target.value.split("\n") })}
        />
      </Form.Item>
      <Form.Item label={words.expectRule} htmlFor="test-rule">
        <Select
          id="test-rule"
          aria-label={words.expectRule}
          showSearch={{ optionFilterProp: "label" }}
          value={test.rule}
          options={[{ value: NOBODY, label: words.nobody }, ...rules]}
          onChange={(rule) => onTest({ ...test, rule })}
        />
      </Form.Item>
      <Form.Item label={words.expectHas} htmlFor="test-has">
        <Input
          id="test-has"
          value={test.has}
          onChange={({ target }) => onTest({ ...test, has: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.name} htmlFor="test-name">
        <Input
          id="test-name"
          value={test.name}
          onChange={({ target }) => onTest({ ...test, name: target.value })}
        />
      </Form.Item>
    </Form>
  );
};

/** 存为测试用例: what was said and who should answer, kept beside the rules. Several lines are several messages. */
export const SaveTestDialog = ({
  text,
  rule,
  has = "",
  onClose,
}: {
  readonly text: string;
  /** `""`: nobody answered. */
  readonly rule: string;
  readonly has?: string;
  readonly onClose: () => void;
}) => {
  const words = useText(testsWords);
  const params = useAccountParams();
  const notice = useNotice();
  const send = useSend("POST /accounts/:account/tests");
  const [test, setTest] = useState<QuickTest>(() => ({
    name: text.replaceAll("\n", " ").slice(0, EXCERPT),
    sends: text.split("\n"),
    rule: rule === "" ? NOBODY : rule,
    has,
  }));
  const sends = test.sends.filter((line) => line.trim() !== "");
  const isReady = sends.length > 0 && test.name.trim() !== "";
  const save = (): void => {
    const beside = test.rule === NOBODY ? {} : { rule: test.rule };
    send.mutate(
      { params, body: { text: quickTestText({ ...test, sends }), ...beside } },
      {
        onSuccess: () => {
          notice.done(words.saved);
          onClose();
        },
        onError: notice.failed,
      },
    );
  };
  return (
    <Modal
      open
      title={words.saveAs}
      okText={words.save}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <Fields test={test} onTest={setTest} />
    </Modal>
  );
};
