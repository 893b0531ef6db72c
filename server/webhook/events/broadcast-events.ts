import type { XmlElement } from "../../wechat/wire/xml.ts";
import type { Fields, ReadFields } from "./push.ts";
import { number, read } from "./push.ts";

const SENT = "send success";
const REVIEWED = /^err\((\d{1,6})\)$/;

/** `send fail` is the platform's own failure; `err(20001)` says why it would not. */
const codeOf = (status: string): string => {
  if (status === SENT) return "";
  const why = REVIEWED.exec(status)?.[1];
  return why === undefined ? "mass-failed" : `mass-${why}`;
};
const count = (push: XmlElement, name: string): number => number(read(push, name)) ?? 0;

/** How jobs of mass sends ended, by `Event` in lower case (contract §2.4). */
export const broadcastEvents: Readonly<Record<string, ReadFields>> = {
  masssendjobfinish: (push): Fields<"broadcast-job"> | null => {
    const messageId = read(push, "MsgID");
    if (messageId === "") return null;
    const status = read(push, "Status").trim().toLowerCase();
    return {
      ...{ kind: "broadcast-job", messageId, isSent: status === SENT, code: codeOf(status) },
      total: count(push, "TotalCount"),
      sent: count(push, "SentCount"),
      errors: count(push, "ErrorCount"),
    };
  },
};
