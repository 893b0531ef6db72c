import { Tag } from "antd";
import type { LogRow } from "../../server/admin/contract.ts";
import { messagesWords } from "../strings/messages.ts";
import { useText } from "../strings/text.ts";

const colours: Readonly<Record<string, string>> = { answered: "success", failed: "error" };

/** What became of a message, in a word. */
export const OutcomeTag = ({ row }: { readonly row: LogRow }) => {
  const words = useText(messagesWords);
  if (!row.isDone) return <Tag>{words.unfinished}</Tag>;
  const outcomes: Readonly<Record<string, string>> = words.outcomes;
  return <Tag color={colours[row.outcome]}>{outcomes[row.outcome] ?? row.outcome}</Tag>;
};
