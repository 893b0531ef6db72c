import { Button, Form, Input, Modal, Radio } from "antd";
import type { ChangeEvent } from "react";
import { useState } from "react";
import { call } from "../../api/client.ts";
import { useSend } from "../../api/use-api.ts";
import { useAccountParams, useMay } from "../../shell/account.ts";
import { saveFile } from "../../shell/save-file.ts";
import { useNotice } from "../../shell/use-notice.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useText } from "../../strings/text.ts";

interface Given {
  readonly name: string;
  readonly text: string;
  readonly how: "add" | "replace";
}

const ImportForm = ({
  given,
  onGiven,
}: {
  readonly given: Given;
  readonly onGiven: (given: Given) => void;
}) => {
  const words = useText(ruleListWords);
  const read = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    if (file !== undefined) onGiven({ ...given, name: file.name, text: await file.text() });
  };
  return (
    <Form layout="vertical">
      <Form.Item label={words.choose} htmlFor="import-file">
        <input id="import-file" type="file" accept=".yaml,.yml,.json" onChange={read} />
      </Form.Item>
      <Form.Item label={words.importName} htmlFor="import-name">
        <Input
          id="import-name"
          value={given.name}
          onChange={({ target }) => onGiven({ ...given, name: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.importText} htmlFor="import-text">
        <Input.TextArea
          id="import-text"
          className="code"
          rows={10}
          value={given.text}
          onChange={({ target }) => onGiven({ ...given, text: target.value })}
        />
      </Form.Item>
      <Radio.Group
        value={given.how}
        options={[
          { value: "add", label: words.importHow.add },
          { value: "replace", label: words.importHow.replace },
        ]}
        onChange={({ target }) => onGiven({ ...given, how: target.value })}
      />
    </Form>
  );
};

const ImportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const words = useText(ruleListWords);
  const params = useAccountParams();
  const notice = useNotice();
  const send = useSend("POST /accounts/:account/import");
  const [given, setGiven] = useState<Given>({ name: "import.yaml", text: "", how: "add" });
  const save = (): void => {
    const { how, name, text } = given;
    send.mutate(
      { params, body: { how, files: [{ name, text }] } },
      {
        onSuccess: ({ added, changed }) => {
          notice.done(words.imported(added.length + changed.length));
          onClose();
        },
        onError: notice.failed,
      },
    );
  };
  return (
    <Modal
      open
      width={640}
      title={words.importTitle}
      okText={words.import}
      okButtonProps={{ disabled: given.text.trim() === "" }}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <p className="help">{words.importHelp}</p>
      <ImportForm given={given} onGiven={setGiven} />
    </Modal>
  );
};

/** YAML in and out. */
export const Transfer = () => {
  const words = useText(ruleListWords);
  const params = useAccountParams();
  const notice = useNotice();
  const mayWrite = useMay("write-rules");
  const [isImporting, setImporting] = useState(false);
  const save = async (): Promise<void> => {
    try {
      const given = { params, query: { of: "draft" } };
      const { files } = await call("GET /accounts/:account/export", given);
      for (const { name, text } of files) saveFile(name, text);
    } catch (error) {
      notice.failed(error);
    }
  };
  return (
    <>
      {mayWrite && <Button onClick={() => setImporting(true)}>{words.import}</Button>}
      <Button onClick={() => void save()}>{words.export}</Button>
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  );
};
