import { Button, Form, Input, Radio, Segmented, Select } from "antd";
import { useState } from "react";
import { REPLY_TEXT_BYTES } from "../../../engine/limits.ts";
import { rulePageWords } from "../../strings/rule-page.ts";
import { useText } from "../../strings/text.ts";
import type { QuickRule } from "./quick-rule.ts";
import { bytesOf, quickRuleText, splitKeywords } from "./quick-rule.ts";
import { ruleIdOf } from "./rule-id.ts";

type Draft = Omit<QuickRule, "id">;
type Words = (typeof rulePageWords)["zh-CN"];

const nameFor = ({ name, kind, keywords }: Draft, words: Words): string => {
  if (name.trim() !== "") return name.trim();
  return kind === "keyword" ? (keywords[0] ?? "") : words.unnamed[kind];
};
const missing = ({ kind, keywords, reply }: Draft, words: Words): string | null => {
  if (kind === "keyword" && keywords.length === 0) return words.needKeywords;
  return reply.trim() === "" ? words.needReply : null;
};

const Keywords = ({
  draft,
  onDraft,
}: {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}) => {
  const words = useText(rulePageWords);
  const [merged, setMerged] = useState(0);
  const take = (list: readonly string[]): void => {
    const split = splitKeywords(list.join("\n"));
    setMerged(split.merged);
    onDraft({ ...draft, keywords: split.words });
  };
  return (
    <>
      <Form.Item
        label={words.keywords}
        htmlFor="quick-keywords"
        extra={merged > 0 ? words.merged(merged) : words.keywordsHelp}
      >
        <Select
          id="quick-keywords"
          mode="tags"
          open={false}
          suffixIcon={null}
          autoFocus
          aria-label={words.keywords}
          tokenSeparators={["、", "，", ",", ";", "；", " ", "\n", "\t"]}
          value={[...draft.keywords]}
          onChange={take}
        />
      </Form.Item>
      <Form.Item label={words.match} htmlFor="quick-match">
        <Radio.Group
          id="quick-match"
          aria-label={words.match}
          value={draft.match}
          options={[
            { value: "has", label: words.matches.has },
            { value: "is", label: words.matches.is },
          ]}
          onChange={({ target }) => onDraft({ ...draft, match: target.value })}
        />
      </Form.Item>
    </>
  );
};

const Reply = ({
  draft,
  onDraft,
}: {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}) => {
  const words = useText(rulePageWords);
  const bytes = bytesOf(draft.reply);
  const isTooLong = bytes > REPLY_TEXT_BYTES;
  return (
    <Form.Item
      label={words.reply}
      htmlFor="quick-reply"
      extra={words.bytes(bytes, REPLY_TEXT_BYTES)}
      {...(isTooLong ? { validateStatus: "error" as const, help: words.tooLong } : {})}
    >
      <Input.TextArea
        id="quick-reply"
        autoSize={{ minRows: 4, maxRows: 14 }}
        value={draft.reply}
        onChange={({ target }) => onDraft({ ...draft, reply: target.value })}
      />
    </Form.Item>
  );
};

/** Keyword and reply; everything else has a default. */
export const QuickForm = ({
  isBusy,
  keywords,
  onSave,
}: {
  readonly isBusy: boolean;
  /** Words to begin with, divided as in a pasted text. */
  readonly keywords: string;
  readonly onSave: (text: string) => void;
}) => {
  const words = useText(rulePageWords);
  const [draft, setDraft] = useState<Draft>(() => ({
    name: "",
    kind: "keyword",
    match: "has",
    keywords: splitKeywords(keywords).words,
    reply: "",
  }));
  const [problem, setProblem] = useState<string | null>(null);
  const save = (): void => {
    const lack = missing(draft, words);
    setProblem(lack);
    if (lack !== null) return;
    const name = nameFor(draft, words);
    onSave(quickRuleText({ ...draft, name, id: ruleIdOf(name) }));
  };
  return (
    <Form layout="vertical" className="block quick-form" onFinish={save}>
      <p className="help">{words.newHelp}</p>
      <Form.Item label={words.kind} htmlFor="quick-kind">
        <Segmented
          id="quick-kind"
          aria-label={words.kind}
          value={draft.kind}
          options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
          onChange={(kind) => setDraft({ ...draft, kind: kind as Draft["kind"] })}
        />
      </Form.Item>
      {draft.kind === "keyword" && <Keywords draft={draft} onDraft={setDraft} />}
      <Reply draft={draft} onDraft={setDraft} />
      <Form.Item label={words.name} htmlFor="quick-name" extra={words.nameHelp}>
        <Input
          id="quick-name"
          maxLength={60}
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
      </Form.Item>
      <p role="alert" className="problem">
        {problem}
      </p>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {words.create}
      </Button>
    </Form>
  );
};
