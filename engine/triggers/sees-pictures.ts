import type { Account } from "../schema/account.ts";
import type { Rule, TriggerRow } from "../schema/rule.ts";

const isLike = ({ use, params }: TriggerRow): boolean =>
  use === "image" && (params as { readonly like?: unknown }).like !== undefined;
/** A name in a condition or a template. */
const namesPicture = (rule: Rule): boolean => JSON.stringify(rule).includes("picture.");

/** Whether any enabled rule asks what a picture shows; where none does, or there is no library, nobody looks. */
export const seesPictures = (
  rules: readonly Rule[],
  { pictures }: Pick<Account, "pictures">,
): boolean =>
  pictures.length > 0 && rules.some((rule) => rule.when.some(isLike) || namesPicture(rule));
