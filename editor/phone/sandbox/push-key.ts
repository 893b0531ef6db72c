import type { PushFields } from "./entry.ts";

/** A longer key is shortened by the server in a way of its own. */
const longestKey = 160;

/** What our server knows a push by: the message's id, or for an event who, when and what; `null` when it cannot be told from outside. */
export const pushKey = (fields: PushFields): string | null => {
  if (fields.MsgType !== "event") return fields.MsgId === undefined ? null : String(fields.MsgId);
  const { FromUserName, CreateTime, Event, EventKey, Ticket } = fields;
  const parts = [FromUserName, CreateTime, String(Event).toLowerCase(), EventKey ?? ""];
  if (Ticket !== undefined) parts.push(Ticket);
  const key = parts.join("|");
  return key.length <= longestKey ? key : null;
};
