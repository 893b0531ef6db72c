import { Button, Input } from "antd";
import type { Json } from "../../../engine/index.ts";
import { formWords } from "../../strings/forms.ts";
import { useSay, useText } from "../../strings/text.ts";
import type { FieldProps } from "../field-props.ts";
import { textOf, textsOf } from "../field-props.ts";
import { useForm } from "../form-context.ts";
import { labelOf } from "../labels.ts";
import { SelectBox } from "./choice-field.tsx";

const amountOf = (text: string, units: string): readonly [string, string] => {
  const found = new RegExp(`^([0-9.]*)(${units})$`).exec(text);
  return found === null ? [text, ""] : [found[1] ?? "", found[2] ?? ""];
};

interface AmountProps {
  readonly props: FieldProps;
  readonly units: Readonly<Record<string, string>>;
}
/** A number and its unit: `30m`, `3km`. */
const AmountField = ({ props, units }: AmountProps) => {
  const { schema, value, onChange, id, label, isRequired, describedBy } = props;
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const keys = Object.keys(units);
  const pattern = [...keys].sort((a, b) => b.length - a.length).join("|");
  const fallback = amountOf(textOf(schema.default as Json), pattern);
  const [count, written] = amountOf(textOf(value), pattern);
  const unit = written === "" ? fallback[1] || (keys[0] ?? "") : written;
  const write = (nextCount: string, nextUnit: string): void =>
    onChange(nextCount === "" && !isRequired ? undefined : `${nextCount}${nextUnit}`);
  return (
    <span className="side-by-side">
      <Input
        id={id}
        className="short-input"
        inputMode="decimal"
        aria-describedby={describedBy}
        readOnly={isReadOnly}
        placeholder={fallback[0]}
        value={count}
        onChange={({ target }) => write(target.value.trim(), unit)}
      />
      <SelectBox
        label={`${label} ${words.unit}`}
        value={unit}
        options={keys.map((key) => ({ value: key, label: units[key] ?? key }))}
        onChange={(next) => write(count, next)}
      />
    </span>
  );
};

/** `90s 10m 2h 7d 4w`. */
export const DurationField = (props: FieldProps) => {
  const { units } = useText(formWords);
  const { pattern } = props.schema;
  const isSeconds = typeof pattern === "string" && /\)s\$$/.test(pattern);
  return <AmountField props={props} units={isSeconds ? { s: units.s } : units} />;
};
/** `500m`, `3km`. */
export const DistanceField = (props: FieldProps) => (
  <AmountField props={props} units={useText(formWords).distanceUnits} />
);

const isEmpty = (text: string, isRequired: boolean): boolean => text === "" && !isRequired;

/** A day, or a day with a time. */
export const DateField = ({ schema, value, onChange, id, isRequired, describedBy }: FieldProps) => {
  const { isReadOnly } = useForm();
  const type = schema["x-shape"] === "date-time" ? "datetime-local" : "date";
  return (
    <input
      id={id}
      className="native-input"
      type={type}
      aria-describedby={describedBy}
      readOnly={isReadOnly}
      value={textOf(value)}
      onChange={({ target }) =>
        onChange(isEmpty(target.value, isRequired) ? undefined : target.value)
      }
    />
  );
};

