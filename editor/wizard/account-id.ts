import { ruleIdOf } from "../rules/page/rule-id.ts";
import type { AccountDraft } from "./account-fields.tsx";

const LONGEST = 40;

/** The id an account gets: the one that was typed, else its name in pinyin. */
export const accountIdOf = ({ id, name }: AccountDraft): string =>
  id.trim() === "" ? ruleIdOf(name).slice(0, LONGEST).replace(/-+$/, "") : id.trim();
