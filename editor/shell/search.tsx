import type { InputRef } from "antd";
import { Input, Modal } from "antd";
import type { KeyboardEvent } from "react";
import { useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { RuleRow } from "../../server/admin/contract.ts";
import { useRules } from "../api/use-rules.ts";
import { useWords } from "../strings/language.tsx";
import { shellWords } from "../strings/shell.ts";
import { useSay, useText } from "../strings/text.ts";
import { useAccountPath } from "./account.ts";
import { findByPinyin } from "./find-by-pinyin.ts";

const SHOWN = 12;

const Hit = ({
  row,
  isChosen,
  onChoose,
}: {
  readonly row: RuleRow;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) => {
  const say = useSay();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen one
    <div role="option" id={`hit-${row.id}`} aria-selected={isChosen} onClick={onChoose}>
      <b>{row.name}</b>
      <span>{say(row.sentence)}</span>
    </div>
  );
};

/** Finds a rule by any part of its name or sentence, or by its pinyin. */
export const Search = ({ onClose }: { readonly onClose: () => void }) => {
  const words = useText(shellWords);
  const { lang } = useWords();
  const path = useAccountPath();
  const navigate = useNavigate();
  const field = useRef<InputRef>(null);
  const { rows } = useRules({});
  const [asked, setAsked] = useState("");
  const [place, setPlace] = useState(0);
  const hits = useMemo(
    () => findByPinyin(rows, asked, ({ name, sentence }) => [name, sentence[lang]], SHOWN),
    [rows, asked, lang],
  );
  const chosen = hits[Math.min(place, hits.length - 1)];
  const open = (row: RuleRow | undefined): void => {
    if (row === undefined) return;
    onClose();
    void navigate(path(`/rules/edit/${encodeURIComponent(row.id)}`));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") open(chosen);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    setPlace((now) => Math.max(0, Math.min(hits.length - 1, now + step)));
  };
  return (
    <Modal
      open
      title={words.search}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && field.current?.focus()}
    >
      <Input
        ref={field}
        role="combobox"
        aria-label={words.search}
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        {...(chosen === undefined ? {} : { "aria-activedescendant": `hit-${chosen.id}` })}
        placeholder={words.searchHint}
        value={asked}
        onChange={({ target }) => {
          setAsked(target.value);
          setPlace(0);
        }}
        onKeyDown={onKey}
      />
      {hits.length > 0 ? (
        <div className="hits" id="search-hits" role="listbox" aria-label={words.search}>
          {hits.map((row) => (
            <Hit key={row.id} row={row} isChosen={row === chosen} onChoose={() => open(row)} />
          ))}
        </div>
      ) : (
        <p id="search-hits" role="status" className="help">
          {words.noHit}
        </p>
      )}
    </Modal>
  );
};
