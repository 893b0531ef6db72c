import type { XmlElement } from "../../wechat/wire/xml.ts";
import type { Fields, ReadFields } from "./push.ts";
import { inside, read } from "./push.ts";

type Result = Fields<"notice-job">["results"][number];

const listIn = (push: XmlElement, wrapper: string): readonly XmlElement[] =>
  inside(push, wrapper)?.children.filter(({ name }) => name === "List") ?? [];

const REFUSED = "refused";
/** The follower's own doing: they refuse it, or have not allowed it (any more). */
const REFUSALS: ReadonlySet<string> = new Set(["43101", "43005", "48002"]);

const templateReason = (status: string): string => {
  if (status === "success") return "";
  return /user block/i.test(status) ? REFUSED : "notice-failed";
};
const codeReason = (code: string): string => {
  if (code === "0" || code === "") return "";
  return REFUSALS.has(code) ? REFUSED : `wechat-${code}`;
};
const resultOf = (messageId: string, templateId: string | null, reason: string): Result => ({
  ...{ messageId, templateId, reason },
  state: reason === "" ? "sent" : "failed",
});

const permission =
  (wrapper: string): ReadFields =>
  (push) => {
    const answers = listIn(push, wrapper).map((entry) => ({
      template: read(entry, "TemplateId"),
      isAllowed: read(entry, "SubscribeStatusString") === "accept",
    }));
    return answers.length === 0 ? null : { kind: "notice-permission", answers };
  };

/** How notices ended, and who allows them, by `Event` in lower case (contract §2.4, §2.6). */
export const noticeEvents: Readonly<Record<string, ReadFields>> = {
  templatesendjobfinish: (push) => {
    const reason = templateReason(read(push, "Status").trim().toLowerCase());
    return { kind: "notice-job", results: [resultOf(read(push, "MsgID"), null, reason)] };
  },
  subscribe_msg_sent_event: (push) => {
    const results = listIn(push, "SubscribeMsgSentEvent").map((entry) =>
      resultOf(
        read(entry, "MsgID"),
        read(entry, "TemplateId"),
        codeReason(read(entry, "ErrorCode")),
      ),
    );
    return results.length === 0 ? null : { kind: "notice-job", results };
  },
  subscribe_msg_popup_event: permission("SubscribeMsgPopupEvent"),
  subscribe_msg_change_event: permission("SubscribeMsgChangeEvent"),
};
