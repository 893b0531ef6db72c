import type { Static } from "typebox";
import { Type } from "typebox";
import type { ActionResult } from "../definitions/definition.ts";
import { defineAction } from "../definitions/definition.ts";
import { Actions, resource, saidText, TemplateUrl } from "../definitions/shapes.ts";
import { canSendNotice, REFUSED } from "../facts/refusals.ts";
import { hasRight, TEMPLATE_LIMITS } from "../limits.ts";
import type { Change } from "../schema/outcome.ts";

/** What is sent: a template by its name in `account.yaml`, and its fields by label or field name. */
export interface NoticeFields {
  readonly template: string;
  readonly data: Readonly<Record<string, string>>;
  /** What a tap opens; `null` for nothing. */
  readonly url: string | null;
}
declare module "../schema/effect.ts" {
  interface EffectFields {
    notice: NoticeFields;
  }
}

const Template = resource("notice-template");
const Data = Type.Unsafe<Readonly<Record<string, string>>>({
  type: "object",
  maxProperties: TEMPLATE_LIMITS.fields,
  propertyNames: { pattern: "^[^{}\\s]{1,40}$" },
  additionalProperties: saidText(TEMPLATE_LIMITS.valueBytes),
});
const Params = Type.Object(
  {
    template: Template,
    data: Type.Optional(Data),
    url: Type.Optional(TemplateUrl),
    else: Type.Optional(Actions),
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;
const SEND_MS = 3_000;

const refusal = (template: string, atMs: number | null): Change => ({
  kind: "refused",
  template,
  atMs,
});

/** Where it cannot be sent, and that is known already: `else`, or nothing, visibly. */
const notSent = (params: Params, failed: string): ActionResult =>
  params.else === undefined ? { failed } : { failed, next: { list: "else", instead: true } };

/** A template message or a subscription notice, whichever the template is. With `else` it is sent before the list goes on. */
export const notice = defineAction({
  name: "notice",
  title: { "zh-CN": "发通知", en: "Send a notice" },
  help: {
    "zh-CN":
      "发一条模板消息或订阅通知：template 是 account.yaml 里 templates 的名称，data 按字段名（thing1）或字段标题填写，url 是点开后的网页。粉丝拒收、没有订阅或平台不收时做 else；拒收会被记住，30 天内不再发。",
    en: "Sends a template message or a subscription notice: template is a name under templates in account.yaml, data is written by field name (thing1) or by label, url is what a tap opens. When the follower refuses it, has not subscribed to it, or the platform does not take it, else runs; a refusal is remembered, and for 30 days nothing is sent.",
  },
  group: "talk",
  params: Params,
  sentence: { "zh-CN": "发通知「{params.template}」", en: 'send the notice "{params.template}"' },
  needs: ["template-message"],
  example: "notice: { template: order-paid, data: { thing1: 拿铁, amount2: 28.00元 } }",
  lists: ({ else: instead }): Readonly<Record<string, NonNullable<Params["else"]>>> =>
    instead === undefined ? {} : { else: instead },
  run: ({ params, answer, follower, settings, nowMs }) => {
    const { template, data = {}, url = null } = params;
    if (!hasRight(settings, "template-message")) return notSent(params, "no right to send notices");
    if (!canSendNotice(follower, template, nowMs))
      return notSent(params, "the follower has refused this notice");
    const wanted = { template, data, url };
    if (params.else === undefined) return { effects: [{ kind: "notice", ...wanted }] };
    const sent = answer({ kind: "notice", args: wanted, deadlineMs: SEND_MS });
    if (sent.ok) return { changes: [refusal(template, null)] };
    const changes = sent.reason === REFUSED ? [refusal(template, nowMs)] : [];
    return { changes, next: { list: "else", instead: true } };
  },
});
