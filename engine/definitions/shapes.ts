import { Type } from "typebox";
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
  | "notice-template"
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
/** A text with `{{ }}`, or one a language: `{ zh_CN: …, en: … }`; filled in and chosen before an action runs, so that `run` sees a string. */
export const SaidText = Type.Unsafe<string>({
  anyOf: [
    { type: "string", "x-template": "text" },
    {
      type: "object",
      "x-said": true,
      minProperties: 1,
      additionalProperties: { type: "string", "x-template": "text" },
    },
  ],
});
/** `90s 10m 2h 7d 4w`. */
export const Duration = Type.String({ pattern: "^[0-9]{1,6}[smhdw]$", "x-shape": "duration" });
/** A name of something declared elsewhere. `declared: "refuse"` by default; `"warn"` where it may live on the platform. */
export const resource = (kind: Resource, declared: "refuse" | "warn" = "refuse") =>
  Type.String({ minLength: 1, "x-resource": kind, "x-declared": declared });
/** Data of the author's own making (`http.body`): unquoted scalars keep their YAML core meaning, texts may hold `{{ }}`. */
export const FreeData = Type.Unsafe<Json>({ "x-free": true, "x-template": "text" });