interface SpanProps {
  readonly id: string;
  readonly label: string;
  readonly span: string;
  readonly isDate: boolean;
  readonly onChange: (span: string) => void;
}
const WINDOW = /^(\d\d:\d\d)?-(\d\d:\d\d)?$/;
const RANGE = /^(\d{4}-\d\d-\d\d)?(?:\.\.(\d{4}-\d\d-\d\d)?)?$/;
/** `09:00-18:00`, or `2026-10-01..2026-10-07`. */
export const SpanBox = ({ id, label, span, isDate, onChange }: SpanProps) => {
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const found = (isDate ? RANGE : WINDOW).exec(span);
  const [from, to] = [found?.[1] ?? "", found?.[2] ?? ""];
  const write = (first: string, last: string): void => {
    const range = last === "" || last === first ? first : `${first}..${last}`;
    onChange(isDate ? range : `${first}-${last}`);
  };
  if (found === null && span !== "")
    return (
      <Input
        id={id}
        aria-label={`${label} ${words.range}`}
        readOnly={isReadOnly}
        value={span}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  const type = isDate ? "date" : "time";
  return (
    <span className="side-by-side">
      <input
        id={id}
        className="native-input"
        type={type}
        aria-label={`${label} ${words.from}`}
        readOnly={isReadOnly}
        value={from}
        onChange={({ target }) => write(target.value, to)}
      />
      <span aria-hidden="true">–</span>
      <input
        className="native-input"
        type={type}
        aria-label={`${label} ${words.to}`}
        readOnly={isReadOnly}
        value={to === "24:00" ? "00:00" : to}
        onChange={({ target }) => write(from, target.value)}
      />
    </span>
  );
};

/** One stretch of the day. */
export const WindowField = ({ value, onChange, id, label }: FieldProps) => (
  <SpanBox {...{ id, label }} span={textOf(value)} isDate={false} onChange={onChange} />
);

/** Stretches of the day, or of the calendar where only those make sense. */
export const WindowsField = ({ schema, value, onChange, id, label }: FieldProps) => {
  const words = useText(formWords);
  const { isReadOnly } = useForm();
  const isDate = schema["x-spans"] === "date";
  const spans = textsOf(value);
  const shown = spans.length === 0 ? [""] : spans;
  const set = (next: readonly string[]): void =>
    onChange(next.length === 0 ? undefined : [...next]);
  return (
    <div className="stacked">
      {shown.map((span, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span has no other name than its place
        <span key={place} className="side-by-side">
          <SpanBox
            id={place === 0 ? id : `${id}-${place}`}
            label={`${label} ${place + 1}`}
            {...{ span, isDate }}
            onChange={(next) => set(shown.toSpliced(place, 1, next))}
          />
          {spans.length > 1 && !isReadOnly && (
            <Button
              size="small"
              aria-label={words.remove(`${label} ${place + 1}`)}
              onClick={() => set(spans.toSpliced(place, 1))}
            >
              ×
            </Button>
          )}
        </span>
      ))}
      {!isReadOnly && (
        <Button
          size="small"
          className="start"
          onClick={() => set([...shown, isDate ? "" : "09:00-18:00"])}
        >
          {words.add}
        </Button>
      )}
    </div>
  );
};

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const KINDS = ["workday", "restday"] as const;
const isRangeOf = (text: string): boolean => /^[a-z]{3}-[a-z]{3}$/.test(text);
/** `fri-mon` written out. */
const daysIn = (text: string): readonly string[] => {
  if (!isRangeOf(text)) return [text];
  const [from = "", to = ""] = text.split("-");
  const week: readonly string[] = DAYS;
  const start = week.indexOf(from);
  const count = (week.indexOf(to) - start + 7) % 7;
  return Array.from({ length: count + 1 }, (_, place) => DAYS[(start + place) % 7] ?? "");
};

/** Days of the week, workdays and days of rest. */
export const WeekdaysField = ({ value, onChange, id, label }: FieldProps) => {
  const say = useSay();
  const { isReadOnly } = useForm();
  const chosen = new Set(textsOf(value).flatMap(daysIn));
  const toggle = (day: string): void => {
    const next = [...DAYS, ...KINDS].filter((one) => (one === day) !== chosen.has(one));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the field around it is the fieldset
    <span className="days" role="group" aria-label={label} id={id}>
      {[...DAYS, ...KINDS].map((day) => (
        <Button
          key={day}
          size="small"
          type={chosen.has(day) ? "primary" : "default"}
          aria-pressed={chosen.has(day)}
          disabled={isReadOnly}
          onClick={() => toggle(day)}
        >
          {say(labelOf("days", day))}
        </Button>
      ))}
    </span>
  );
};
