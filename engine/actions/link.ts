import { Type } from "typebox";
import type { ActionResult } from "../definitions/definition.ts";
import { defineAction } from "../definitions/definition.ts";
import { resource, saidText } from "../definitions/shapes.ts";
import { linkText } from "./link-text.ts";

/** Making an address is no request: it is answered at once, or the server is in trouble. */
const DEADLINE_MS = 2_000;
/** Leaves room for the address within the platform's longest text. */
const TEXT_BYTES = 1_024;

/** `link: { page: bind, text: 点这里绑定银行卡 }` */
export const link = defineAction({
  name: "link",
  title: { "zh-CN": "发网页链接", en: "Send a page" },
  help: {
    "zh-CN":
      "回复一个网页链接，打开时已知道是哪位粉丝：bind 绑定卡或手机号，sign-in 授权登录，address 填收货地址，share 邀请页，review 评价，或 pages.yaml 里的页面。做完后会发生事件 bound、signed-in、address、shared、review。",
    en: "Replies with a link to a page that knows which follower opens it: bind a card or phone number, sign-in, address, share (an invitation), review, or a page of pages.yaml. What is done there comes back as an event: bound, signed-in, address, shared, review.",
  },
  group: "talk",
  params: Type.Object(
    { page: resource("page"), text: saidText(TEXT_BYTES) },
    { additionalProperties: false },
  ),
  sentence: {
    "zh-CN": "发链接「{params.text}」（{params.page}）",
    en: 'send the page {params.page} as "{params.text}"',
  },
  // What a page needs beyond that depends on which it is: `lint/link-pages.ts`.
  needs: ["reply"],
  example: "link: { page: bind, text: 点这里绑定银行卡 }",
  traits: ["speaks", "answers"],
  run: ({ params, answer, settings }): ActionResult => {
    const got = answer({ kind: "page", args: { page: params.page }, deadlineMs: DEADLINE_MS });
    if (!got.ok) return { say: [{ kind: "text", text: settings.texts.failed }], next: "end" };
    return { say: [{ kind: "text", text: linkText(String(got.value), params.text) }] };
  },
});
