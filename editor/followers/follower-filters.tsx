import { Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";

export interface FollowerFilter {
  readonly text: string;
  readonly tag: string;
  readonly segment: string;
  readonly state: "all" | "following" | "left";
}
export const EVERYBODY: FollowerFilter = { text: "", tag: "", segment: "", state: "all" };

const SETTLED_MS = 300;
const STATES = ["all", "following", "left"] as const;

const Typed = ({
  value,
  label,
  isOff,
  onText,
}: {
  readonly value: string;
  readonly label: string;
  readonly isOff: boolean;
  readonly onText: (text: string) => void;
}) => {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onText(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text, value, onText]);
  return (
    <Input
      className="follower-field"
      allowClear
      aria-label={label}
      placeholder={label}
      disabled={isOff}
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
};

/** Whom the list shows; a segment stands alone. */
export const FollowerFilters = ({
  filter,
  onFilter,
}: {
  readonly filter: FollowerFilter;
  readonly onFilter: (change: Partial<FollowerFilter>) => void;
}) => {
  const words = useText(followerWords);
  const params = useAccountParams();
  const names = useApi("GET /accounts/:account/names", { params });
  const segments = useApi("GET /accounts/:account/segments", { params });
  const isSegment = filter.segment !== "";
  const tags = (names.data?.tags ?? []).map((value) => ({ value, label: value }));
  const saved = (segments.data?.segments ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <search className="row" aria-label={words.filters}>
      <Typed
        value={filter.text}
        label={words.text}
        isOff={isSegment}
        onText={(text) => onFilter({ text })}
      />
      <Select
        className="follower-choice"
        aria-label={words.tag}
        disabled={isSegment}
        value={filter.tag}
        options={[{ value: "", label: words.anyTag }, ...tags]}
        onChange={(tag) => onFilter({ tag })}
      />
      <Select
        className="follower-choice"
        aria-label={words.state}
        disabled={isSegment}
        value={filter.state}
        options={STATES.map((value) => ({ value, label: words.states[value] }))}
        onChange={(state) => onFilter({ state })}
      />
      <Select
        className="follower-choice"
        aria-label={words.segment}
        value={filter.segment}
        options={[{ value: "", label: words.anySegment }, ...saved]}
        onChange={(segment) => onFilter({ segment })}
      />
    </search>
  );
};
