import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import type { Rule } from "../schema/rule.ts";
import { ANY, filedNames } from "./filed.ts";
import { namesParams, namesShort } from "./shapes.ts";

/** The services that the platform's semantic interface tells apart (contract §4.12). */
export const TOPICS = [
  ...["restaurant", "map", "nearby", "coupon", "hotel", "travel", "flight", "train"],
  ...["movie", "music", "video", "novel", "weather", "stock", "remind", "telephone"],
  ...["cookbook", "baike", "news", "tv", "instruction", "app", "website", "search"],
] as const;
const NAME = "topic";
const Topic = Type.Unsafe<string>({ type: "string", enum: [...TOPICS] });
const TopicOrAny = Type.Unsafe<string>({ type: "string", enum: [...TOPICS, ANY] });

/** What the platform's own semantic interface took a message for that no other rule answered. */
export const topic = defineTrigger({
  name: NAME,
  title: { "zh-CN": "微信语义", en: "Platform meaning" },
  help: {
    "zh-CN":
      "没有别的规则回答的文字，交给微信的语义接口；它认出的服务（flight、weather、hotel……，any 表示任意一种）触发这条规则，认出的细节是 {{ slots.名称 }}。account.yaml 要写 semantic: { city: 城市 }；每天 1000 次，仅认证服务号。",
    en: "A text that no other rule answered is handed to the platform's semantic interface; the service it recognises (flight, weather, hotel …, any for every one) starts this rule, and its details are {{ slots.NAME }}. account.yaml must say semantic: { city: CITY }; 1,000 a day, verified service accounts only.",
  },
  group: "message",
  params: namesParams(TopicOrAny),
  short: namesShort(Topic),
  sentence: {
    "zh-CN": "微信语义是「{params.names}」",
    en: 'the platform takes it for "{params.names}"',
  },
  needs: ["semantic"],
  example: "topic: flight",
  on: [],
  index: (params) => filedNames(NAME, params.names),
  // The platform decides, and is asked when nothing else answers.
  match: () => null,
  captures: () => ["slots"],
  sample: () => null,
});

/** The names a recognised topic goes by, as rules are filed under them. */
export const topicNames = (recognised: string): readonly string[] => [
  `${NAME}:${recognised}`,
  NAME,
];

/** The topics that rules wait for; all of them where one waits for any. */
export const topicsOf = (rules: readonly Rule[]): readonly string[] => {
  const wanted = new Set(
    rules.flatMap(({ enabled, when }) =>
      enabled
        ? when.flatMap(({ use, params }) =>
            use === NAME ? (params as { readonly names: readonly string[] }).names : [],
          )
        : [],
    ),
  );
  return wanted.has(ANY) ? TOPICS : [...wanted];
};
