import type { Static } from "typebox";
import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { Actions, Duration } from "../definitions/shapes.ts";
import { parseMoment } from "../time/calendar.ts";
import { dueAt } from "../time/due-at.ts";
import { durationMs } from "../time/durations.ts";

/** Names a reminder of one follower; a second one of the same name replaces the first. */
export const ReminderId = Type.String({ minLength: 1, maxLength: 128, "x-template": "text" });
const Moment = Type.String({ minLength: 1, maxLength: 200, "x-template": "text" });
const SAY_WHEN = [{ required: ["after"] }, { required: ["at"] }, { required: ["time"] }];
const Params = Type.Object(
  {
    id: ReminderId,
    after: Type.Optional(Duration),
    at: Type.Optional(Moment),
    before: Type.Optional(Duration),
    time: Type.Optional(Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" })),
    then: Actions,
  },
  {
    additionalProperties: false,
    // Not two beginnings, and something must say when; `time` alone is today's.
    not: { anyOf: [{ required: ["after", "at"] }, { not: { anyOf: SAY_WHEN } }] },
  },
);
type Params = Static<typeof Params>;

const ms = (duration: string | undefined): number =>
  duration === undefined ? 0 : durationMs(duration);
/** `at` is written out, or filled in from what is known of the follower: then it may be no moment at all. */
const startOf = ({ at, after }: Params, nowMs: number, zone: string): number | null =>
  at === undefined ? nowMs + ms(after) : parseMoment(at.trim(), zone);

/** Does its list later, by itself: exactly once, whatever was restarted meanwhile. */
export const remind = defineAction({
  name: "remind",
  title: { "zh-CN": "到时提醒", en: "Remind" },
  help: {
    "zh-CN":
      "到时候再做 then 里的动作：after 多久以后，或 at 某日（某时）；before 再提前多久；time 改到当天几点。已经过了就马上做；account.yaml 的 quietHours（免打扰）里不做，推迟到结束。id 是这位粉丝的提醒名，再设一次就替换，forget 可取消，取消关注后全部取消。超过 48 小时客服消息的窗口多半已关，请在 then 里用 choose 看 window。",
    en: "Does the actions of then later: after a duration, or at a date; before makes it earlier, time moves it on its day. What is past is done at once; quietHours of account.yaml put it off to their end. id names the reminder of this follower: a second one replaces the first, forget takes it back, unfollowing forgets them all. After 48 hours the window of customer-service messages is mostly shut: let then choose on window.",
  },
  group: "flow",
  params: Params,
  sentence: { "zh-CN": "到时提醒「{params.id}」", en: 'remind "{params.id}"' },
  needs: [],
  example:
    "remind: { id: voucher, at: 2026-12-31, before: 7d, time: 10:00, then: { reply: 券快到期了。 } }",
  traits: ["waits"],
  lists: ({ then }) => ({ then }),
  run: ({ params, nowMs, settings }) => {
    const startMs = startOf(params, nowMs, settings.timezone);
    if (startMs === null) return { failed: `"${params.at}" is no date` };
    const { time = null } = params;
    const untilMs = dueAt({ startMs: startMs - ms(params.before), time, nowMs }, settings);
    return { reminds: { id: params.id, untilMs } };
  },
});
