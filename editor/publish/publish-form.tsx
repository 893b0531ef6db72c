import { Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { ChangeList, DraftChange } from "../../server/admin/contract.ts";
import { ApiProblem } from "../api/problem.ts";
import { useSend } from "../api/use-api.ts";
import { useAccountParams, useAccountPath, useMay } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { publishWords } from "../strings/publish.ts";
import { useText } from "../strings/text.ts";
import type { Gates } from "./use-gates.ts";

const Override = ({
  reason,
  onReason,
}: {
  readonly reason: string | null;
  readonly onReason: (reason: string | null) => void;
}) => {
  const words = useText(publishWords);
  return (
    <>
      <Checkbox
        checked={reason !== null}
        onChange={({ target }) => onReason(target.checked ? "" : null)}
      >
        {words.override}
      </Checkbox>
      {reason !== null && (
        <Form.Item label={words.overrideReason} htmlFor="override-reason">
          <Input
            id="override-reason"
            maxLength={500}
            value={reason}
            onChange={({ target }) => onReason(target.value)}
          />
        </Form.Item>
      )}
    </>
  );
};

/** The note, and the button that makes a new version of what is picked. */
export const PublishForm = ({
  list,
  picked,
  gates,
}: {
  readonly list: ChangeList;
  readonly picked: readonly DraftChange[];
  readonly gates: Gates;
}) => {
  const words = useText(publishWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const navigate = useNavigate();
  const notice = useNotice();
  const mayPublish = useMay("publish");
  const mayManage = useMay("manage");
  const publish = useSend("POST /accounts/:account/publish");
  const suggested = words.noteFor(picked[0]?.name ?? "", picked.length - 1);
  const [typed, setTyped] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const note = (typed ?? suggested).trim();
  const areTestsBad = (gates.runs?.failed ?? 0) > 0;
  const isStopped =
    note === "" ||
    picked.length === 0 ||
    picked.some(({ conflict }) => conflict) ||
    (gates.checked?.errors ?? 1) > 0 ||
    gates.runs === null ||
    (areTestsBad && (reason ?? "").trim() === "");
  const send = (): void => {
    const isPart = picked.length < list.changes.length;
    const parts = picked.map(({ kind, id }) => ({ kind, id }));
    publish.mutate(
      {
        params,
        body: {
          note,
          generation: list.generation,
          ...(isPart ? { parts } : {}),
          ...(areTestsBad && reason !== null ? { overrideReason: reason } : {}),
        },
      },
      {
        onSuccess: ({ version }) => {
          notice.done(words.published(version));
          void navigate(path("/versions"));
        },
        onError: (error) => {
          const isLate = error instanceof ApiProblem && error.code === "published-meanwhile";
          notice.failed(isLate ? new Error(words.meanwhile) : error);
        },
      },
    );
  };
  if (!mayPublish) return null;
  return (
    <Form layout="vertical" className="block" onFinish={send}>
      <h2>{words.steps.note}</h2>
      <Form.Item label={words.note} htmlFor="publish-note" extra={words.noteHelp}>
        <Input
          id="publish-note"
          maxLength={500}
          value={typed ?? suggested}
          onChange={({ target }) => setTyped(target.value)}
        />
      </Form.Item>
      {areTestsBad && mayManage && <Override reason={reason} onReason={setReason} />}
      <Button type="primary" htmlType="submit" disabled={isStopped} loading={publish.isPending}>
        {words.publish}
      </Button>
    </Form>
  );
};
