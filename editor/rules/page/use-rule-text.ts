import { useEffect, useState } from "react";
import type { RuleDetail } from "../../../server/admin/contract.ts";
import { call } from "../../api/client.ts";
import { ApiProblem } from "../../api/problem.ts";
import { useSend } from "../../api/use-api.ts";
import { useAccountParams } from "../../shell/account.ts";
import { mergeTexts } from "../../texts/merge-texts.ts";

/** Two changes of one rule that have to become one. */
export interface Clash {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** What a merged text is saved against. */
  readonly revision: string;
}
export interface RuleText {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly clash: Clash | null;
  /** Shows both sides of a change that was published meanwhile. */
  readonly look: () => void;
  readonly dropClash: () => void;
  /** Saves; gives what the server made of it, `null` if it was not saved. Throws what was refused, but for a clash. */
  readonly save: (merged?: {
    readonly text: string;
    readonly revision: string;
  }) => Promise<RuleDetail | null>;
}

const isClash = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === "changed-meanwhile";

type Opened = Pick<RuleDetail, "text" | "revision" | "published">;
const pick = ({ text, revision, published }: RuleDetail): Opened => ({ text, revision, published });

/** Mine against what the text became meanwhile: in another window, by a colleague who published, or both. */
const clashOf = (opened: Opened, mine: string, theirs: RuleDetail): Clash => {
  const { revision, published } = theirs;
  const isTextNew = theirs.text !== opened.text;
  const isPublishedNew = published !== opened.published && published !== theirs.text;
  if (!isPublishedNew) return { base: opened.text, mine, theirs: theirs.text, revision };
  const both = { base: opened.text, mine, theirs: theirs.text };
  return {
    base: opened.published ?? "",
    mine: isTextNew ? mergeTexts(both).text : mine,
    theirs: published ?? "",
    revision,
  };
};

/** The text of a rule as it is edited, and the way back to the server. */
export const useRuleText = (detail: RuleDetail): RuleText => {
  const params = { ...useAccountParams(), rule: detail.id };
  const send = useSend("PUT /accounts/:account/rules/:rule");
  const [opened, setOpened] = useState(() => pick(detail));
  const [text, setText] = useState(detail.text);
  const [clash, setClash] = useState<Clash | null>(null);
  const isDirty = text !== opened.text;
  useEffect(() => {
    if (isDirty || detail.revision === opened.revision) return;
    setOpened(pick(detail));
    setText(detail.text);
  }, [isDirty, detail, opened.revision]);
  const meet = async (mine: string): Promise<null> => {
    const theirs = await call("GET /accounts/:account/rules/:rule", { params, query: {} });
    setClash(clashOf(opened, mine, theirs));
    return null;
  };
  const save: RuleText["save"] = async (merged) => {
    const body = merged ?? { text, revision: opened.revision };
    try {
      const saved = await send.mutateAsync({ params, body });
      setOpened(pick(saved));
      // What was typed while it was saved stays.
      setText((typed) => (typed === text || merged !== undefined ? saved.text : typed));
      setClash(null);
      return saved;
    } catch (error) {
      if (!isClash(error)) throw error;
      return meet(body.text);
    }
  };
  const look = (): void =>
    setClash({
      base: detail.base ?? detail.published ?? "",
      mine: text,
      theirs: detail.published ?? "",
      revision: opened.revision,
    });
  return {
    text,
    setText,
    isDirty,
    isSaving: send.isPending,
    clash,
    look,
    dropClash: () => setClash(null),
    save,
  };
};
