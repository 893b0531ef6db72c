import type { InboundEvent, Remembered } from "../../../engine/index.ts";
import type { SecretBox } from "../secret-box.ts";

/** Whose reminder it is: binds a secret to its place. */
export interface ReminderKey {
  readonly account: string;
  readonly openid: string;
  readonly id: string;
}

const each = (
  { names, secrets }: Remembered,
  change: (value: string, name: string) => unknown,
): Remembered => ({
  names: Object.fromEntries(
    Object.entries(names).map(([name, value]) => [
      name,
      secrets.includes(name) ? (change(JSON.stringify(value), name) as string) : value,
    ]),
  ),
  secrets,
});
const placeOf = ({ account, openid, id }: ReminderKey, name: string): string =>
  `timer/${account}/${openid}/${id}/${name}`;

/** What a reminder kept, with its secrets encrypted. */
export const sealRemembered = (box: SecretBox, key: ReminderKey, kept: Remembered): Remembered =>
  kept.secrets.length === 0 ? kept : each(kept, (text, name) => box.seal(text, placeOf(key, name)));

/** The other way; throws `secret-unreadable`. */
export const openRemembered = (box: SecretBox, key: ReminderKey, kept: Remembered): Remembered =>
  kept.secrets.length === 0
    ? kept
    : each(kept, (text, name) => JSON.parse(box.open(JSON.parse(text), placeOf(key, name))));

/** Changes what a due reminder carries; every other event stays as it is. */
const inEvent = (
  event: InboundEvent,
  change: (key: ReminderKey, kept: Remembered) => Remembered,
): InboundEvent => {
  if (event.kind !== "due" || event.captured === undefined || event.captured === null) return event;
  const { account, follower, id, captured } = event;
  return { ...event, captured: change({ account, openid: follower ?? "", id }, captured) };
};
export const sealEvent = (box: SecretBox, event: InboundEvent): InboundEvent =>
  inEvent(event, (key, kept) => sealRemembered(box, key, kept));
export const openEvent = (box: SecretBox, event: InboundEvent): InboundEvent =>
  inEvent(event, (key, kept) => openRemembered(box, key, kept));
