import type { ComponentType } from "react";
import { formWords } from "../strings/forms.ts";
import { useSay, useText } from "../strings/text.ts";
import type { FieldProps } from "./field-props.ts";
import { useForm } from "./form-context.ts";
import { helpOf } from "./labels.ts";
import type { Widget } from "./pick-widget.ts";
import { pickWidget } from "./pick-widget.ts";
import { BoolField, EnumField } from "./widgets/choice-field.tsx";
import {
  FixedField,
  GroupField,
  ListField,
  OneKeyField,
  VariantsField,
} from "./widgets/composite-fields.tsx";
import { JsonField } from "./widgets/json-field.tsx";
import { NumberField, NumbersField } from "./widgets/number-field.tsx";
import { PairsField } from "./widgets/pairs-field.tsx";
import { ResourceField, ResourcesField } from "./widgets/resource-field.tsx";
import { SentencesField } from "./widgets/sentences-field.tsx";
import { TagsField } from "./widgets/tags-field.tsx";
import { SaidField, TemplateField } from "./widgets/template-field.tsx";
import { TextField, UrlField } from "./widgets/text-field.tsx";
import {
  DateField,
  DistanceField,
  DurationField,
  WeekdaysField,
  WindowField,
  WindowsField,
} from "./widgets/time-fields.tsx";

const ActionsField = ({ path, label, value, onChange }: FieldProps) =>
  useForm().actions({ path, label, value, onChange });
const ConditionField = ({ path, label, value, onChange }: FieldProps) =>
  useForm().condition({ path, label, value, onChange });

const WIDGETS: Readonly<Record<Widget, ComponentType<FieldProps>>> = {
  actions: ActionsField,
  condition: ConditionField,
  json: JsonField,
  fixed: FixedField,
  said: SaidField,
  text: TextField,
  template: TemplateField,
  url: UrlField,
  number: NumberField,
  bool: BoolField,
  enum: EnumField,
  duration: DurationField,
  distance: DistanceField,
  date: DateField,
  "date-time": DateField,
  window: WindowField,
  windows: WindowsField,
  weekdays: WeekdaysField,
  resource: ResourceField,
  resources: ResourcesField,
  tags: TagsField,
  sentences: SentencesField,
  texts: ListField,
  numbers: NumbersField,
  objects: ListField,
  group: GroupField,
  "one-key": OneKeyField,
  pairs: PairsField,
  variants: VariantsField,
  "variant-list": ListField,
};
/** Widgets of several controls: a label would point to only one of them. */
const SEVERAL: ReadonlySet<Widget> = new Set<Widget>([
  ...(["actions", "condition", "windows", "window", "weekdays", "numbers", "texts"] as const),
  ...(["objects", "group", "one-key", "variants", "variant-list", "bool", "fixed"] as const),
  ...(["tags", "resources", "pairs"] as const),
]);
/** Of several controls, one of which takes the label. */
const TAGGED: ReadonlySet<Widget> = new Set<Widget>(["tags", "resources", "pairs"]);
/** Where the name of the field stands inside, or nothing does. */
const OWN_LABEL: ReadonlySet<Widget> = new Set<Widget>(["actions", "condition", "fixed"]);

/** One value with its label: what a definition's schema says about it decides how it is shown. `isBare`: the label stands elsewhere. */
export const Field = ({ isBare = false, ...props }: FieldProps & { readonly isBare?: boolean }) => {
  const say = useSay();
  const widget = pickWidget(props.schema);
  const Control = WIDGETS[widget];
  const help = helpOf(props.schema);
  const helpId = help === null ? undefined : `${props.id}-about`;
  const control = <Control {...props} describedBy={props.describedBy ?? helpId} />;
  if (OWN_LABEL.has(widget)) return control;
  if (isBare) {
    if (SEVERAL.has(widget)) return control;
    return (
      <div className="field">
        <label className="visually-hidden" htmlFor={props.id}>
          {props.label}
        </label>
        {control}
      </div>
    );
  }
  const inner = (
    <>
      <Label
        {...props}
        isRequired={props.isRequired || widget === "bool"}
        isFor={!SEVERAL.has(widget) || TAGGED.has(widget)}
      />
      {control}
      {help !== null && (
        <p id={helpId} className="field-help">
          {say(help)}
        </p>
      )}
    </>
  );
  if (!SEVERAL.has(widget)) return <div className="field">{inner}</div>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as these are
    <div className="field" role="group" aria-label={props.label}>
      {inner}
    </div>
  );
};

const Label = ({
  id,
  label,
  isRequired,
  isFor,
}: Pick<FieldProps, "id" | "label" | "isRequired"> & { readonly isFor: boolean }) => {
  const words = useText(formWords);
  const optional = !isRequired && <span className="field-optional"> ({words.optional})</span>;
  if (!isFor)
    return (
      <span className="field-label">
        {label}
        {optional}
      </span>
    );
  return (
    <label className="field-label" htmlFor={id}>
      {label}
      {optional}
    </label>
  );
};
