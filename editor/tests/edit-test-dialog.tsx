import { Input, Modal } from "antd";
import { useState } from "react";
import type { TestRow } from "../../server/admin/contract.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { testsWords } from "../strings/tests.ts";
import { useText } from "../strings/text.ts";

/** One test as YAML. */
export const EditTestDialog = ({
  test,
  onClose,
}: {
  readonly test: TestRow;
  readonly onClose: () => void;
}) => {
  const words = useText(testsWords);
  const params = { ...useAccountParams(), test: test.id };
  const notice = useNotice();
  const send = useSend("PUT /accounts/:account/tests/:test");
  const [text, setText] = useState(test.text);
  const save = (): void =>
    send.mutate(
      { params, body: { text, revision: test.revision } },
      {
        onSuccess: () => {
          notice.done(words.saved);
          onClose();
        },
        onError: notice.failed,
      },
    );
  return (
    <Modal
      open
      width={680}
      title={test.name}
      okText={words.save}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <Input.TextArea
        className="code"
        aria-label={words.text}
        spellCheck={false}
        rows={18}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </Modal>
  );
};
