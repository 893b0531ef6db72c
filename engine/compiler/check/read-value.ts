import type { ShapeProblem } from "../../ports.ts";
import type { Json } from "../../schema/words.ts";
import type { Desk } from "./findings.ts";
import type { Place } from "./marks.ts";
import { isMap } from "./marks.ts";
import type { Checked, Form } from "./validators.ts";

interface Tried {
  readonly form: Form;
  readonly problems: readonly ShapeProblem[];
}
const depthOf = ({ problems }: Tried): number => Math.min(...problems.map(({ at }) => at.length));
const ofKind = (value: Json, { form }: Tried): boolean => {
  if (isMap(value)) return JSON.stringify(form.schema).includes('"object"');
  return form.schema.type !== "object";
};

/** The form whose mistakes lie deepest is the one the author meant; of equals a map meant the parameters, which stand last. */
const nearest = (value: Json, tried: readonly Tried[]): Tried | undefined =>
  [...tried]
    .reverse()
    .sort(
      (a, b) =>
        Number(ofKind(value, b)) - Number(ofKind(value, a)) ||
        depthOf(b) - depthOf(a) ||
        (isMap(value) ? 0 : a.problems.length - b.problems.length),
    )[0];

/** Finds the form an author wrote; notes the mistakes of the nearest one and gives `null` if none fits. */
export const meantForm = (desk: Desk, value: Json, at: Place, checked: Checked): Form | null => {
  const tried: Tried[] = [];
  for (const form of checked.forms) {
    const problems = form.check(value);
    if (problems.length === 0) return form;
    tried.push({ form, problems });
  }
  const meant = nearest(value, tried);
  if (meant !== undefined)
    desk.found.shapes.push({ at, value, schema: meant.form.schema, problems: meant.problems });
  return null;
};
