import { useId } from "react";
import { OWN_DESKS } from "../../../engine/index.ts";
import { formWords } from "../../strings/forms.ts";
import { useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { textOf, textsOf } from "../field-props.ts";
import type { Named, ResourceNames } from "../form-context.ts";
import { useForm } from "../form-context.ts";
import { TagsBox } from "./tags-field.tsx";

const asNamed = (names: readonly string[]): readonly Named[] =>
  names.map((id) => ({ id, name: "" }));

/** What a field of this kind may point to. */
export const namesOf = (names: ResourceNames, kind: unknown): readonly Named[] => {
  const all: Readonly<Record<string, readonly Named[]>> = {
    rule: names.rules,
    channel: names.channels,
    place: names.places,
    picture: names.pictures,
    product: names.products,
    "menu-key": names.menuKeys,
    page: names.pages,
    tag: asNamed(names.tags),
    hook: asNamed(names.hooks),
    desk: asNamed([...OWN_DESKS, ...names.hooks]),
    "notice-template": asNamed(names.templates),
    media: asNamed(names.media),
  };
  return all[String(kind)] ?? [];
};

const isKnown = (name: string, list: readonly Named[]): boolean =>
  name === "" || /^(?:any|id:.*|.*\*|.*\{\{.*)$/.test(name) || list.some(({ id }) => id === name);

/** One name out of a list, or any other: a name may end in `*`, and what a menu key does may live on the platform. */
export const ResourceField = (props: FieldProps) => {
  const { schema, value, onChange, id, isRequired, describedBy } = props;
  const words = useText(formWords);
  const { names, isReadOnly } = useForm();
  const listId = useId();
  const list = namesOf(names, schema["x-resource"]);
  const text = textOf(value);
  const found = list.find((one) => one.id === text);
  return (
    <span className="stacked">
      <input
        id={id}
        className="native-input grow"
        list={listId}
        autoComplete="off"
        aria-describedby={describedBy ?? `${id}-name`}
        readOnly={isReadOnly}
        placeholder={words.chooseOrType}
        value={text}
        onChange={({ target }) =>
          onChange(target.value === "" && !isRequired ? undefined : target.value)
        }
      />
      <datalist id={listId}>
        {list.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </datalist>
      <span id={`${id}-name`} className="field-help">
        {found?.name ?? (list.length > 0 && !isKnown(text, list) ? words.unknownName : "")}
      </span>
    </span>
  );
};

/** Several names out of a list. */
export const ResourcesField = ({ schema, value, onChange, id, label, describedBy }: FieldProps) => {
  const words = useText(formWords);
  const { names } = useForm();
  const items = (schema.items ?? {}) as Readonly<Record<string, unknown>>;
  return (
    <TagsBox
      {...{ id, label, describedBy }}
      tags={textsOf(value)}
      suggestions={namesOf(names, items["x-resource"])}
      placeholder={words.chooseOrType}
      onTags={(tags) => onChange([...tags])}
    />
  );
};
