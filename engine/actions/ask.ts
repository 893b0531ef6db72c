import type { Static } from "typebox";
import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { Actions, Duration, SaidText, SaveName, saidText } from "../definitions/shapes.ts";
import { MESSAGE_LIMITS, REPLY_TEXT_BYTES } from "../limits.ts";
import type { Message } from "../schema/reply.ts";
import { durationMs } from "../time/durations.ts";
import { AcceptShape } from "./accept.ts";
import { cutText } from "./replies/cut-text.ts";

const { headBytes, items, itemBytes } = MESSAGE_LIMITS.options;
const Written = Type.Object(
  {
    question: SaidText,
    options: Type.Optional(Type.Array(saidText(itemBytes), { minItems: 1, maxItems: items })),
    accept: Type.Optional(AcceptShape),
    save: Type.Optional(SaveName),
    retry: Type.Optional(SaidText),
    tries: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 3 })),
    timeout: Type.Optional(Type.Unsafe<string>({ ...Duration, default: "30m" })),
    secret: Type.Optional(Type.Boolean({ default: false })),
    else: Type.Optional(Actions),
  },
  { additionalProperties: false, not: { required: ["options", "accept"] } },
);
/** The normal form of `ask`: what has a default is filled in. */
export type AskParams = Static<typeof Written> & {
  readonly tries: number;
  readonly timeout: string;
  readonly secret: boolean;
};
const Params = Type.Unsafe<AskParams>(Written);

/** A question as it is said: with its options where it has some. */
export const askedMessage = ({ options }: Pick<AskParams, "options">, head: string): Message =>
  options === undefined
    ? { kind: "text", text: cutText(head, REPLY_TEXT_BYTES) }
    : {
        kind: "options",
        head: cutText(head, headBytes),
        items: options.map((text, place) => ({
          id: String(place + 1),
          text: cutText(text, itemBytes),
        })),
      };

/** Asks the follower; what comes after waits for the answer. */
export const ask = defineAction({
  name: "ask",
  title: { "zh-CN": "提问", en: "Ask" },
  help: {
    "zh-CN":
      "问一个问题，后面的动作等粉丝回答后再做。options 列出选项，回答标签或序号都行；accept 写明要什么：text、number、phone、date、time、id-card、image、voice、video、location、link、file，或 { number: [1, 20] }、{ is: [好, 是] }、{ matches: 正则 }。答得不对再问（retry，最多 tries 次）；答不上、超时（timeout）或取消就做 else。",
    en: "Asks a question; what stands after it waits for the answer. options lists what to choose from, by label or number; accept says what is wanted: text, number, phone, date, time, id-card, image, voice, video, location, link, file, or { number: [1, 20] }, { is: [yes, ok] }, { matches: PATTERN }. A wrong answer is asked again (retry, at most tries times); no usable answer, timeout or cancel runs else.",
  },
  group: "talk",
  params: Params,
  short: {
    schema: SaidText,
    expand: (question) => ({
      question: question as string,
      tries: 3,
      timeout: "30m",
      secret: false,
    }),
  },
  sentence: { "zh-CN": "问「{params.question}」", en: 'ask "{params.question}"' },
  needs: ["reply"],
  example: "ask: { question: 请发来手机号。, accept: phone, save: follower.phone }",
  traits: ["speaks", "answers", "takes-over", "waits"],
  lists: ({ else: instead }): Readonly<Record<string, NonNullable<AskParams["else"]>>> =>
    instead === undefined ? {} : { else: instead },
  captures: () => ["ended"],
  run: ({ params, nowMs }) => ({
    say: [askedMessage(params, params.question)],
    next: { wait: { untilMs: nowMs + durationMs(params.timeout) } },
  }),
});
