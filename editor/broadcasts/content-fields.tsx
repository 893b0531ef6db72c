import { Form, Input, Radio, Select } from "antd";
import { broadcastWords } from "../strings/broadcasts.ts";
import { useText } from "../strings/text.ts";
import { ArticleFields } from "./article-fields.tsx";
import type { ContentKind } from "./broadcast-draft.ts";
import { bytesOf, ENDINGS, TEXT_BYTES } from "./broadcast-draft.ts";
import type { FieldProps } from "./target-fields.tsx";

const KINDS: readonly ContentKind[] = ["text", "image", "voice", "video", "articles"];

const TextField = ({ draft, onDraft }: FieldProps) => {
  const words = useText(broadcastWords);
  const used = bytesOf(draft.text);
  return (
    <Form.Item
      label={words.text}
      htmlFor="broadcast-text"
      extra={words.bytes(used, TEXT_BYTES)}
      {...(used > TEXT_BYTES ? { validateStatus: "error" as const } : {})}
    >
      <Input.TextArea
        id="broadcast-text"
        autoSize={{ minRows: 3, maxRows: 12 }}
        value={draft.text}
        onChange={({ target }) => onDraft({ text: target.value })}
      />
    </Form.Item>
  );
};

const FileField = ({
  draft,
  choices,
  onDraft,
  kind,
}: FieldProps & { readonly kind: keyof typeof ENDINGS }) => {
  const words = useText(broadcastWords);
  const files = choices.media.filter((name) => ENDINGS[kind].test(name));
  if (files.length === 0) return <p className="help">{words.noFiles}</p>;
  return (
    <Form.Item label={words.file} htmlFor="broadcast-file">
      <Select
        id="broadcast-file"
        showSearch
        value={files.includes(draft.file) ? draft.file : null}
        options={files.map((value) => ({ value, label: value }))}
        onChange={(file: string | null) => onDraft({ file: file ?? "" })}
      />
    </Form.Item>
  );
};

const VideoWords = ({ draft, onDraft }: FieldProps) => {
  const words = useText(broadcastWords);
  return (
    <>
      <Form.Item label={words.videoTitle} htmlFor="broadcast-title">
        <Input
          id="broadcast-title"
          maxLength={40}
          value={draft.title}
          onChange={({ target }) => onDraft({ title: target.value })}
        />
      </Form.Item>
      <Form.Item label={words.videoDescription} htmlFor="broadcast-description">
        <Input
          id="broadcast-description"
          maxLength={120}
          value={draft.description}
          onChange={({ target }) => onDraft({ description: target.value })}
        />
      </Form.Item>
    </>
  );
};

/** 发什么. */
export const ContentFields = (props: FieldProps) => {
  const words = useText(broadcastWords);
  const { draft, onDraft } = props;
  const { kind } = draft;
  return (
    <>
      <Form.Item label={words.what} htmlFor="broadcast-kind">
        <Radio.Group
          id="broadcast-kind"
          aria-label={words.what}
          value={kind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={({ target }) => onDraft({ kind: target.value, file: "" })}
        />
      </Form.Item>
      {kind === "text" && <TextField {...props} />}
      {kind === "articles" && <ArticleFields {...props} />}
      {(kind === "image" || kind === "voice" || kind === "video") && (
        <FileField {...props} kind={kind} />
      )}
      {kind === "video" && <VideoWords {...props} />}
    </>
  );
};
