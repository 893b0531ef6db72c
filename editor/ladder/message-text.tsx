import type { Message } from "../../engine/index.ts";
import { ladderWords } from "../strings/ladder.ts";
import { useText } from "../strings/text.ts";

const media = (message: Message): string => {
  if (!("media" in message)) return "";
  if ("channel" in message.media) return message.media.channel;
  return "file" in message.media ? message.media.file : message.media.mediaId;
};

const detailOf = (message: Message): string => {
  switch (message.kind) {
    case "articles":
      return message.articles.map(({ title }) => `《${title}》`).join(" ");
    case "options":
      return [message.head, ...message.items.map(({ text }) => text)].join(" · ");
    case "video":
    case "music":
      return message.title;
    case "mini-program":
      return message.title ?? message.page;
    default:
      return media(message);
  }
};

/** A message in one line: its text, or its kind and title. Always text, never markup. */
export const MessageText = ({ message }: { readonly message: Message }) => {
  const words = useText(ladderWords);
  if (message.kind === "text") return <>{message.text}</>;
  return (
    <>
      [{words.messages[message.kind]}] {detailOf(message)}
    </>
  );
};
