import { Button } from "antd";
import type { ChangeEvent, ClipboardEvent, KeyboardEvent } from "react";
import { useId, useRef, useState } from "react";
import { formWords } from "../../strings/forms.ts";
import { useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { textsOf } from "../field-props.ts";
import { useForm } from "../form-context.ts";
import { hasSeparator, splitKeywords } from "../keywords.ts";

type Suggestions = readonly { readonly id: string; readonly name: string }[];

/** The words there are: one comes back into the field to be changed. */
const TagList = ({
  label,
  tags,
  onTake,
  onRemove,
}: {
  readonly label: string;
  readonly tags: readonly string[];
  readonly onTake: (place: number) => void;
  readonly onRemove: (place: number) => void;
}) => {
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  if (tags.length === 0) return null;
  return (
    <ul className="tags" aria-label={label}>
      {tags.map((tag, place) => (
        <li key={tag} className="tag">
          <button
            type="button"
            disabled={isReadOnly}
            aria-label={words.edit(tag)}
            onClick={() => onTake(place)}
          >
            {tag}
          </button>
          {!isReadOnly && (
            <button
              type="button"
              className="tag-remove"
              aria-label={words.remove(tag)}
              onClick={() => onRemove(place)}
            >
              ×
            </button>
          )}
        </li>
      ))}
    </ul>
  );
};

const Suggested = ({ id, list }: { readonly id: string; readonly list: Suggestions }) => (
  <datalist id={id}>
    {list.map((one) => (
      <option key={one.id} value={one.id}>
        {one.name}
      </option>
    ))}
  </datalist>
);

/** What is typed, and what becomes of it. */
const useTyped = (tags: readonly string[], onTags: (tags: readonly string[]) => void) => {
  const [typed, setTyped] = useState("");
  const [merged, setMerged] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const add = (text: string): void => {
    const split = splitKeywords(text, tags);
    setMerged(split.merged);
    setTyped("");
    if (split.words.length > 0) onTags([...tags, ...split.words]);
  };
  const take = (place: number): void => {
    setTyped(tags[place] ?? "");
    onTags(tags.toSpliced(place, 1));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // An input method's Enter takes its word, it does not add one.
    if (event.nativeEvent.isComposing) return;
    const isEnter = event.key === "Enter" && typed.trim() !== "";
    const isBack = event.key === "Backspace" && typed === "" && tags.length > 0;
    if (!isEnter && !isBack) return;
    event.preventDefault();
    event.stopPropagation();
    if (isEnter) add(typed);
    else take(tags.length - 1);
  };
  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>): void => {
    const isComposing = (nativeEvent as InputEvent).isComposing === true;
    if (!isComposing && hasSeparator(target.value)) add(target.value);
    else setTyped(target.value);
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData("text");
    if (!hasSeparator(pasted)) return;
    event.preventDefault();
    add(typed + pasted);
  };
  return { typed, merged, input, add, take, onKeyDown, onChange, onPaste };
};

interface TagsBoxProps {
  readonly id: string;
  readonly label: string;
  readonly tags: readonly string[];
  readonly onTags: (tags: readonly string[]) => void;
  readonly suggestions: Suggestions;
  readonly placeholder: string;
  readonly describedBy?: string | undefined;
}
/** Words as tags: Enter or a separator adds, a paste is split, Backspace takes the last one back into the field. */
export const TagsBox = (props: TagsBoxProps) => {
  const { id, label, tags, onTags, suggestions, placeholder, describedBy } = props;
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const { typed, merged, input, add, take, ...handlers } = useTyped(tags, onTags);
  const listId = useId();
  const left = suggestions.filter((one) => !tags.includes(one.id));
  return (
    <div className="tags-box">
      <TagList
        {...{ label, tags }}
        onTake={take}
        onRemove={(at) => onTags(tags.toSpliced(at, 1))}
      />
      {!isReadOnly && (
        <span className="side-by-side">
          <input
            ref={input}
            id={id}
            className="native-input grow"
            aria-label={label}
            list={left.length > 0 ? listId : undefined}
            aria-describedby={describedBy ?? `${id}-help`}
            placeholder={placeholder}
            autoComplete="off"
            value={typed}
            onBlur={() => typed.trim() !== "" && add(typed)}
            {...handlers}
          />
          <Button size="small" disabled={typed.trim() === ""} onClick={() => add(typed)}>
            {words.add}
          </Button>
        </span>
      )}
      {left.length > 0 && <Suggested id={listId} list={left} />}
      <p id={`${id}-help`} className="field-help" aria-live="polite">
        {merged > 0 ? words.merged(merged) : words.keywordHelp}
      </p>
    </div>
  );
};

/** Keywords, tags and other short words. */
export const TagsField = ({ value, onChange, id, label, describedBy, path }: FieldProps) => {
  const words = useText(formWords);
  const { names, use } = useForm();
  const isTags = use === "tag" || use === "untag" || path.at(-1) === "tags";
  return (
    <TagsBox
      {...{ id, label, describedBy }}
      tags={textsOf(value)}
      suggestions={isTags ? names.tags.map((tag) => ({ id: tag, name: "" })) : []}
      placeholder={isTags ? words.chooseOrType : words.addKeyword}
      onTags={(tags) => onChange([...tags])}
    />
  );
};
