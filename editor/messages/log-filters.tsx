import { Button, Input, Select, Switch } from "antd";
import { useEffect, useState } from "react";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { messagesWords } from "../strings/messages.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import type { LogFilter, LogFilterName } from "./log-filter.ts";

const SETTLED_MS = 300;

const Typed = ({
  filter,
  name,
  label,
}: {
  readonly filter: LogFilter;
  readonly name: LogFilterName;
  readonly label: string;
}) => {
  const asked = filter.values[name];
  const { set } = filter;
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text === asked) return;
    const timer = setTimeout(() => set(name, text.trim()), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text, asked, set, name]);
  return (
    <Input
      className="log-field"
      allowClear
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
};

const optionsOf = (words: Readonly<Record<string, string>>) => {
  const byText = new Map(Object.entries(words).map(([value, label]) => [label, value]));
  return [...byText].map(([label, value]) => ({ value, label }));
};

/** What the log is narrowed down by, and whether it follows along. */
export const LogFilters = ({
  filter,
  isLive,
  onLive,
}: {
  readonly filter: LogFilter;
  readonly isLive: boolean;
  readonly onLive: (on: boolean) => void;
}) => {
  const words = useText(messagesWords);
  const shell = useText(shellWords);
  const params = useAccountParams();
  const names = useApi("GET /accounts/:account/names", { params });
  const rules = (names.data?.rules ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const { values, set } = filter;
  return (
    <search className="row" aria-label={words.filters}>
      <Typed filter={filter} name="text" label={words.text} />
      <Typed filter={filter} name="follower" label={words.follower} />
      <Select
        className="log-choice"
        aria-label={words.rule}
        showSearch={{ optionFilterProp: "label" }}
        value={values.rule}
        options={[{ value: "", label: words.allRules }, ...rules]}
        onChange={(value) => set("rule", value)}
      />
      <Select
        className="log-choice"
        aria-label={words.outcome}
        value={values.outcome}
        options={[{ value: "", label: words.allOutcomes }, ...optionsOf(words.outcomes)]}
        onChange={(value) => set("outcome", value)}
      />
      <Select
        className="log-choice"
        aria-label={words.kind}
        value={values.kind}
        options={[{ value: "", label: words.allKinds }, ...optionsOf(words.kinds)]}
        onChange={(value) => set("kind", value)}
      />
      <Button onClick={filter.reset}>{shell.reset}</Button>
      <span className="row">
        <Switch size="small" aria-label={words.live} checked={isLive} onChange={onLive} />
        <span aria-hidden="true">{words.live}</span>
      </span>
    </search>
  );
};
