import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { FreeData, resource } from "../definitions/shapes.ts";
import { happenedIn } from "./happened.ts";

const To = resource("hook");

/** `forward: crm` */
export const forward = defineAction({
  name: "forward",
  title: { "zh-CN": "转发到自己的系统", en: "Forward to an own system" },
  help: {
    "zh-CN":
      "把这条消息（或 data 里写的数据）发到 account.yaml 的 hooks 里的一个系统，带 Standard Webhooks 签名，失败会重试。不等它回答；要等回答请用 http。",
    en: "Posts this message (or what data says) to a system under hooks of account.yaml, signed as Standard Webhooks say, and tried again when it fails. Nobody waits for its answer; to use one, write http.",
  },
  group: "data",
  params: Type.Object({ to: To, data: Type.Optional(FreeData) }, { additionalProperties: false }),
  short: { schema: To, expand: (to) => ({ to: to as string }) },
  sentence: { "zh-CN": "转发到「{params.to}」", en: 'forward to "{params.to}"' },
  needs: [],
  example: "forward: { to: crm, data: { kind: complaint, text: '{{ text }}' } }",
  traits: ["without-follower"],
  run: ({ params, event }) => ({
    effects: [
      {
        kind: "forward",
        hook: params.to,
        type: "forward",
        data: params.data ?? happenedIn(event),
      },
    ],
  }),
});
