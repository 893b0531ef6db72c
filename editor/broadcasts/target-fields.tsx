import { Form, Input, Radio, Select } from "antd";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useText } from "../strings/text.ts";
import type { BroadcastDraft, TargetKind } from "./broadcast-draft.ts";

export type Choices = AnswerOf<"GET /accounts/:account/broadcast-choices">;
export interface FieldProps {
  readonly draft: BroadcastDraft;
  readonly choices: Choices;
  readonly onDraft: (change: Partial<BroadcastDraft>) => void;
}

const KINDS: readonly TargetKind[] = ["all", "tag", "segment", "list"];

const Segments = ({ draft, choices, onDraft }: FieldProps) => {
  const words = useText(broadcastWords);
  if (choices.segments.length === 0) return <p className="help">{words.noSegments}</p>;
  return (
    <Form.Item label={words.segment} htmlFor="broadcast-segment">
      <Select
        id="broadcast-segment"
        value={draft.segment === "" ? null : draft.segment}
        options={choices.segments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(segment: string | null) => onDraft({ segment: segment ?? "" })}
      />
    </Form.Item>
  );
};

/** 发给谁. */
export const TargetFields = ({ draft, choices, onDraft }: FieldProps) => {
  const words = useText(broadcastWords);
  const kinds = KINDS.filter((kind) => choices.mayList || kind === "all" || kind === "tag");
  return (
    <>
      <Form.Item label={words.who} htmlFor="broadcast-to">
        <Radio.Group
          id="broadcast-to"
          aria-label={words.who}
          value={draft.to}
          options={kinds.map((value) => ({ value, label: words.to[value] }))}
          onChange={({ target }) => onDraft({ to: target.value })}
        />
      </Form.Item>
      {!choices.mayList && <p className="help">{words.listOnly}</p>}
      {draft.to === "tag" && (
        <Form.Item label={words.tag} htmlFor="broadcast-tag">
          <Select
            id="broadcast-tag"
            showSearch
            value={draft.tag === "" ? null : draft.tag}
            options={choices.tags.map((value) => ({ value, label: value }))}
            onChange={(tag: string | null) => onDraft({ tag: tag ?? "" })}
          />
        </Form.Item>
      )}
      {draft.to === "segment" && <Segments draft={draft} choices={choices} onDraft={onDraft} />}
      {draft.to === "list" && (
        <Form.Item label={words.openids} htmlFor="broadcast-openids">
          <Input.TextArea
            id="broadcast-openids"
            className="mono"
            autoSize={{ minRows: 4, maxRows: 12 }}
            value={draft.openids}
            onChange={({ target }) => onDraft({ openids: target.value })}
          />
        </Form.Item>
      )}
    </>
  );
};
