import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";

export interface Template {
  readonly id: string;
  readonly title: string;
  /** `商品:{{thing1.DATA}}\n…` */
  readonly content: string;
  readonly example: string;
}
/** A template message; `miniProgram` wins over `url`, without either it opens nothing. */
export interface TemplateMessage {
  readonly to: OpenId;
  readonly template: string;
  /** By field name (`thing1`). */
  readonly fields: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly miniProgram?: { readonly appId: string; readonly page: string };
  /** A second one with the same id within ten minutes is refused (45065). */
  readonly clientId?: string;
}

/** The templates an account has chosen. */
export const listTemplates = async (api: Api): Promise<ApiResult<readonly Template[]>> => {
  const answered = await api.call({
    method: "GET",
    path: "/cgi-bin/template/get_all_private_template",
    answer: Type.Object({
      template_list: Type.Array(
        Type.Object({
          template_id: Type.String(),
          title: Type.String(),
          content: Type.String(),
          example: Type.Optional(Type.String()),
        }),
      ),
    }),
  });
  if (!answered.ok) return answered;
  const all = answered.data.template_list.map(({ template_id, title, content, example }) => ({
    id: template_id,
    title,
    content,
    example: example ?? "",
  }));
  return { ok: true, data: all };
};

const bodyOf = ({ to, template, fields, url, miniProgram, clientId }: TemplateMessage): object => ({
  touser: to,
  template_id: template,
  ...(url === undefined ? {} : { url }),
  ...(miniProgram === undefined
    ? {}
    : { miniprogram: { appid: miniProgram.appId, pagepath: miniProgram.page } }),
  ...(clientId === undefined ? {} : { client_msg_id: clientId }),
  data: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
});

/** Sends it and gives its job id; how it ended comes as a push (`TEMPLATESENDJOBFINISH`). */
export const sendTemplate = async (
  api: Api,
  message: TemplateMessage,
): Promise<ApiResult<string>> => {
  const answered = await api.call({
    method: "POST",
    path: "/cgi-bin/message/template/send",
    quota: "template-send",
    json: bodyOf(message),
    answer: Type.Object({ msgid: Type.Union([Type.Integer(), Type.String()]) }),
  });
  return answered.ok ? { ok: true, data: String(answered.data.msgid) } : answered;
};
