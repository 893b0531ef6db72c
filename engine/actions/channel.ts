import type { Static } from "typebox";
import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { Duration } from "../definitions/shapes.ts";
import { findChannel } from "../facts/find-channel.ts";
import { QR_LIMITS } from "../limits.ts";
import { durationMs } from "../time/durations.ts";

const Id = Type.String({
  minLength: 1,
  maxLength: 200,
  "x-template": "text",
  "x-resource": "channel",
});
const Written = Type.Object(
  { id: Id, expires: Type.Optional(Duration) },
  { additionalProperties: false },
);
type Params = Static<typeof Written>;

const CODE = /^[A-Za-z0-9_-]{1,64}$/;
const MINUTE_MS = 60_000;

/** How long a code lasts: as asked, or as its channel says, and never longer than the platform lets it. */
const lifeMs = (expires: string | undefined, isPermanent: boolean): number | null => {
  if (expires === undefined) return isPermanent ? null : QR_LIMITS.temporaryMaxMs;
  return Math.min(Math.max(durationMs(expires), MINUTE_MS), QR_LIMITS.temporaryMaxMs);
};

/** `channel: { id: "invite-{{ follower.openid }}", expires: 7d }` */
export const channel = defineAction({
  name: "channel",
  title: { "zh-CN": "发渠道二维码", en: "Send a channel's code" },
  help: {
    "zh-CN":
      "回复一张渠道二维码图片：没有就做一张，有效期还剩一半以上就用旧的。id 须在 channels.yaml 里（可用 invite-* 这样的前缀）；expires 写有效期（最长 30 天），不写则按 channels.yaml 的 permanent。",
    en: "Replies with the QR code of a channel: made when there is none, used again while half of its time is left. The id stands in channels.yaml (or under a prefix such as invite-*); expires says how long it lasts (30 days at most), without it the channel's permanent decides.",
  },
  group: "talk",
  params: Type.Unsafe<Params>(Written),
  short: { schema: Id, expand: (id) => ({ id: id as string }) },
  sentence: { "zh-CN": "发渠道二维码「{params.id}」", en: 'send the code of "{params.id}"' },
  needs: ["qr-code"],
  example: 'channel: { id: "invite-{{ follower.openid }}", expires: 7d }',
  traits: ["speaks"],
  run: ({ params, settings }) => {
    const id = params.id.trim();
    const known = findChannel(settings, id);
    // A template may give anything: what channels.yaml does not name is not made.
    if (!CODE.test(id) || known === undefined)
      return { say: [{ kind: "text", text: settings.texts.failed }], next: "end" };
    const forMs = lifeMs(params.expires, known.permanent);
    return { say: [{ kind: "image", media: { channel: id, forMs } }] };
  },
});
