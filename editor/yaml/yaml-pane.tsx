import { Alert, Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { placeAt, rangeOf } from "../document/place-at.ts";
import type { Steps } from "../document/steps.ts";
import type { RuleHistory } from "../rules/card/use-rule-history.ts";
import { useWords } from "../strings/language.tsx";
import { useText } from "../strings/text.ts";
import { yamlWords } from "../strings/yaml.ts";
import { loadMonaco } from "./load-monaco.ts";
import type { MountedEditor, YamlProblem } from "./mount-editor.ts";
import { mountEditor } from "./mount-editor.ts";
import { ruleTextSchema } from "./rule-schema.ts";
import "./yaml-pane.css";

export interface YamlPaneProps {
  readonly text: string;
  readonly history: RuleHistory;
  /** The schema of a rule file, this account's names filled in. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** What is wrong at its line, in the language of the page. */
  readonly problems: readonly YamlProblem[];
  readonly isReadOnly: boolean;
  /** A part of the rule to bring into view: what the card looks at. */
  readonly looked: Steps | null;
  /** The part of the rule the cursor was put on. */
  readonly onCursor: (at: Steps) => void;
}

/** The editor's calls go to what the page holds now, not to what it held when Monaco was made. */
const useLatest = (props: YamlPaneProps) => {
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  return latest;
};

const useMonaco = (props: YamlPaneProps) => {
  const words = useText(yamlWords);
  const { lang } = useWords();
  const element = useRef<HTMLDivElement>(null);
  const latest = useLatest(props);
  const [editor, setEditor] = useState<MountedEditor | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { label, edited } = words;
  useEffect(() => {
    let mounted: MountedEditor | null = null;
    let isGone = false;
    loadMonaco(lang).then(
      (loaded) => {
        const host = element.current;
        if (isGone || host === null) return;
        loaded.tellSchema(ruleTextSchema(latest.current.schema));
        mounted = mountEditor(loaded, {
          element: host,
          text: latest.current.text,
          label,
          isReadOnly: latest.current.isReadOnly,
          onText: (text) => latest.current.history.write(text, edited, "yaml"),
          onCursor: (offset) => latest.current.onCursor(placeAt(latest.current.text, offset)),
          undo: () => latest.current.history.undo(),
          redo: () => latest.current.history.redo(),
        });
        setEditor(mounted);
      },
      () => setFailed(true),
    );
    return () => {
      isGone = true;
      mounted?.dispose();
      setEditor(null);
    };
  }, [lang, label, edited, latest]);
  return { element, editor, hasFailed };
};

/** Keeps Monaco showing what the page holds. */
const useShown = (editor: MountedEditor | null, props: YamlPaneProps): void => {
  const { text, problems, isReadOnly, looked, schema } = props;
  const { lang } = useWords();
  useEffect(() => editor?.show(text), [editor, text]);
  useEffect(() => editor?.mark(problems), [editor, problems]);
  useEffect(() => editor?.setReadOnly(isReadOnly), [editor, isReadOnly]);
  useEffect(() => {
    if (editor === null) return;
    void loadMonaco(lang).then(({ tellSchema }) => tellSchema(ruleTextSchema(schema)));
  }, [editor, lang, schema]);
  const shown = useRef(text);
  shown.current = text;
  useEffect(() => {
    const range = looked === null ? null : rangeOf(shown.current, looked);
    if (range !== null) editor?.reveal(range.from, range.to);
  }, [editor, looked]);
};

/** Where Monaco cannot be loaded, the text can still be edited. */
const PlainText = ({ text, history, isReadOnly }: YamlPaneProps) => {
  const words = useText(yamlWords);
  return (
    <>
      <Alert type="warning" showIcon title={words.failed} />
      <Input.TextArea
        className="code"
        aria-label={words.label}
        spellCheck={false}
        readOnly={isReadOnly}
        autoSize={{ minRows: 20 }}
        value={text}
        onChange={({ target }) => history.write(target.value, words.edited, "yaml")}
      />
    </>
  );
};

/** The text of a rule beside its card: completion and hover from the account's schema, our own mistakes at their lines. */
export const YamlPane = (props: YamlPaneProps) => {
  const words = useText(yamlWords);
  const { element, editor, hasFailed } = useMonaco(props);
  useShown(editor, props);
  const [isCopied, setCopied] = useState(false);
  if (hasFailed) return <PlainText {...props} />;
  const copy = (): void => {
    navigator.clipboard?.writeText(props.text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <section className="yaml-pane" aria-label={words.label}>
      <div className="yaml-tools">
        <Button size="small" onClick={copy}>
          {isCopied ? words.copied : words.copy}
        </Button>
        <Button size="small" onClick={() => editor?.fold(true)}>
          {words.fold}
        </Button>
        <Button size="small" onClick={() => editor?.fold(false)}>
          {words.unfold}
        </Button>
      </div>
      {editor === null && <p role="status">{words.loading}</p>}
      <div ref={element} className="yaml-editor" />
    </section>
  );
};
