import { Type } from "typebox";
import { REPLY_TEXT_BYTES } from "../limits.ts";
import type { ActionRow, Condition } from "../schema/rule.ts";
import type { Json } from "../schema/words.ts";

/** What a name points to; unknown ones are refused or warned with a "did you mean". */
export type Resource =
  | "rule"
  | "channel"
  | "place"
  | "picture"
  | "product"
  | "menu-key"
  | "tag"
  | "hook"
  | "desk"
  | "notice-template"
  | "page"
  | "media"
  | "fact";

/** A list of actions; in normal form a list of `ActionRow`. Written once, under `definitions` of a rule file's schema. */
export const Actions = Type.Unsafe<readonly ActionRow[]>({ $ref: "#/definitions/actions" });
/** One condition, a list (= all) or a group; in normal form one `Condition`. */
export const ConditionShape = Type.Unsafe<Condition>({ $ref: "#/definitions/condition" });
/** A text with `{{ }}`, filled in before an action runs. */
export const TemplateText = Type.String({ "x-template": "text" });
/** A web address with `{{ }}`; every value is percent-encoded. */
export const TemplateUrl = Type.String({ "x-template": "url", minLength: 1 });
/** A language as WeChat names it: `zh_CN`, `en`. */
export const LANGUAGE = "^[a-z]{2,3}(_[A-Z]{2})?$";
/**
 * A text with `{{ }}`, or one a language: `{ zh_CN: …, en: … }`; filled in and chosen before an action runs,
 * so that `run` sees a string. At most so many bytes of UTF-8; where a template stands the length is seen
 * only when it is filled in.
 */
export const saidText = (maxBytes: number) => {
  const text = { type: "string", "x-template": "text", "x-bytes": maxBytes };
  const languages = {
    type: "object",
    "x-said": true,
    minProperties: 1,
    propertyNames: { pattern: LANGUAGE },
    additionalProperties: text,
  };
  return Type.Unsafe<string>({ anyOf: [text, languages] });
};
/** At most as long as the platform's texts. */
export const SaidText = saidText(REPLY_TEXT_BYTES);
/** `90s 10m 2h 7d 4w`. */
export const Duration = Type.String({ pattern: "^[0-9]{1,6}[smhdw]$", "x-shape": "duration" });
/** A name of something declared elsewhere. `declared: "refuse"` by default; `"warn"` where it may live on the platform. */
export const resource = (kind: Resource, declared: "refuse" | "warn" = "refuse") =>
  Type.String({ minLength: 1, "x-resource": kind, "x-declared": declared });
/** Data of the author's own making (`http.body`): unquoted scalars keep their YAML core meaning, texts may hold `{{ }}`. */
export const FreeData = Type.Unsafe<Json>({ "x-free": true, "x-template": "text" });
/** A pattern in RE2's syntax; refused when it does not compile. Its named groups are captured where a trigger or `accept` holds it. */
export const PatternText = Type.String({ minLength: 1, maxLength: 200, "x-pattern": true });
/** Under which name the rest of the list sees a value: `NAME`, or `follower.NAME` to keep it with the follower. */
export const SaveName = Type.String({
  pattern: "^(follower\\.)?[A-Za-z_][A-Za-z0-9_]*$",
  "x-captures": true,
});
