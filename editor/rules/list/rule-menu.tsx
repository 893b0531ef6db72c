import { MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { RuleRow } from "../../../server/admin/contract.ts";
import { useSend } from "../../api/use-api.ts";
import { useAccountParams, useAccountPath, useMay } from "../../shell/account.ts";
import { useNotice } from "../../shell/use-notice.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { shellWords } from "../../strings/shell.ts";
import { useText } from "../../strings/text.ts";
import { WhyNotDialog } from "../page/why-not-dialog.tsx";
import { EmergencyDialog } from "./emergency-dialog.tsx";

const useRemove = (row: RuleRow): (() => void) => {
  const words = useText(ruleListWords);
  const { modal } = App.useApp();
  const params = useAccountParams();
  const bulk = useSend("POST /accounts/:account/rules-bulk");
  const notice = useNotice();
  const remove = (): Promise<unknown> =>
    bulk
      .mutateAsync({ params, body: { rules: [row.id], set: { kind: "removed" } } })
      .catch(notice.failed);
  return () =>
    void modal.confirm({
      title: words.removeOne(row.name),
      content: words.removeHelp,
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: remove,
    });
};

const useCopy = (row: RuleRow): (() => void) => {
  const params = useAccountParams();
  const path = useAccountPath();
  const navigate = useNavigate();
  const copy = useSend("POST /accounts/:account/rules/:rule/copy");
  const notice = useNotice();
  const open = ({ id }: { readonly id: string }) =>
    void navigate(path(`/rules/edit/${encodeURIComponent(id)}`));
  return () =>
    copy.mutate(
      { params: { ...params, rule: row.id }, body: {} },
      { onSuccess: open, onError: notice.failed },
    );
};

/** What can be done with one rule. */
export const RuleMenu = ({ row }: { readonly row: RuleRow }) => {
  const words = useText(ruleListWords);
  const shell = useText(shellWords);
  const path = useAccountPath();
  const navigate = useNavigate();
  const mayWrite = useMay("write-rules");
  const mayPublish = useMay("publish");
  const [dialog, setDialog] = useState<"why" | "emergency" | null>(null);
  const remove = useRemove(row);
  const copy = useCopy(row);
  const isPublished = row.change !== "added";
  const go = (to: string) => () => void navigate(path(to));
  const items = [
    { key: "edit", label: words.edit, onClick: go(`/rules/edit/${encodeURIComponent(row.id)}`) },
    { key: "copy", label: words.copy, disabled: !mayWrite, onClick: copy },
    { key: "why", label: words.whyNot, onClick: () => setDialog("why") },
    { key: "log", label: words.log, onClick: go(`/messages?rule=${encodeURIComponent(row.id)}`) },
    {
      key: "emergency",
      label: row.isOff ? words.emergencyOn : words.emergencyOff,
      disabled: !mayPublish || !isPublished,
      onClick: () => setDialog("emergency"),
    },
    { key: "remove", label: words.remove, danger: true, disabled: !mayWrite, onClick: remove },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button
          type="text"
          icon={<MoreOutlined />}
          aria-label={`${shell.more}：${row.name}`}
          aria-haspopup="menu"
        />
      </Dropdown>
      {dialog === "why" && (
        <WhyNotDialog rule={row.id} name={row.name} onClose={() => setDialog(null)} />
      )}
      {dialog === "emergency" && (
        <EmergencyDialog
          rule={row.id}
          name={row.name}
          isOff={row.isOff}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
};
