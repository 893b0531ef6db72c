import { useState } from "react";
import { useParams } from "react-router";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { inboxWords } from "../strings/inbox.ts";
import { useText } from "../strings/text.ts";
import { ConversationList } from "./conversation-list.tsx";
import { ConversationPane } from "./conversation-pane.tsx";
import type { Show } from "./live.ts";
import { LIST_MS } from "./live.ts";
import "./inbox.css";

/** 客服会话: conversations on the left, the chosen one on the right; one after the other on narrow screens. */
export const InboxPage = () => {
  const words = useText(inboxWords);
  const params = useAccountParams();
  const { follower } = useParams();
  const [show, setShow] = useState<Show>("waiting");
  const list = useApi(
    "GET /accounts/:account/conversations",
    { params, query: { show, limit: 100 } },
    { everyMs: LIST_MS, keep: true },
  );
  const waiting = list.data?.counts.waiting ?? 0;
  usePageTitle(waiting > 0 ? words.titleWith(waiting) : words.title);
  return (
    <div className={`inbox ${follower === undefined ? "lists" : "talks"}`}>
      <div className="inbox-head">
        <h1>{words.title}</h1>
        <p className="help">{words.help}</p>
      </div>
      <ConversationList list={list} show={show} onShow={setShow} />
      <section className="talk block" aria-label={words.title}>
        {follower === undefined ? (
          <p className="help talk-none">{words.choose}</p>
        ) : (
          <ConversationPane
            key={follower}
            follower={follower}
            onMine={() => setShow((shown) => (shown === "waiting" ? "mine" : shown))}
          />
        )}
      </section>
    </div>
  );
};
