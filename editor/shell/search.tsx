import type { InputRef } from "antd";
import { Input, Modal } from "antd";
import type { KeyboardEvent } from "react";
import { useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useRules } from "../api/use-rules.ts";
import { shellWords } from "../strings/shell.ts";
import { useSay, useText } from "../strings/text.ts";
import { useAccount, useAccountPath } from "./account.ts";
import { findByPinyin } from "./find-by-pinyin.ts";
import { pagesFor } from "./pages.tsx";

const SHOWN = 12;

interface Place {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** Where it stands, below the account. */
  readonly to: string;
}

const Hit = ({
  place,
  isChosen,
  onChoose,
}: {
  readonly place: Place;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
  // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen one
  <div role="option" id={`hit-${place.id}`} aria-selected={isChosen} onClick={onChoose}>
    <b>{place.name}</b>
    <span>{place.note}</span>
  </div>
);

/** Everything one can go to: the rules, then the pages. */
const usePlaces = (): readonly Place[] => {
  const words = useText(shellWords);
  const say = useSay();
  const { rows } = useRules({});
  const { rights } = useAccount();
  return useMemo(() => {
    const rules = rows.map(({ id, name, sentence }) => ({
      ...{ id, name, note: say(sentence) },
      to: `/rules/edit/${encodeURIComponent(id)}`,
    }));
    const all = pagesFor(rights).map(({ name, path }) => ({
      ...{ id: `page-${name}`, name: words.pages[name], note: words.page, to: path },
    }));
    return [...rules, ...all];
  }, [rows, words, say, rights]);
};

/** Finds a rule by any part of its name or sentence, or a page by its name; or either by pinyin. */
export const Search = ({ onClose }: { readonly onClose: () => void }) => {
  const words = useText(shellWords);
  const path = useAccountPath();
  const navigate = useNavigate();
  const field = useRef<InputRef>(null);
  const places = usePlaces();
  const [asked, setAsked] = useState("");
  const [place, setPlace] = useState(0);
  const hits = useMemo(
    () => findByPinyin(places, asked, ({ name, note }) => [name, note], SHOWN),
    [places, asked],
  );
  const chosen = hits[Math.min(place, hits.length - 1)];
  const open = (found: Place | undefined): void => {
    if (found === undefined) return;
    onClose();
    void navigate(path(found.to));
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
          {hits.map((hit) => (
            <Hit key={hit.id} place={hit} isChosen={hit === chosen} onChoose={() => open(hit)} />
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
