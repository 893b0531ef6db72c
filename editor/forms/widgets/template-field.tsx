import { Button, Dropdown, Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef } from "react";
import { formWords } from "../../strings/forms.ts";
import { useSay, useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { mapOf, textOf, withKey } from "../field-props.ts";
import { useForm } from "../form-context.ts";
import { Bubble } from "./bubble.tsx";

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
const hasVariables = (text: string): boolean => /\{\{|\{%/.test(text);

/** What can be put between `{{` and `}}`. */
const useVariables = (): readonly { readonly key: string; readonly label: string }[] => {
  const say = useSay();
  const { registry, names, captured } = useForm();
  const facts = [...registry.facts.values()].flatMap(({ name, title }) =>
    name.endsWith("*") ? [] : [{ key: name, label: `${say(title)} ${name}` }],
  );
  const own = [...captured, ...names.vars].map((name) => ({ key: name, label: name }));
  return [...own, ...facts];
};

interface TemplateBoxProps {
  readonly id: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly mostBytes: number | null;
  readonly hasBubble: boolean;
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
}
/** A text with variables: a menu of them, the bytes it takes, and how it looks. */
export const TemplateBox = (props: TemplateBoxProps) => {
  const { id, text, onText, mostBytes, hasBubble, label, describedBy } = props;
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const variables = useVariables();
  const area = useRef<TextAreaRef>(null);
  const insert = (what: string): void => {
    const field = area.current?.resizableTextArea?.textArea;
    const [from, to] = [field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length];
    onText(text.slice(0, from) + what + text.slice(to));
    field?.focus();
  };
  const used = bytesOf(text);
  const isLong = mostBytes !== null && used > mostBytes && !hasVariables(text);
  return (
    <div className="template-box">
      <Input.TextArea
        ref={area}
        id={id}
        aria-label={label}
        aria-describedby={describedBy ?? `${id}-bytes`}
        aria-invalid={isLong}
        readOnly={isReadOnly}
        autoSize={{ minRows: hasBubble ? 2 : 1, maxRows: 12 }}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      <div className="side-by-side template-tools">
        {!isReadOnly && (
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [...variables],
              className: "variables",
              onClick: ({ key }) => insert(`{{ ${key} }}`),
            }}
          >
            <Button size="small">{words.insertVariable}</Button>
          </Dropdown>
        )}
        {!isReadOnly && hasBubble && (
          <Button
            size="small"
            onClick={() => insert(`<a href="${words.linkAddress}">${words.linkText}</a>`)}
          >
            {words.insertLink}
          </Button>
        )}
        {mostBytes !== null && (
          <span id={`${id}-bytes`} className={isLong ? "field-problem" : "field-help"}>
            {words.bytes(used, mostBytes)}
            {isLong && ` · ${words.tooLong}`}
            {hasVariables(text) && ` · ${words.withVariables}`}
          </span>
        )}
      </div>
      {hasBubble && text.trim() !== "" && <Bubble text={text} />}
    </div>
  );
};

const mostBytesOf = (bytes: unknown): number | null => (typeof bytes === "number" ? bytes : null);

/** A text with variables. */
export const TemplateField = ({
  schema,
  value,
  onChange,
  id,
  isRequired,
  describedBy,
}: FieldProps) => (
  <TemplateBox
    {...{ id, describedBy }}
    text={textOf(value)}
    mostBytes={mostBytesOf(schema["x-bytes"])}
    hasBubble={false}
    onText={(text) => onChange(text === "" && !isRequired ? undefined : text)}
  />
);

const saidSchema = (schema: FieldProps["schema"]): FieldProps["schema"] => {
  const [first] = Array.isArray(schema.anyOf) ? (schema.anyOf as FieldProps["schema"][]) : [];
  return first ?? {};
};

/** What is said: one text, or one a language. */
export const SaidField = (props: FieldProps) => {
  const { schema, value, onChange, id, isRequired, describedBy, label } = props;
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const most = mostBytesOf(saidSchema(schema)["x-bytes"]);
  const isMap = typeof value === "object" && value !== null;
  const texts = mapOf(value);
  if (!isMap)
    return (
      <div className="stacked">
        <TemplateBox
          {...{ id, describedBy }}
          text={textOf(value)}
          mostBytes={most}
          hasBubble
          onText={(text) => onChange(text === "" && !isRequired ? undefined : text)}
        />
        {!isReadOnly && (
          <Button
            size="small"
            type="link"
            className="start"
            onClick={() => onChange({ zh_CN: textOf(value), en: "" })}
          >
            {words.byLanguage}
          </Button>
        )}
      </div>
    );
  return (
    <div className="stacked" id={id}>
      {Object.keys(texts).map((language) => (
        <div key={language} className="stacked">
          <span className="field-label">{language}</span>
          <TemplateBox
            id={`${id}-${language}`}
            label={`${label} ${language}`}
            text={textOf(texts[language])}
            mostBytes={most}
            hasBubble
            onText={(text) => onChange(withKey(texts, language, text))}
          />
        </div>
      ))}
      {!isReadOnly && (
        <Button
          size="small"
          type="link"
          className="start"
          onClick={() => onChange(Object.values(texts)[0] ?? "")}
        >
          {words.oneText}
        </Button>
      )}
    </div>
  );
};
