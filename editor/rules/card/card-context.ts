import { createContext, use } from "react";
import type { Json, RulePath } from "../../../engine/index.ts";
import type { RowSource } from "../../document/card-rows.ts";
import type { Snippet } from "../../document/clipboard.ts";
import type { Steps } from "../../document/steps.ts";
import type { ResourceNames } from "../../forms/form-context.ts";

/** What one condition found, for the follower, time and message that are tried. */
export interface ConditionReport {
  readonly path: RulePath;
  readonly holds: boolean;
  readonly expected: Json;
  /** `null`: it has no value. */
  readonly actual: Json;
}
/** A mistake with its sentence in the language of the page. */
export interface CardProblem {
  readonly path: RulePath;
  readonly severity: "error" | "warning";
  readonly says: string;
}
/** A change of the rule's text: what undo calls it, and which edits soon after belong to it. */
export interface CardEdit {
  readonly label: string;
  readonly group?: string;
  readonly change: (text: string) => string;
}

export interface Card {
  readonly source: RowSource;
  readonly names: ResourceNames;
  readonly captured: readonly string[];
  readonly reports: ReadonlyMap<RulePath, ConditionReport>;
  readonly problems: readonly CardProblem[];
  readonly isReadOnly: boolean;
  /** `false`: the edit could not be made, and the reader was told. */
  readonly edit: (edit: CardEdit) => boolean;
  readonly undo: () => void;
  readonly clipboard: Snippet | null;
  readonly setClipboard: (snippet: Snippet) => void;
  /** Says something to a screen reader. */
  readonly announce: (text: string) => void;
  /** Of the row that is to be opened and get the focus next. */
  readonly wanted: Steps | null;
  readonly want: (at: Steps | null) => void;
  /** Tells the page which part of the rule is looked at, for the YAML pane. */
  readonly onFocus: (at: Steps) => void;
  /** The part of the rule the YAML pane's cursor is on. */
  readonly cursor: Steps | null;
}

const CardContext = createContext<Card | null>(null);
export const CardProvider = CardContext;

/** The card around. */
export const useCard = (): Card => {
  const card = use(CardContext);
  if (card === null) throw new Error("this stands in a rule card only");
  return card;
};
