import { App, Button, Input } from "antd";
import { useState } from "react";
import type { BodyOf } from "../../../server/admin/contract.ts";
import { useSend } from "../../api/use-api.ts";
import { useAccountParams } from "../../shell/account.ts";
import { useNotice } from "../../shell/use-notice.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useText } from "../../strings/text.ts";

type BulkSet = BodyOf<"POST /accounts/:account/rules-bulk">["set"];

/** Sends one change of many rules, and says what came of it. */
export const useBulk = (): ((rules: readonly string[], set: BulkSet) => Promise<void>) => {
  const words = useText(ruleListWords);
  const params = useAccountParams();
  const notice = useNotice();
  const bulk = useSend("POST /accounts/:account/rules-bulk");
  return async (rules, set) => {
    try {
      const body = { rules: [...rules], set };
      const { changed, failed } = await bulk.mutateAsync({ params, body });
      if (failed.length > 0) notice.failed(new Error(words.bulkFailed(failed.length)));
      else notice.done(words.bulkDone(changed));
    } catch (error) {
      notice.failed(error);
    }
  };
};

const useCopies = () => {
  const params = useAccountParams();
  const notice = useNotice();
  const copy = useSend("POST /accounts/:account/rules/:rule/copy");
  const words = useText(ruleListWords);
  return async (rules: readonly string[]): Promise<void> => {
    try {
      // One after the other: each copy stands behind its rule in the same working copy.
      for (const rule of rules) await copy.mutateAsync({ params: { ...params, rule }, body: {} });
      notice.done(words.bulkDone(rules.length));
    } catch (error) {
      notice.failed(error);
    }
  };
};

/** What can be done with all chosen rules at once. */
export const BulkBar = ({
  chosen,
  onClear,
}: {
  readonly chosen: readonly string[];
  readonly onClear: () => void;
}) => {
  const words = useText(ruleListWords);
  const { modal } = App.useApp();
  const bulk = useBulk();
  const copies = useCopies();
  const [group, setGroup] = useState("");
  const remove = (): void =>
    void modal.confirm({
      title: words.removeAsk(chosen.length),
      content: words.removeHelp,
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: async () => {
        await bulk(chosen, { kind: "removed" });
        onClear();
      },
    });
  return (
    <div className="row bulk" role="toolbar" aria-label={words.chosen(chosen.length)}>
      <b>{words.chosen(chosen.length)}</b>
      <Button onClick={() => void bulk(chosen, { kind: "enabled", value: true })}>
        {words.bulkEnable}
      </Button>
      <Button onClick={() => void bulk(chosen, { kind: "enabled", value: false })}>
        {words.bulkDisable}
      </Button>
      <Input
        className="group-name"
        aria-label={words.groupName}
        placeholder={words.groupName}
        maxLength={100}
        value={group}
        onChange={({ target }) => setGroup(target.value)}
      />
      <Button onClick={() => void bulk(chosen, { kind: "group", value: group.trim() })}>
        {words.bulkGroup}
      </Button>
      <Button onClick={() => void copies(chosen)}>{words.copy}</Button>
      <Button danger onClick={remove}>
        {words.remove}
      </Button>
      <Button type="link" onClick={onClear}>
        {words.clear}
      </Button>
    </div>
  );
};
