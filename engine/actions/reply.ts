import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { SaidText } from "../definitions/shapes.ts";
import { stableHash } from "../facts/stable-hash.ts";
import type { ReplyShape } from "./replies/reply-shape.ts";
import { messageOf, oneReplyKind } from "./replies/reply-shape.ts";

const Random = Type.Unsafe<readonly ReplyShape[]>(
  Type.Array(Type.Union([SaidText, oneReplyKind()]), { minItems: 1, maxItems: 100 }),
);
const Params = Type.Unsafe<Readonly<Record<string, unknown>>>(
  oneReplyKind({ random: Type.Optional(Random) }),
);

/** The same message and row pick the same entry, however often they are run. */
const pick = (entries: readonly ReplyShape[], seed: string): ReplyShape =>
  entries[stableHash(seed) % entries.length] ?? "";

/** The only way to talk; how it travels is the planner's to decide. */
export const reply = defineAction({
  name: "reply",
  title: { "zh-CN": "回复", en: "Reply" },
  help: {
    "zh-CN":
      "对粉丝说一句话：文字，或 text、image、voice、video、music、articles、mini-program 之一；random 从几种里随机选一种。第一条回复直接返回，其余作为客服消息依次发出。",
    en: "Says something to the follower: a text, or one of text, image, voice, video, music, articles, mini-program; random picks one of several. The first reply goes back at once, later ones follow as customer-service messages.",
  },
  group: "talk",
  params: Params,
  short: { schema: SaidText, expand: (text) => ({ text }) },
  sentence: { "zh-CN": "回复「{params}」", en: 'reply "{params}"' },
  needs: ["reply"],
  example: "reply: 我们每天 9:00–22:00 营业。",
  traits: ["speaks", "answers"],
  run: ({ params, seed, path }) => {
    const random = params.random as readonly ReplyShape[] | undefined;
    const shape = random === undefined ? params : pick(random, `${seed}\n${path}`);
    const message = messageOf(shape as ReplyShape);
    return { say: message === null ? [] : [message] };
  },
});
