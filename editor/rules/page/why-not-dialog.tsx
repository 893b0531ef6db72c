import { Button, Input, Modal, Segmented, Select } from "antd";
import type { FormEvent } from "react";
import { useState } from "react";
import { useApi, useAsk } from "../../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../../shell/account.ts";
import { LoadFailed } from "../../shell/load-failed.tsx";
import { momentIn, useZone } from "../../shell/zone.ts";
import { useText } from "../../strings/text.ts";
import { whyNotWords } from "../../strings/why-not.ts";
import { WhyNotResult } from "./why-not-result.tsx";

interface Asked {
  readonly text: string;
  readonly of: "draft" | "published";
  /** As the browser's field gives it, `2026-11-23T20:31`; `""` = now. */
  readonly at: string;
  readonly tags: readonly string[];
}

const Fields = ({
  asked,
  onAsked,
}: {
  readonly asked: Asked;
  readonly onAsked: (asked: Asked) => void;
}) => {
  const words = useText(whyNotWords);
  const params = useAccountParams();
  const names = useApi("GET /accounts/:account/names", { params });
  const tags = (names.data?.tags ?? []).map((value) => ({ value, label: value }));
  return (
    <>
      <Input
        autoFocus
        size="large"
        aria-label={words.message}
        placeholder={words.message}
        value={asked.text}
        onChange={({ target }) => onAsked({ ...asked, text: target.value })}
      />
      <div className="row">
        <Segmented
          aria-label={words.of}
          value={asked.of}
          options={[
            { value: "draft", label: words.ofs.draft },
            { value: "published", label: words.ofs.published },
          ]}
          onChange={(of) => onAsked({ ...asked, of: of as Asked["of"] })}
        />
        <label className="row">
          {words.time}
          <input
            type="datetime-local"
            className="plain-field"
            value={asked.at}
            onChange={({ target }) => onAsked({ ...asked, at: target.value })}
          />
        </label>
        <Select
          mode="tags"
          className="tags-field"
          aria-label={words.tags}
          placeholder={words.tags}
          value={[...asked.tags]}
          options={tags}
          onChange={(next: string[]) => onAsked({ ...asked, tags: next })}
        />
      </div>
    </>
  );
};

/** 为什么没触发: type a message, see what kept the rule from answering and the smallest change that would make it. */
export const WhyNotDialog = ({
  rule,
  name,
  text = "",
  onClose,
}: {
  readonly rule: string;
  readonly name: string;
  readonly text?: string;
  readonly onClose: () => void;
}) => {
  const words = useText(whyNotWords);
  const params = useAccountParams();
  const path = useAccountPath();
  const zone = useZone();
  const [asked, setAsked] = useState<Asked>({ text, of: "draft", at: "", tags: [] });
  const why = useAsk("POST /accounts/:account/why-not");
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    const nowMs = momentIn(asked.at, zone) ?? undefined;
    const body = {
      of: asked.of,
      rule,
      sent: { kind: "text", text: asked.text } as const,
      ...(asked.tags.length > 0 ? { follower: { tags: [...asked.tags] } } : {}),
      ...(nowMs === undefined ? {} : { nowMs }),
    };
    why.mutate({ params, body });
  };
  return (
    <Modal open width={720} title={words.title(name)} footer={null} onCancel={onClose}>
      <form className="stack" onSubmit={ask}>
        <p className="help">{words.help}</p>
        <Fields asked={asked} onAsked={setAsked} />
        <Button
          type="primary"
          htmlType="submit"
          loading={why.isPending}
          disabled={asked.text === ""}
        >
          {words.ask}
        </Button>
        {why.error !== null && <LoadFailed error={why.error} onRetry={() => why.reset()} />}
        {why.data !== undefined && (
          <WhyNotResult
            why={why.data}
            pathOf={(id) => path(`/rules/edit/${encodeURIComponent(id)}`)}
          />
        )}
      </form>
    </Modal>
  );
};
