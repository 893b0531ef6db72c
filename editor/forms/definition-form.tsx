import type { Json } from "../../engine/index.ts";
import type { Schema } from "../document/form-shape.ts";
import { useSay } from "../strings/text.ts";
import { Field } from "./field.tsx";
import type { FormEnvironment } from "./form-context.ts";
import { FormProvider } from "./form-context.ts";
import { labelOf } from "./labels.ts";
import "./forms.css";

/** The form of one schema: a definition's parameters, an operator's value. */
export const DefinitionForm = ({
  environment,
  schema,
  value,
  onChange,
  id,
  label,
}: {
  readonly environment: Omit<FormEnvironment, "Field">;
  readonly schema: Schema;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  readonly id: string;
  /** What the whole is called, where it is a single field. */
  readonly label?: string;
}) => {
  const say = useSay();
  const name = label ?? say(labelOf(environment.use, environment.use, schema));
  return (
    <FormProvider value={{ ...environment, Field }}>
      <Field
        {...{ schema, value, onChange, id }}
        label={name}
        path={[]}
        isRequired
        isBare={label === undefined}
      />
    </FormProvider>
  );
};
