import type { Media, Message } from "../../../engine/index.ts";
import type { Content } from "../lines.ts";

/** Where the page finds a media of the account; `""` where it does not. */
export type MediaAddress = (media: Media) => string;

/** A message of the rules as the phone shows it. */
export const contentOf = (message: Message, addressOf: MediaAddress): Content => {
  switch (message.kind) {
    case "image":
      return { kind: "image", src: addressOf(message.media) };
    case "voice":
      return { kind: "voice", src: addressOf(message.media), heard: null };
    case "video": {
      const { title, description, media } = message;
      return { kind: "video", src: addressOf(media), title, description };
    }
    case "music": {
      const { title, url, thumb } = message;
      return { kind: "music", title, description: "", url, cover: addressOf(thumb) };
    }
    case "options":
      return { ...message, tail: "" };
    case "mini-program": {
      const { title = "", page, thumb } = message;
      return { kind: "mini-program", title, page, cover: addressOf(thumb) };
    }
    default:
      return message;
  }
};
