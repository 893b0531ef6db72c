import { articles } from "./articles.ts";
import { image } from "./image.ts";
import { miniProgram } from "./mini-program.ts";
import { music } from "./music.ts";
import type { ReplyKind } from "./reply-kind.ts";
import { text } from "./text.ts";
import { video } from "./video.ts";
import { voice } from "./voice.ts";

/** Everything `reply` can say, in the order the editor offers it. */
export const replyKinds: readonly ReplyKind[] = [
  text,
  image,
  voice,
  video,
  music,
  articles,
  miniProgram,
];
