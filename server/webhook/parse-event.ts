import { hash } from "node:crypto";
import type { AccountId, InboundEvent } from "../../engine/index.ts";
import type { XmlElement } from "../wechat/wire/xml.ts";
import { accountEvents } from "./events/account-events.ts";
import { agentEvents } from "./events/agent-events.ts";
import { broadcastEvents } from "./events/broadcast-events.ts";
import { followEvents } from "./events/follow-events.ts";
import { menuEvents } from "./events/menu-events.ts";
import { messages } from "./events/messages.ts";
import { noticeEvents } from "./events/notice-events.ts";
import type { Fields, ReadFields } from "./events/push.ts";
import { fieldsOf, find, MalformedPush, read } from "./events/push.ts";

const events: ReadonlyMap<string, ReadFields> = new Map(
  Object.entries({
    ...followEvents,
    ...menuEvents,
    ...noticeEvents,
    ...agentEvents,
    ...broadcastEvents,
  }),
);
const messageTypes: ReadonlyMap<string, ReadFields> = new Map(Object.entries(messages));

const seconds = /^\d{1,12}$/;
/** Longer ones (a url button's address) are shortened by a digest, so that keys stay fit for an index. */
const longestKey = 160;

const keyOf = (parts: readonly string[]): string => {
  const key = parts.join("|");
  return key.length <= longestKey ? key : `${key.slice(0, 80)}|${hash("sha1", key, "hex")}`;
};

const toldApartBy = (fields: Fields): unknown => {
  if (fields.kind === "other") return fields.fields;
  if (fields.kind === "notice-job") return fields.results;
  if (fields.kind === "broadcast-job") return fields.messageId;
  return fields.kind === "notice-permission" ? fields.answers : null;
};
const eventKey = (push: XmlElement, from: string, name: string, fields: Fields): string => {
  const parts = [from, read(push, "CreateTime"), name, read(push, "EventKey")];
  const ticket = read(push, "Ticket");
  if (ticket !== "") parts.push(ticket);
  // Two notices to one follower, or two jobs, may end in the same second: only what they hold tells them apart.
  const told = toldApartBy(fields);
  if (told !== null) parts.push(hash("sha1", JSON.stringify(told), "hex"));
  return keyOf(parts);
};

const readFields = (push: XmlElement, type: string, name: string): Fields => {
  const reader = type === "event" ? events.get(name) : messageTypes.get(type);
  return reader?.(push) ?? { kind: "other", name: name || type, fields: fieldsOf(push) };
};

/**
 * Frees a push of its wire format: every message and event of the platform; what has no kind of its own becomes `other`.
 * Names of events are compared without case. Throws `MalformedPush` when sender, time or type is missing or stands twice.
 */
export const parseEvent = (push: XmlElement, account: AccountId): InboundEvent => {
  const from = read(push, "FromUserName");
  const createTime = read(push, "CreateTime");
  const type = read(push, "MsgType").toLowerCase();
  if (from === "" || type === "") throw new MalformedPush("no sender or no type");
  if (!seconds.test(createTime)) throw new MalformedPush("CreateTime is not in seconds");
  const name = type === "event" ? read(push, "Event").toLowerCase() : "";
  const fields = readFields(push, type, name);
  const messageId = type === "event" ? undefined : find(push, "MsgId");
  return {
    ...fields,
    account,
    follower: accountEvents.has(name) ? null : from,
    key: messageId || eventKey(push, from, name || type, fields),
    sentAtMs: Number(createTime) * 1000,
  };
};
