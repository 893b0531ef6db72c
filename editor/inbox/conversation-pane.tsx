import { Tag } from "antd";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { ConversationShape } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { useMe } from "../shell/session.ts";
import { inboxWords } from "../strings/inbox.ts";
import { useText } from "../strings/text.ts";
import { Acts } from "./acts.tsx";
import { Composer } from "./composer.tsx";
import { Lines } from "./lines.tsx";
import { LIST_MS } from "./live.ts";
import { spanText } from "./span-text.ts";

/** What may still be said, and until when it stays with people. */
const Left = ({ talk }: { readonly talk: ConversationShape }) => {
  const words = useText(inboxWords);
  const { window, quietForMs, state } = talk;
  return (
    <p className="talk-left">
      {window !== null && <span>{words.window(window.left, spanText(window.forMs, words))}</span>}
      {state === "open" && quietForMs !== null && (
        <span>{words.quiet(spanText(quietForMs, words))}</span>
      )}
    </p>
  );
};

const Head = ({ talk }: { readonly talk: ConversationShape }) => {
  const words = useText(inboxWords);
  const me = useMe();
  const path = useAccountPath();
  const { state, member, agent } = talk;
  const held = member === me.id ? words.mineState : words.heldBy(agent);
  const open = member === "" ? words.waitingState : held;
  return (
    <header className="talk-head">
      <Link className="talk-back" to={path("/inbox")}>
        ← {words.back}
      </Link>
      <div className="row">
        <h2>{talk.name || words.nameless(talk.follower)}</h2>
        <Tag>{state === "open" ? open : words.states[state]}</Tag>
        {talk.tags.slice(0, 5).map((tag) => (
          <Tag key={tag} color="blue">
            {tag}
          </Tag>
        ))}
      </div>
      <Left talk={talk} />
      <Acts talk={talk} />
    </header>
  );
};

interface Told {
  /** It became, or is, mine. */
  readonly onMine: () => void;
}
const Talk = ({ talk, onMine }: Told & { readonly talk: ConversationShape }) => {
  const me = useMe();
  const isMine = talk.state === "open" && talk.member === me.id;
  const tell = useRef(onMine);
  tell.current = onMine;
  useEffect(() => {
    if (isMine) tell.current();
  }, [isMine]);
  return (
    <>
      <Head talk={talk} />
      <Lines follower={talk.follower} name={talk.name} changedAtMs={talk.lastAtMs} />
      <Composer talk={talk} />
    </>
  );
};

/** One conversation: what was said, and what can be done. */
export const ConversationPane = ({ follower, onMine }: Told & { readonly follower: string }) => {
  const params = { ...useAccountParams(), follower };
  const talk = useApi(
    "GET /accounts/:account/conversations/:follower",
    { params },
    { everyMs: LIST_MS },
  );
  return <Loaded query={talk}>{(data) => <Talk talk={data} onMine={onMine} />}</Loaded>;
};
