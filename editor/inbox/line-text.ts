import type { InboxLine } from "../../server/admin/contract.ts";
import type { inboxWords } from "../strings/inbox.ts";

/** A line in words: its text, or what kind it is. */
export const lineText = (
  { kind, text }: Pick<InboxLine, "kind" | "text">,
  { kinds }: (typeof inboxWords)["zh-CN"],
): string => {
  if (kind === "text") return text;
  const named = kinds[kind] ?? kind;
  return text === "" ? `[${named}]` : `[${named}] ${text}`;
};
