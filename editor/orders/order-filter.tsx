import { Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { orderWords } from "../strings/orders.ts";
import { useText } from "../strings/text.ts";

const NAMES = ["state", "search", "days"] as const;
type Name = (typeof NAMES)[number];
const SPANS = [1, 7, 30, 90] as const;
const SETTLED_MS = 300;

/** What the orders are narrowed down by, kept in the address. */
export const useOrderFilter = () => {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? ""])) as Record<
    Name,
    string
  >;
  const set = (name: Name, value: string): void =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return { values, set };
};
type Filter = ReturnType<typeof useOrderFilter>;

const Search = ({ values, set }: Filter) => {
  const words = useText(orderWords);
  const asked = values.search;
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  useEffect(() => {
    if (text === asked) return;
    const timer = setTimeout(() => set("search", text.trim()), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text, asked, set]);
  return (
    <Input
      className="order-search"
      aria-label={words.search}
      placeholder={words.search}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
};

/** The row above the list. */
export const OrderFilters = ({ filter }: { readonly filter: Filter }) => {
  const words = useText(orderWords);
  const { values, set } = filter;
  const states = Object.entries(words.states).map(([value, label]) => ({ value, label }));
  const spans = SPANS.map((days) => ({ value: String(days), label: words.lastDays(days) }));
  return (
    <search className="row" aria-label={words.filters}>
      <Search {...filter} />
      <Select
        className="order-choice"
        aria-label={words.state}
        value={values.state}
        onChange={(value) => set("state", value)}
        options={[{ value: "", label: words.anyState }, ...states]}
      />
      <Select
        className="order-choice"
        aria-label={words.days}
        value={values.days}
        onChange={(value) => set("days", value)}
        options={[{ value: "", label: words.ever }, ...spans]}
      />
    </search>
  );
};
