import type { ComponentType, ReactNode } from "react";
import { createContext, use } from "react";
import type { Json, Registry } from "../../engine/index.ts";
import type { Steps } from "../document/steps.ts";
import type { FieldProps } from "./field-props.ts";
import { newRegistry } from "./new-registry.ts";

/** A name rules may point to. */
export interface Named {
  readonly id: string;
  readonly name: string;
}
/** What the account's rules may point to, as the API gives it. */
export interface ResourceNames {
  readonly rules: readonly Named[];
  readonly channels: readonly Named[];
  readonly places: readonly Named[];
  readonly pictures: readonly Named[];
  readonly products: readonly Named[];
  readonly menuKeys: readonly Named[];
  readonly pages: readonly Named[];
  readonly tags: readonly string[];
  readonly hooks: readonly string[];
  readonly templates: readonly string[];
  readonly vars: readonly string[];
  readonly groups: readonly string[];
  readonly media: readonly string[];
}
/** Of an account nobody knows anything of. */
export const NO_NAMES: ResourceNames = {
  ...{ rules: [], channels: [], places: [], pictures: [], products: [], menuKeys: [], pages: [] },
  ...{ tags: [], hooks: [], templates: [], vars: [], groups: [], media: [] },
};

/** A list of actions or a condition inside a form; the card draws it, for it edits the document there. */
export interface NestedProps {
  /** The place among the parameters. */
  readonly path: Steps;
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}
export interface FormEnvironment {
  /** Which definition's form this is: its fields' names depend on it. */
  readonly use: string;
  readonly registry: Registry;
  readonly names: ResourceNames;
  /** Names a rule captured: groups of patterns, `save`. */
  readonly captured: readonly string[];
  readonly isReadOnly: boolean;
  readonly actions: (props: NestedProps) => ReactNode;
  readonly condition: (props: NestedProps) => ReactNode;
  /** Draws one field; widgets of several fields ask for it here. */
  readonly Field: ComponentType<FieldProps & { readonly isBare?: boolean }>;
}
const FormContext = createContext<FormEnvironment>({
  use: "",
  registry: newRegistry,
  names: NO_NAMES,
  captured: [],
  isReadOnly: false,
  actions: () => null,
  condition: () => null,
  Field: () => null,
});

/** Gives the fields inside what they need to know. */
export const FormProvider = FormContext;
/** What the fields around know. */
export const useForm = (): FormEnvironment => use(FormContext);
