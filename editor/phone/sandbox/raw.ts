import type { Answer, MenuButton, Person } from "../transport.ts";

/** What the control API answers to a push. */
export interface PushResult {
  readonly push?: string;
  readonly deliveries?: readonly { readonly ms: number }[];
  readonly refused?: string | null;
}
/** What it answers to a tap on the menu. */
export interface Tapped {
  readonly pushes?: readonly PushResult[];
  readonly opened?: string | null;
}
/** An earlier push. */
export interface RawPush {
  readonly id: string;
  readonly ms: number;
  readonly deliveries: number;
}
/** A person of an account. */
export interface RawFollower {
  readonly openid: string;
  readonly nickname: string;
  readonly subscribed: 0 | 1;
}
/** A button as it was published. */
export interface RawButton {
  readonly name: string;
  readonly type?: string;
  readonly key?: string;
  readonly sub_button?: readonly RawButton[];
}
/** The menu of a follower. */
export interface RawMenu {
  readonly menu: { readonly buttons: readonly RawButton[] } | null;
}
/** A stored media. */
export interface RawMedia {
  readonly mediaId: string;
  readonly type: string;
  readonly name: string;
}
/** A parametric QR code. */
export interface RawCode {
  readonly scene: string;
  readonly url: string;
  readonly expiresAtMs: number | null;
}

/** A menu's button as the phone shows it. */
export const buttonOf = ({
  name,
  type = "",
  key = "",
  sub_button = [],
}: RawButton): MenuButton => ({
  name,
  type,
  key,
  sub: sub_button.map(buttonOf),
});

/** A follower as somebody whose phone it can be. */
export const personOf = ({ openid, nickname, subscribed }: RawFollower): Person => ({
  openid,
  name: nickname,
  isFollowing: subscribed === 1,
});

const answerOf = (push: string, { deliveries = [], refused = null }: PushResult): Answer => ({
  push,
  tookMs: Math.round(deliveries.reduce((sum, { ms }) => sum + ms, 0)),
  deliveries: deliveries.length,
  refused,
});

/** How pushes were answered; what was no push (an expired code) is left out. */
export const answersIn = (results: readonly PushResult[]): readonly Answer[] =>
  results.flatMap((result) => (result.push === undefined ? [] : [answerOf(result.push, result)]));
