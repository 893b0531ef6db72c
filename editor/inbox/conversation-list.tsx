import type { UseQueryResult } from "@tanstack/react-query";
import { Badge, Segmented } from "antd";
import { NavLink } from "react-router";
import type { ConversationList as Answer } from "../../server/admin/contract.ts";
import { useAccountPath } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { Scrolling } from "../shell/scrolling.tsx";
import { useMe } from "../shell/session.ts";
import { inboxWords } from "../strings/inbox.ts";
import { useText } from "../strings/text.ts";
import { lineText } from "./line-text.ts";
import type { Show } from "./live.ts";

type Row = Answer["conversations"][number];

const State = ({ row }: { readonly row: Row }) => {
  const words = useText(inboxWords);
  const me = useMe();
  if (row.state !== "open") return <>{words.states[row.state]}</>;
  if (row.member === "") return <b>{words.waitingState}</b>;
  return <>{row.member === me.id ? words.mineState : words.heldBy(row.agent)}</>;
};

const Entry = ({ row }: { readonly row: Row }) => {
  const words = useText(inboxWords);
  const path = useAccountPath();
  return (
    <li>
      <NavLink to={path(`/inbox/${encodeURIComponent(row.follower)}`)} className="talk-entry">
        <span className="talk-name">
          <b>{row.name || words.nameless(row.follower)}</b>
          {row.unread > 0 && (
            <Badge count={row.unread} color="#cf1322" title={words.unread(row.unread)} />
          )}
        </span>
        <span className="talk-last">{row.last === null ? "" : lineText(row.last, words)}</span>
        <span className="talk-meta">
          <State row={row} />
          <LocalTime atMs={row.lastAtMs} />
        </span>
      </NavLink>
    </li>
  );
};

/** Who waits, who is mine, or everybody. */
export const ConversationList = ({
  list,
  show,
  onShow,
}: {
  readonly list: UseQueryResult<Answer>;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
}) => {
  const words = useText(inboxWords);
  const counts = list.data?.counts;
  return (
    <div className="talks-list block">
      <Segmented<Show>
        block
        aria-label={words.show}
        value={show}
        onChange={onShow}
        options={[
          { value: "waiting", label: words.waiting(counts?.waiting ?? 0) },
          { value: "mine", label: words.mine(counts?.mine ?? 0) },
          { value: "all", label: words.all },
        ]}
      />
      <Loaded query={list}>
        {({ conversations }) =>
          conversations.length === 0 ? (
            <p className="help talk-none">{words.empty[show]}</p>
          ) : (
            <Scrolling label={words.list}>
              <ul className="talk-entries">
                {conversations.map((row) => (
                  <Entry key={row.follower} row={row} />
                ))}
              </ul>
            </Scrolling>
          )
        }
      </Loaded>
    </div>
  );
};
