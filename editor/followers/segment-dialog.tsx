import { Alert, Form, Input, Modal, Select } from "antd";
import { useEffect, useState } from "react";
import { useAsk, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { followerWords } from "../strings/followers.ts";
import { useSay, useText } from "../strings/text.ts";

export interface SegmentDraft {
  readonly id: string;
  readonly name: string;
  readonly condition: string;
}
const SETTLED_MS = 400;

/** Counts a moment after the typing has settled. */
const useCount = (condition: string) => {
  const { account } = useAccountParams();
  const { mutate, data, reset } = useAsk("POST /accounts/:account/segment-count");
  useEffect(() => {
    reset();
    if (condition.trim() === "") return;
    const ask = () => mutate({ params: { account }, body: { condition } });
    const timer = setTimeout(ask, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [condition, account, mutate, reset]);
  return data ?? null;
};

const Counted = ({ counted }: { readonly counted: ReturnType<typeof useCount> }) => {
  const words = useText(followerWords);
  const say = useSay();
  if (counted === null) return null;
  return (
    <>
      {counted.problems.map(({ says }) => (
        <Alert key={says.en} type="error" showIcon title={say(says)} />
      ))}
      {counted.count !== null && <p role="status">{words.counted(counted.count)}</p>}
    </>
  );
};

/** A segment's name and condition, with how many it holds for now. */
export const SegmentDialog = ({
  segment,
  onClose,
}: {
  readonly segment: SegmentDraft;
  readonly onClose: () => void;
}) => {
  const words = useText(followerWords);
  const { account } = useAccountParams();
  const notice = useNotice();
  const send = useSend("PUT /accounts/:account/segments/:segment");
  const [name, setName] = useState(segment.name);
  const [condition, setCondition] = useState(segment.condition);
  const counted = useCount(condition);
  const save = (): void =>
    send.mutate(
      { params: { account, segment: segment.id }, body: { name: name.trim(), condition } },
      {
        onSuccess: () => {
          notice.done(words.saved);
          onClose();
        },
        onError: notice.failed,
      },
    );
  const isReady = name.trim() !== "" && counted !== null && counted.count !== null;
  return (
    <Modal
      open
      title={segment.name === "" ? words.newSegment : words.editSegment}
      okText={words.save}
      cancelText={words.no}
      onOk={save}
      onCancel={onClose}
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: !isReady }}
    >
      <Form layout="vertical">
        <Form.Item label={words.segmentName} htmlFor="segment-name">
          <Input
            id="segment-name"
            maxLength={30}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </Form.Item>
        <Form.Item label={words.example} htmlFor="segment-example">
          <Select
            id="segment-example"
            value={null}
            options={words.examples.map(({ label, text }) => ({ value: text, label }))}
            onChange={(text: string | null) => setCondition(text ?? "")}
          />
        </Form.Item>
        <Form.Item label={words.condition} htmlFor="segment-condition">
          <Input.TextArea
            id="segment-condition"
            className="mono"
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={condition}
            onChange={({ target }) => setCondition(target.value)}
          />
        </Form.Item>
        <Counted counted={counted} />
      </Form>
    </Modal>
  );
};
