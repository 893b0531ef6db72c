import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { useSend } from "../../api/use-api.ts";
import { useAccountParams } from "../../shell/account.ts";
import { useNotice } from "../../shell/use-notice.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { shellWords } from "../../strings/shell.ts";
import { useText } from "../../strings/text.ts";

/** Switches a published rule off at once, or on again; the reason is recorded. */
export const EmergencyDialog = ({
  rule,
  name,
  isOff,
  onClose,
}: {
  readonly rule: string;
  readonly name: string;
  readonly isOff: boolean;
  readonly onClose: () => void;
}) => {
  const words = useText(ruleListWords);
  const shell = useText(shellWords);
  const account = useAccountParams();
  const notice = useNotice();
  const send = useSend("PUT /accounts/:account/rules/:rule/switch");
  const [reason, setReason] = useState("");
  const save = (): void =>
    send.mutate(
      { params: { ...account, rule }, body: { isOff: !isOff, reason } },
      {
        onSuccess: () => {
          notice.done(shell.saved);
          onClose();
        },
        onError: notice.failed,
      },
    );
  return (
    <Modal
      open
      title={`${isOff ? words.emergencyOn : words.emergencyOff}：${name}`}
      okText={isOff ? words.emergencyOn : words.emergencyOff}
      okButtonProps={{ danger: !isOff }}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <p>{words.emergencyHelp}</p>
      <Form layout="vertical">
        <Form.Item label={words.reason} htmlFor="emergency-reason">
          <Input
            id="emergency-reason"
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
