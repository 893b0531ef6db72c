import { windowGrant } from "../limits.ts";
import type { FollowerState } from "../schema/follower.ts";
import type { InboundEvent } from "../schema/inbound-event.ts";
import type { Asked } from "./asked.ts";
import { noteBroadcast } from "./note-broadcast.ts";
import { noteNotice } from "./note-notice.ts";
import { notePage } from "./note-page.ts";
import { notePayment } from "./note-payment.ts";
import { notePrivacy } from "./note-privacy.ts";
import { noteProfile } from "./note-profile.ts";
import type { Run } from "./run.ts";
import { addChange } from "./run.ts";
import { noteSource } from "./sources.ts";

/** A picture or position that a menu tap asked for follows within this time. */
const TAP_FOLLOWS_MS = 60_000;
/** The tap that this picture or position belongs to. */
export const tapBefore = (asked: Asked): FollowerState["tap"] => {
  const tap = asked.follower?.tap ?? null;
  const { event } = asked;
  const isWanted = event.kind === "image" || (event.kind === "location" && event.how === "sent");
  if (tap === null || !isWanted || tap.left <= 0) return null;
  return asked.nowMs - tap.atMs <= TAP_FOLLOWS_MS ? tap : null;
};

const positionOf = (event: InboundEvent) => {
  if (event.kind === "location") return { lat: event.lat, lng: event.lng };
  if (event.kind === "menu" && event.position !== null) return event.position;
  return null;
};

const expectsMore = (event: InboundEvent): number => {
  if (event.kind !== "menu") return 0;
  if (event.opens === "photo") return Math.max(1, event.pictures);
  return event.opens === "location" ? 1 : 0;
};

const notePosition = (run: Run): void => {
  const position = positionOf(run.asked.event);
  if (position === null) return;
  const { lat, lng } = position;
  addChange(run, { kind: "position", lat, lng, atMs: run.asked.event.sentAtMs });
};

/** The name in the table of limits: a sent position counts as a text, and of an order only that it was paid. */
const grantedBy = (event: InboundEvent): string => {
  if (event.kind === "location" && event.how === "sent") return "text";
  return event.kind === "payment" && event.state !== "paid" ? event.state : event.kind;
};

const noteWindow = (run: Run): void => {
  const { event, nowMs, follower } = run.asked;
  const grant = windowGrant(grantedBy(event), event.kind === "menu" ? event.opens : undefined);
  if (grant === null) return;
  const open = follower?.window ?? null;
  const untilMs = nowMs + grant.forMs;
  const isBetter = open === null || open.untilMs <= nowMs || grant.count >= open.left;
  if (isBetter) addChange(run, { kind: "window", window: { untilMs, left: grant.count } });
};

/** What an event tells about its follower before any rule is asked. */
export const noteEvent = (run: Run): void => {
  const { event, nowMs } = run.asked;
  if (event.follower === null) {
    noteBroadcast(run);
    return;
  }
  if (event.kind === "unfollow") addChange(run, { kind: "unfollowed" });
  if (event.kind === "follow")
    addChange(run, { kind: "followed", atMs: event.sentAtMs, channel: event.channel });
  if (event.kind === "event") notePage(run, event);
  noteSource(run);
  notePosition(run);
  noteWindow(run);
  noteNotice(run);
  notePayment(run);
  notePrivacy(run);
  noteProfile(run);
  const left = expectsMore(event);
  if (event.kind === "menu" && left > 0) {
    const tap = { key: event.button, atMs: nowMs, left, answered: false };
    addChange(run, { kind: "tap", tap });
  }
  run.endOfEvent();
};
