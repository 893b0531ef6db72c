import { Type } from "typebox";
import { saidText } from "../../definitions/shapes.ts";
import { MESSAGE_LIMITS } from "../../limits.ts";
import { cutText } from "./cut-text.ts";
import { address, defineReplyKind, MediaName, mediaOf } from "./reply-kind.ts";

const { titleBytes, pageBytes } = MESSAGE_LIMITS["mini-program"];

/** `reply: { mini-program: { appid: wx…, page: pages/index/index, thumb: card.jpg } }` */
export const miniProgram = defineReplyKind({
  name: "mini-program",
  title: { "zh-CN": "小程序卡片", en: "Mini-program" },
  help: {
    "zh-CN": "一张小程序卡片，总是用客服消息发出：小程序 appid、页面、封面图，可带标题。",
    en: "A mini-program's card, always sent as a customer-service message: its appid, the page, a cover and perhaps a title.",
  },
  params: Type.Object(
    {
      appid: Type.String({ pattern: "^wx[0-9a-f]{16}$" }),
      page: address(pageBytes),
      thumb: MediaName,
      title: Type.Optional(saidText(titleBytes)),
    },
    { additionalProperties: false },
  ),
  needs: ["customer-message"],
  example:
    "reply: { mini-program: { appid: wx0123456789abcdef, page: pages/order/order, thumb: card.jpg, title: 点单 } }",
  message: ({ appid, page, thumb, title }) => ({
    kind: "mini-program",
    appId: appid,
    page,
    thumb: mediaOf(thumb),
    ...(title === undefined ? {} : { title: cutText(title, titleBytes) }),
  }),
});
