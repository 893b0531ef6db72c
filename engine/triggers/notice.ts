import type { Static } from "typebox";
import { Type } from "typebox";
import { defineTrigger } from "../definitions/definition.ts";
import { resource } from "../definitions/shapes.ts";
import { ANY, filedNames, isNamed, sampleName } from "./filed.ts";

declare module "../schema/inbound-event.ts" {
  interface EventFields {
    /** Ours: what became of a notice, by the template's name in `account.yaml`. `reason` is `refused` or a code of the errors table. */
    notice: {
      readonly state: "sent" | "failed";
      readonly template: string;
      readonly reason: string;
    };
    /** The platform tells how notices ended, by its own numbers; a `notice` event follows for each. */
    "notice-job": { readonly results: readonly NoticeResult[] };
    /** The follower allowed or refused notices; `template` is the platform's id. */
    "notice-permission": {
      readonly answers: readonly { readonly template: string; readonly isAllowed: boolean }[];
    };
  }
}
/** How one notice ended; of a template message only the message's id is told, of a subscription notice the template's, too. */
export interface NoticeResult {
  readonly messageId: string;
  readonly templateId: string | null;
  readonly state: "sent" | "failed";
  readonly reason: string;
}

const State = Type.Unsafe<"sent" | "failed" | "any">({
  type: "string",
  enum: ["sent", "failed", ANY],
});
const Params = Type.Object(
  {
    state: State,
    template: Type.Optional(
      Type.Unsafe<readonly string[]>(Type.Array(resource("notice-template"), { minItems: 1 })),
    ),
  },
  { additionalProperties: false },
);

/** `sent`, or `sent/order-paid` with a template. */
const namesIn = ({ state, template }: Static<typeof Params>): readonly string[] => {
  if (template === undefined) return [state];
  return template.map((name) => (name === ANY ? state : `${state}/${name}`));
};

/** The result of a notice. */
export const notice = defineTrigger({
  name: "notice",
  title: { "zh-CN": "通知的结果", en: "Result of a notice" },
  help: {
    "zh-CN":
      "模板消息或订阅通知送达了（sent）或没有送达（failed）；可用 template 限定是哪一个模板。原因是 {{ notice.reason }}：refused 表示粉丝拒收，其余是错误码。",
    en: "A template message or subscription notice arrived (sent) or did not (failed); template says of which template. Why is {{ notice.reason }}: refused means that the follower does not take it, anything else is a code.",
  },
  group: "other",
  params: Params,
  short: { schema: State, expand: (state) => ({ state: state as "sent" | "failed" | "any" }) },
  sentence: {
    "zh-CN": "通知结果「{params.state} {params.template}」",
    en: 'notice "{params.state} {params.template}"',
  },
  needs: ["template-message"],
  example: "notice: failed",
  on: ["notice"],
  index: (params) => filedNames("notice", namesIn(params)),
  names: (event) => {
    if (event.kind !== "notice") return [];
    const { state, template } = event;
    return [
      "notice",
      `notice:${state}`,
      `notice:${state}/${template}`,
      `notice:${ANY}/${template}`,
    ];
  },
  match: ({ state, template }, event) => {
    if (event.kind !== "notice" || (state !== ANY && state !== event.state)) return null;
    return template === undefined || isNamed(template, event.template) ? {} : null;
  },
  sample: ({ state, template = [] }) => ({
    notice: { state: state === ANY ? "sent" : state, template: sampleName(template) ?? "" },
  }),
});
