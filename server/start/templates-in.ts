import type { Json, RuleSet } from "../../engine/index.ts";

/** A template that the local WeChat makes up: its id, and the fields that rules fill in. */
export interface TemplateSample {
  readonly templateId: string;
  readonly title: string;
  readonly fields: readonly string[];
}

const noticesIn = (value: unknown): readonly { template: string; fields: readonly string[] }[] => {
  if (typeof value !== "object" || value === null) return [];
  const { use, params } = value as { readonly use?: Json; readonly params?: Json };
  const inside = Object.values(value).flatMap(noticesIn);
  if (use !== "notice" || typeof params !== "object" || params === null) return inside;
  const { template, data } = params as { readonly template?: Json; readonly data?: object };
  if (typeof template !== "string") return inside;
  return [{ template, fields: Object.keys(data ?? {}) }, ...inside];
};

/** The templates of `account.yaml` with the fields that rules fill in: the local WeChat must hold them, or it refuses the notice. */
export const templatesIn = ({ account, rules }: RuleSet): readonly TemplateSample[] => {
  const used = noticesIn(rules);
  return Object.entries(account.templates).map(([name, templateId]) => {
    const fields = used.find(({ template }) => template === name)?.fields ?? [];
    return { templateId, title: name, fields };
  });
};
