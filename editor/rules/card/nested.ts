import type { ReactNode } from "react";
import { createContext, use } from "react";
import type { Steps } from "../../document/steps.ts";
import type { NestedProps } from "../../forms/form-context.ts";

/** A list of actions or a condition inside a row's form. */
export interface PlacedProps extends NestedProps {
  /** Where it stands in the rule; `null` while nothing is written that it could stand in. */
  readonly steps: Steps | null;
}
export interface Nested {
  readonly actions: (props: PlacedProps) => ReactNode;
  readonly condition: (props: PlacedProps) => ReactNode;
}
const NestedContext = createContext<Nested>({ actions: () => null, condition: () => null });

/** Says how lists inside rows are drawn; rows do not know lists, lists know rows. */
export const NestedProvider = NestedContext;
export const useNested = (): Nested => use(NestedContext);
