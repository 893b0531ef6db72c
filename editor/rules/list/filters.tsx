import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import type { RuleList } from "../../../server/admin/contract.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { shellWords } from "../../strings/shell.ts";
import { useText } from "../../strings/text.ts";
import type { FilterName, ListFilter } from "./list-filter.ts";

/** The address changes once typing pauses. */
const SETTLED_MS = 250;

const TextFilter = ({ filter }: { readonly filter: ListFilter }) => {
  const words = useText(ruleListWords);
  const asked = filter.values.text;
  const { set } = filter;
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text === asked) return;
    const timer = setTimeout(() => set("text", text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text, asked, set]);
  return (
    <Input
      className="filter-text"
      allowClear
      aria-label={words.text}
      placeholder={words.text}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
};

const Choice = ({
  filter,
  name,
  label,
  all,
  options,
}: {
  readonly filter: ListFilter;
  readonly name: FilterName;
  readonly label: string;
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}) => (
  <Select
    className="filter-choice"
    aria-label={label}
    value={filter.values[name]}
    options={[{ value: "", label: all }, ...options]}
    popupMatchSelectWidth={false}
    onChange={(value) => filter.set(name, value)}
  />
);

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What the list is narrowed down by. */
export const Filters = ({
  filter,
  groups,
}: {
  readonly filter: ListFilter;
  readonly groups: RuleList["groups"];
}) => {
  const words = useText(ruleListWords);
  const shell = useText(shellWords);
  const named = groups.filter(({ name }) => name !== "");
  const groupOptions = named.map(({ name, count }) => ({
    value: name,
    label: `${name} (${count})`,
  }));
  const { order, ...sorts } = words.sorts;
  return (
    <search className="row" aria-label={words.filters}>
      <TextFilter filter={filter} />
      <Choice
        {...{ filter, name: "group", label: words.group, all: words.allGroups }}
        options={groupOptions}
      />
      <Choice
        {...{ filter, name: "state", label: words.state, all: words.allStates }}
        options={optionsOf(words.states)}
      />
      <Choice
        {...{ filter, name: "badge", label: words.badge, all: words.allBadges }}
        options={optionsOf(words.badges)}
      />
      <Choice
        {...{ filter, name: "sort", label: words.sort, all: order }}
        options={optionsOf(sorts)}
      />
      <Button onClick={filter.reset} disabled={!filter.isFiltered && filter.values.sort === ""}>
        {shell.reset}
      </Button>
    </search>
  );
};
