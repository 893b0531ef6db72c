import { Button } from "antd";
import { Fragment } from "react";
import type { Json } from "../../../engine/index.ts";
import type { Schema } from "../../document/form-shape.ts";
import { asSchema } from "../../document/form-shape.ts";
import { formWords } from "../../strings/forms.ts";
import { useSay, useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { listOf, mapOf, textOf, withItem, withKey } from "../field-props.ts";
import { useForm } from "../form-context.ts";
import { labelOf } from "../labels.ts";
import { startOf } from "../pick-widget.ts";
import { SelectBox } from "./choice-field.tsx";
import type { Variant } from "./variants.ts";
import { startOfVariant, variantList, variantOf } from "./variants.ts";

const requiredOf = (schema: Schema): readonly string[] =>
  Array.isArray(schema.required) ? (schema.required as string[]) : [];

/** The fields of a map: what must be there and what is, the rest behind "more". */
export const GroupField = ({ schema, value, onChange, path, id }: FieldProps) => {
  const words = useText(formWords);
  const say = useSay();
  const { use, Field } = useForm();
  const map = mapOf(value);
  const required = requiredOf(schema);
  const entries = Object.entries(asSchema(schema.properties));
  const isShown = (key: string): boolean => required.includes(key) || map[key] !== undefined;
  // With few fields hiding some costs more than it gives.
  const isFew = entries.length <= 4;
  const field = ([key, one]: readonly [string, unknown]) => (
    <Field
      key={key}
      schema={asSchema(one)}
      value={map[key]}
      path={[...path, key]}
      id={`${id}-${key}`}
      label={say(
        labelOf(
          String(path.findLast((step) => typeof step === "string") ?? use),
          key,
          asSchema(one),
        ),
      )}
      isRequired={required.includes(key)}
      onChange={(next) => onChange(withKey(map, key, next) as Json)}
    />
  );
  const first = entries.filter(([key]) => isFew || isShown(key));
  const rest = entries.filter(([key]) => !isFew && !isShown(key));
  return (
    <div className="group-fields">
      {first.map(field)}
      {rest.length > 0 && (
        <details className="more-fields">
          <summary>{words.more}</summary>
          {rest.map(field)}
        </details>
      )}
    </div>
  );
};

/** A map of which exactly one key may stand: which one, and its value. */
export const OneKeyField = ({ schema, value, onChange, path, id, label }: FieldProps) => {
  const say = useSay();
  const { use, Field } = useForm();
  const map = mapOf(value);
  const properties = asSchema(schema.properties);
  const keys = Object.keys(properties);
  const key = Object.keys(map)[0] ?? keys[0] ?? "";
  const inner = asSchema(properties[key]);
  const choose = (next: string): void => {
    const kept = map[key];
    const isAlike =
      JSON.stringify(asSchema(properties[next])) === JSON.stringify(inner) && kept !== undefined;
    onChange({ [next]: isAlike ? kept : (startOf(asSchema(properties[next])) as Json) });
  };
  return (
    <div className="stacked">
      <SelectBox
        id={id}
        label={label}
        value={key}
        options={keys.map((one) => ({
          value: one,
          label: say(labelOf(use, one, asSchema(properties[one]))),
        }))}
        onChange={choose}
      />
      {inner.const === undefined && (
        <Field
          schema={inner}
          value={map[key]}
          path={[...path, key]}
          id={`${id}-${key}`}
          label={say(labelOf(use, key, inner))}
          isRequired
          isBare
          onChange={(next) => onChange({ [key]: next ?? (startOf(inner) as Json) })}
        />
      )}
    </div>
  );
};

/** A word beside a map of the same key: the name at this place is the map's. */
const isBareWord = ({ word, key }: Variant, variants: readonly Variant[]): boolean =>
  word !== null && variants.some((one) => one.word === null && one.key === key);

/** A value that may be written in several ways: which one, and its fields. */
export const VariantsField = ({ schema, value, onChange, path, id, label }: FieldProps) => {
  const say = useSay();
  const words = useText(formWords);
  const { Field } = useForm();
  const variants = variantList(schema);
  const chosen = variantOf(variants, value) ?? variants[0];
  const place = String(path.findLast((step) => typeof step === "string") ?? "");
  if (chosen === undefined) return null;
  const { only } = chosen;
  const inner = only === null ? chosen.schema : asSchema(asSchema(chosen.schema.properties)[only]);
  return (
    <div className="stacked">
      <SelectBox
        id={id}
        label={`${label} ${words.kind}`}
        value={chosen.id}
        options={variants.map((one) => ({
          value: one.id,
          label: say(labelOf(isBareWord(one, variants) ? "" : place, one.key, one.schema)),
        }))}
        onChange={(wanted) => {
          const next = variants.find((one) => one.id === wanted);
          if (next !== undefined) onChange(startOfVariant(next));
        }}
      />
      {chosen.word === null && (
        <Field
          schema={inner}
          value={only === null ? value : mapOf(value)[only]}
          path={only === null ? path : [...path, only]}
          id={`${id}-${chosen.key}`}
          label={say(labelOf(place, chosen.key, inner))}
          isRequired
          isBare
          onChange={(next) => {
            const kept = next ?? (startOf(inner) as Json);
            onChange(only === null ? kept : { [only]: kept });
          }}
        />
      )}
    </div>
  );
};

const nameOfItem = (value: Json, label: string, place: number): string => {
  const { title, name, text } = mapOf(value);
  return textOf(title ?? name ?? text) || `${label} ${place + 1}`;
};

/** A list whose entries have forms of their own: article cards, random replies, accepted answers. */
export const ListField = ({ schema, value, onChange, path, id, label }: FieldProps) => {
  const words = useText(formWords);
  const { isReadOnly, Field } = useForm();
  const items = asSchema(schema.items);
  const list = listOf(value);
  const most = typeof schema.maxItems === "number" ? schema.maxItems : Number.POSITIVE_INFINITY;
  const set = (next: readonly Json[]): void => onChange([...next]);
  const move = (from: number, to: number): void => {
    const moved = list[from];
    if (moved === undefined || to < 0 || to >= list.length) return;
    set(list.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  return (
    <div className="stacked">
      <ol className="list-items" aria-label={label}>
        {list.map((one, place) => {
          const name = words.item(label, place + 1);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no other name than its place
            <li key={place} className="list-item">
              <div className="list-item-body">
                <Field
                  schema={items}
                  value={one}
                  path={[...path, place]}
                  id={`${id}-${place}`}
                  label={nameOfItem(one, label, place)}
                  isRequired
                  isBare
                  onChange={(next) => set(withItem(list, place, next ?? (startOf(items) as Json)))}
                />
              </div>
              {!isReadOnly && (
                <div className="list-item-tools">
                  <Button
                    size="small"
                    disabled={place === 0}
                    aria-label={words.moveUp(name)}
                    onClick={() => move(place, place - 1)}
                  >
                    ↑
                  </Button>
                  <Button
                    size="small"
                    disabled={place === list.length - 1}
                    aria-label={words.moveDown(name)}
                    onClick={() => move(place, place + 1)}
                  >
                    ↓
                  </Button>
                  <Button
                    size="small"
                    danger
                    aria-label={words.remove(name)}
                    onClick={() => set(list.toSpliced(place, 1))}
                  >
                    ×
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {!isReadOnly && list.length < most && (
        <Button
          size="small"
          id={id}
          className="start"
          onClick={() => set([...list, startOf(items) as Json])}
        >
          {words.add}
          {label}
        </Button>
      )}
    </div>
  );
};

/** A word that cannot be anything else. */
export const FixedField = (_: FieldProps) => <Fragment />;
