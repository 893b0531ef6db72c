import type { XmlElement } from "../../wechat/wire/xml.ts";
import type { Fields, ReadFields } from "./push.ts";
import { read } from "./push.ts";

const session =
  (state: "opened" | "closed" | "moved", name: string): ReadFields =>
  (push: XmlElement): Fields<"agent"> => ({
    ...{ kind: "agent", state, at: "wechat", agent: read(push, name), messages: [] },
  });

/** What WeChat's own agents do (contract §2.5), by `Event` in lower case. */
export const agentEvents: Readonly<Record<string, ReadFields>> = {
  kf_create_session: session("opened", "KfAccount"),
  kf_close_session: session("closed", "KfAccount"),
  kf_switch_session: session("moved", "ToKfAccount"),
};
