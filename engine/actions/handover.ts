import type { Static } from "typebox";
import { Type } from "typebox";
import type { ActionResult } from "../definitions/definition.ts";
import { defineAction } from "../definitions/definition.ts";
import { Duration, resource, SaidText } from "../definitions/shapes.ts";
import { durationMs } from "../time/durations.ts";
import { happenedIn } from "./happened.ts";

const To = resource("desk");
const QUIET = "30m";
const Written = Type.Object(
  {
    to: To,
    message: Type.Optional(SaidText),
    quiet: Type.Optional(Type.Unsafe<string>({ ...Duration, default: QUIET })),
  },
  { additionalProperties: false },
);
/** The normal form: what has a default is filled in. */
type Params = Static<typeof Written> & { readonly quiet: string };
const Params = Type.Unsafe<Params>(Written);

/** Whose agents: WeChat's (`null` = whoever is free), our inbox, or an own system behind a hook. */
const deskOf = (to: string): { readonly at: string; readonly agent: string | null } =>
  to.includes("@") ? { at: "wechat", agent: to } : { at: to, agent: null };

/** From here on a person talks; rules see no message until it is given back or nobody wrote for a while. */
export const handover = defineAction({
  name: "handover",
  title: { "zh-CN": "转人工", en: "Hand over to a person" },
  help: {
    "zh-CN":
      "把会话交给人：inbox 应答自己的「客服会话」，wechat 微信客服，kf2001@账号 指定的微信客服，或 account.yaml 的 hooks 里的名字（自己的 CRM）。message 先对粉丝说一句。之后粉丝的消息和菜单点击都归人工，直到客服交还，或双方都不说话超过 quiet（默认 30m）。后面不能再有回复。",
    en: "Gives the conversation to a person: inbox for our own screen of conversations, wechat for WeChat's agents, kf2001@ACCOUNT for one of them, or a name under hooks of account.yaml (a CRM of your own). message is said first. Messages and menu taps then go to that person until the conversation is given back or nobody wrote for quiet (30m). Nothing after it may speak.",
  },
  group: "talk",
  params: Params,
  short: { schema: To, expand: (to) => ({ to: to as string, quiet: QUIET }) },
  sentence: { "zh-CN": "转人工「{params.to}」", en: 'hand over to "{params.to}"' },
  needs: ["agents"],
  example: "handover: { to: inbox, message: 正在为您转接人工客服，请稍候。 }",
  traits: ["answers", "takes-over", "hands-over"],
  run: ({ params, nowMs, event, follower }): ActionResult => {
    const { at, agent } = deskOf(params.to);
    const quietMs = durationMs(params.quiet);
    const held = { to: at, name: agent ?? "", quietMs, quietUntilMs: nowMs + quietMs };
    const dialog = follower?.dialog ?? null;
    const isHook = at !== "wechat" && at !== "inbox";
    return {
      say: params.message === undefined ? [] : [{ kind: "text", text: params.message }],
      changes: [
        { kind: "agent", agent: held },
        ...(dialog === null
          ? []
          : [{ kind: "stop-waiting", what: "dialog", id: dialog.id } as const]),
      ],
      effects: isHook
        ? [{ kind: "forward", hook: at, type: "handover", data: happenedIn(event) }]
        : [],
      ...(at === "wechat" ? { transfers: { agent } } : {}),
      handsOver: true,
    };
  },
});
