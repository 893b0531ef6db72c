import type { Static } from "typebox";
import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { saidText } from "../definitions/shapes.ts";
import { MESSAGE_LIMITS } from "../limits.ts";
import type { MeaningScore, Meant } from "../schema/meaning.ts";
import type { Json } from "../schema/words.ts";
import { takeAnswer } from "./ask-answer.ts";
import { cutText } from "./replies/cut-text.ts";

const { headBytes, itemBytes } = MESSAGE_LIMITS.options;
const MOST = 5;
/** What has less speaking for it is a guess, not a suggestion. */
const LEAST_SCORE = 0.03;
/** So long a number or a label is taken for the answer. */
const WAIT_MS = 10 * 60_000;
const COUNT = 3;
const QUESTION = "您是想问：";

const Written = Type.Object(
  {
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST, default: COUNT })),
    question: Type.Optional(Type.Unsafe<string>({ ...saidText(headBytes), default: QUESTION })),
  },
  { additionalProperties: false },
);
/** The normal form: what has a default is filled in. */
type Params = Static<typeof Written> & { readonly count: number; readonly question: string };
const Params = Type.Unsafe<Params>(Written);

const nearestOf = (meant: Meant | null, count: number): readonly MeaningScore[] =>
  (meant?.nearest ?? []).filter(({ score }) => score >= LEAST_SCORE).slice(0, count);

interface Suggested {
  readonly rule: string;
  readonly text: string;
}
const suggestedIn = (value: Json | undefined): readonly Suggested[] =>
  Array.isArray(value) ? (value as unknown as readonly Suggested[]) : [];

/** Asks what was meant, among the rules whose examples come nearest; says nothing where none comes near. */
export const suggest = defineAction({
  name: "suggest",
  title: { "zh-CN": "猜你想问", en: "Suggest" },
  help: {
    "zh-CN":
      "没把握时列出意思最接近的几条规则的第一句例句（最多 count 条），粉丝点选、回复序号或原句就由那条规则回答；说别的就当新消息。有可列的，这个列表到此为止；一条也不接近就什么也不说，接着做后面的动作。",
    en: "Lists the first examples of the rules that come nearest to what was meant (count at most); tapping one, or sending its number or its words, has that rule answer, and anything else is a new message. Where there is something to list, the list of actions ends here; where nothing comes near, nothing is said and the list goes on.",
  },
  group: "talk",
  params: Params,
  short: {
    schema: Type.Literal("any"),
    expand: () => ({ count: COUNT, question: QUESTION }),
  },
  sentence: { "zh-CN": "列出最接近的 {params.count} 条", en: "suggest the nearest {params.count}" },
  needs: ["reply"],
  example: "suggest: { count: 3 }",
  traits: ["speaks", "takes-over"],
  chooses: (captured, event, settings) => {
    const suggested = suggestedIn(captured["suggested"]);
    if (event.kind === "text" && event.menuItem !== null) {
      const tapped = suggested.find(({ rule }) => rule === event.menuItem);
      if (tapped !== undefined) return tapped.rule;
    }
    const options = suggested.map(({ text }) => text);
    const answer = takeAnswer({ options }, event, settings, 0);
    if (answer.kind !== "taken") return null;
    return suggested[options.indexOf(String(answer.value))]?.rule ?? null;
  },
  run: ({ params, meant, nowMs }) => {
    const nearest = nearestOf(meant(), params.count);
    if (nearest.length === 0) return {};
    const items = nearest.map(({ rule, example }) => ({
      id: rule,
      text: cutText(example, itemBytes),
    }));
    return {
      say: [{ kind: "options", head: cutText(params.question, headBytes), items }],
      captured: { suggested: items.map(({ id, text }) => ({ rule: id, text })) },
      next: { wait: { untilMs: nowMs + WAIT_MS } },
    };
  },
});
