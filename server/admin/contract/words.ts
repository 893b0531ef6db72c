import type { TSchema } from "typebox";
import { Type } from "typebox";
import type { LocalText as Both, Diagnostic, Json } from "../../../engine/index.ts";

export const closed = { additionalProperties: false } as const;
export const choice = <T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: "string", enum: values });
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
/** A shape of the engine, passed through as it is. */
export const engineData = <T>(name: string) => Type.Unsafe<T>({ description: `engine: ${name}` });

/** zh-CN first, en complete. */
export const LocalText = Type.Unsafe<Both>({
  type: "object",
  properties: { "zh-CN": { type: "string" }, en: { type: "string" } },
  required: ["zh-CN", "en"],
  additionalProperties: false,
});
export const Ms = Type.Integer({ minimum: 0, description: "milliseconds since 1970" });
export const Count = Type.Integer({ minimum: 0 });
export const AccountIdText = Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,62}$" });
export const RuleIdText = Type.String({ minLength: 1, maxLength: 200 });
export const PartId = Type.String({ minLength: 1, maxLength: 300 });
export const FileName = Type.String({ pattern: "^[^./\\\\\\s][^/\\\\]{0,99}\\.(yaml|yml|json)$" });
export const UserId = Type.String({ pattern: "^[a-z0-9]{1,32}$" });
/** What a rule, test or file said when it was read: send it back with a change. Another one by now is 409 `changed-meanwhile`. */
export const Revision = Type.String({ maxLength: 64, pattern: "^[A-Za-z0-9_-]*$" });
/** YAML as its author wrote it, comments and all. */
export const SourceText = Type.String({ maxLength: 262_144 });
/** `draft` (the caller's own working copy), `published`, or the number of a version. */
export const Of = Type.String({ pattern: "^(draft|published|[1-9][0-9]{0,8})$" });
export const Limit = Type.Integer({ minimum: 1, maximum: 500 });
/** `ATMS:KEY`, as `next` of a page gave it. */
export const Cursor = Type.String({ pattern: "^[0-9]{1,16}:.{1,300}$" });
export const AnyJson = Type.Unsafe<Json>({});

/** A mistake with its sentence in both languages. */
export const Problem = Type.Object(
  {
    diagnostic: engineData<Diagnostic>("Diagnostic"),
    says: LocalText,
    /** The rule it is about, `null` for a test or a file. */
    rule: nullable(Type.String()),
  },
  closed,
);
export const Done = Type.Object({ done: Type.Literal(true) }, closed);
