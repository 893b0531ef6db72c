import { Type } from "typebox";

/** One value with `{{ }}`. */
export const OneValue = Type.String({ "x-template": "text" });
/** Several, any of which will do; one may stand alone. */
export const AnyOfValues = Type.Array(Type.String({ minLength: 1, "x-template": "text" }), {
  minItems: 1,
  maxItems: 200,
});
/** A number, a date, a time or a moment. */
export const ComparedValue = Type.String({ minLength: 1, "x-template": "text" });
