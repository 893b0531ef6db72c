import { Type } from "typebox";
import type { OpenId } from "../../../engine/index.ts";
import type { ApiResult } from "../refusal.ts";
import type { Api } from "../request.ts";
import { Done } from "./done.ts";
import type { Template } from "./templates.ts";

/** A subscription notice; the follower must have allowed it. */
export interface SubscriptionNotice {
  readonly to: OpenId;
  readonly template: string;
  /** By field name (`thing1`). */
  readonly fields: Readonly<Record<string, string>>;
  /** What a tap opens. */
  readonly page?: string;
}

/** The templates of subscription notices that an account has chosen. */
export const listNotices = async (api: Api): Promise<ApiResult<readonly Template[]>> => {
  const answered = await api.call({
    method: "GET",
    path: "/wxaapi/newtmpl/gettemplate",
    answer: Type.Object({
      data: Type.Array(
        Type.Object({
          priTmplId: Type.String(),
          title: Type.String(),
          content: Type.String(),
          example: Type.Optional(Type.String()),
        }),
      ),
    }),
  });
  if (!answered.ok) return answered;
  const all = answered.data.data.map(({ priTmplId, title, content, example }) => ({
    id: priTmplId,
    title,
    content,
    example: example ?? "",
  }));
  return { ok: true, data: all };
};

/** Sends it; how it ended comes as a push (`subscribe_msg_sent_event`). 43101 without permission. */
export const sendNotice = (
  api: Api,
  { to, template, fields, page }: SubscriptionNotice,
): Promise<ApiResult<object>> =>
  api.call({
    method: "POST",
    path: "/cgi-bin/message/subscribe/bizsend",
    quota: "template-send",
    json: {
      touser: to,
      template_id: template,
      ...(page === undefined ? {} : { page }),
      data: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
    },
    answer: Done,
  });
