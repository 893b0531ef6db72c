import { Button } from "antd";
import { useId } from "react";
import type { Json } from "../../../engine/index.ts";
import { changeAt } from "../../document/change.ts";
import { asSchema } from "../../document/form-shape.ts";
import { Field } from "../../forms/field.tsx";
import { mapOf, textOf } from "../../forms/field-props.ts";
import { FormProvider } from "../../forms/form-context.ts";
import { labelOf } from "../../forms/labels.ts";
import { SelectBox } from "../../forms/widgets/choice-field.tsx";
import { NumberBox } from "../../forms/widgets/number-field.tsx";
import { DurationField } from "../../forms/widgets/time-fields.tsx";
import { cardWords } from "../../strings/card.ts";
import { useSay, useText } from "../../strings/text.ts";
import { useCard } from "./card-context.ts";

const useHead = () => {
  const words = useText(cardWords);
  const { source, edit } = useCard();
  const value = source.reading.value ?? {};
  const schemas = asSchema(asSchema(source.file.schemas.rule).properties);
  const write = (key: string, after: Json | undefined): void => {
    edit({
      label: words.labels.head,
      group: `head-${key}`,
      change: (text) => changeAt(text, [key], value[key], after),
    });
  };
  return { value, schemas, write };
};

const HeadField = ({ name }: { readonly name: string }) => {
  const say = useSay();
  const id = useId();
  const { value, schemas, write } = useHead();
  const schema = asSchema(schemas[name]);
  return (
    <Field
      {...{ schema, id }}
      value={value[name]}
      label={say(labelOf("rule", name))}
      path={[name]}
      isRequired={name === "name"}
      onChange={(after) => write(name, after)}
    />
  );
};

/** How often for one follower: never more than so many times, ever or in a span. */
const LimitField = () => {
  const words = useText(cardWords);
  const say = useSay();
  const id = useId();
  const { value, write } = useHead();
  const limit = value.limit === undefined ? null : mapOf(value.limit);
  const every = textOf(limit?.every);
  const isSpan = every !== "" && !/^(?:day|week|month)$/.test(every);
  const set = (times: Json, next: string): void =>
    write("limit", next === "" ? { times } : { times, every: next });
  const kinds = [
    { value: "", label: words.ever },
    { value: "day", label: words.everyDay },
    { value: "week", label: words.everyWeek },
    { value: "month", label: words.everyMonth },
    { value: "span", label: words.everySpan },
  ];
  const label = say(labelOf("rule", "limit"));
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <span className="side-by-side">
        <NumberBox
          id={id}
          value={limit?.times}
          placeholder={words.noLimit}
          onChange={(times) =>
            times === undefined ? write("limit", undefined) : set(times, every)
          }
        />
        {limit !== null && (
          <SelectBox
            label={`${label} ${say(labelOf("rule", "every"))}`}
            value={isSpan ? "span" : every}
            options={kinds}
            onChange={(kind) => set(limit.times ?? 1, kind === "span" ? "1h" : kind)}
          />
        )}
        {limit !== null && isSpan && (
          <DurationField
            schema={{ type: "string", "x-shape": "duration" }}
            value={every}
            path={["limit", "every"]}
            id={`${id}-every`}
            label={label}
            isRequired
            onChange={(next) => set(limit.times ?? 1, textOf(next))}
          />
        )}
      </span>
    </div>
  );
};

const ActiveField = () => {
  const words = useText(cardWords);
  const say = useSay();
  const { value, schemas, write } = useHead();
  const { isReadOnly } = useCard();
  const label = say(labelOf("rule", "active"));
  const active = value.active;
  if (active === undefined)
    return (
      <div className="field">
        <span className="field-label">{label}</span>
        <span className="side-by-side">
          {words.noActive}
          {!isReadOnly && (
            <Button size="small" onClick={() => write("active", { hours: ["09:00-18:00"] })}>
              {words.setActive}
            </Button>
          )}
        </span>
      </div>
    );
  return (
    <div className="field">
      <Field
        schema={asSchema(schemas.active)}
        value={active}
        label={label}
        path={["active"]}
        id="rule-active"
        isRequired
        onChange={(after) =>
          write("active", Object.keys(mapOf(after)).length === 0 ? undefined : after)
        }
      />
      {!isReadOnly && (
        <Button size="small" className="start" onClick={() => write("active", undefined)}>
          {words.clear}
        </Button>
      )}
    </div>
  );
};

const HeadEnvironment = ({ children }: { readonly children: React.ReactNode }) => {
  const { source, names, captured, isReadOnly } = useCard();
  const { registry } = source;
  const parts = { actions: () => null, condition: () => null, Field };
  return (
    <FormProvider value={{ use: "rule", registry, names, captured, isReadOnly, ...parts }}>
      {children}
    </FormProvider>
  );
};

/** Name and switch: what every rule has. */
export const HeadFields = () => (
  <HeadEnvironment>
    <div className="head-fields">
      <HeadField name="name" />
      <HeadField name="enabled" />
    </div>
  </HeadEnvironment>
);

/** Everything else that stands beside when, if, then and else. */
export const MoreFields = () => {
  const words = useText(cardWords);
  return (
    <details className="card-more">
      <summary>{words.fields}</summary>
      <HeadEnvironment>
        <HeadField name="note" />
        <HeadField name="group" />
        <HeadField name="priority" />
        <ActiveField />
        <LimitField />
        <HeadField name="continue" />
      </HeadEnvironment>
    </details>
  );
};
