import { Alert, Button, Input, Modal } from "antd";
import { useMemo, useState } from "react";
import { Scrolling } from "../../shell/scrolling.tsx";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";
import { mergeTexts } from "../../texts/merge-texts.ts";
import type { Clash } from "./use-rule-text.ts";

/** 我的 · 对方的 · 合并结果: two changes of one rule, and what is saved of them. */
export const MergeDialog = ({
  clash,
  isBusy,
  onSave,
  onClose,
}: {
  readonly clash: Clash;
  readonly isBusy: boolean;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
}) => {
  const words = useText(rulePageWords);
  const merged = useMemo(() => mergeTexts(clash), [clash]);
  const [result, setResult] = useState(merged.text);
  return (
    <Modal
      open
      width={1100}
      title={words.mergeTitle}
      okText={words.useMerged}
      confirmLoading={isBusy}
      onOk={() => onSave(result)}
      onCancel={onClose}
    >
      <Alert
        type={merged.hasConflict ? "warning" : "info"}
        showIcon
        className="gap-below"
        title={merged.hasConflict ? words.mergeByHand : words.mergeAuto}
        description={words.mergeHelp}
      />
      <div className="merge-texts">
        <div>
          <h3>{words.mine}</h3>
          <Scrolling label={words.mine}>
            <pre>{clash.mine}</pre>
          </Scrolling>
          <Button onClick={() => setResult(clash.mine)}>{words.useMine}</Button>
        </div>
        <div>
          <h3>{words.theirs}</h3>
          <Scrolling label={words.theirs}>
            <pre>{clash.theirs}</pre>
          </Scrolling>
          <Button onClick={() => setResult(clash.theirs)}>{words.useTheirs}</Button>
        </div>
        <div>
          <h3>
            <label htmlFor="merged-text">{words.merged3}</label>
          </h3>
          <Input.TextArea
            id="merged-text"
            className="code"
            autoSize={{ minRows: 12, maxRows: 24 }}
            value={result}
            onChange={({ target }) => setResult(target.value)}
          />
        </div>
      </div>
    </Modal>
  );
};
