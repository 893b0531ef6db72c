import { Button } from "antd";
import { Link } from "react-router";
import type { InboxLine } from "../../server/admin/contract.ts";
import { call } from "../api/client.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { inboxWords } from "../strings/inbox.ts";
import { useSay, useText } from "../strings/text.ts";
import { lineText } from "./line-text.ts";
import { playSound } from "./play-sound.ts";

const FILE = "GET /accounts/:account/conversations/:follower/file";
interface Place {
  readonly line: InboxLine;
  readonly follower: string;
}

const Picture = ({ line, follower }: Place) => {
  const words = useText(inboxWords);
  const params = { ...useAccountParams(), follower };
  const file = useApi(FILE, { params, query: { key: line.key, place: line.place } });
  if (file.data !== undefined)
    return <img className="talk-picture" src={file.data.data} alt={words.picture} />;
  if (file.error !== null)
    return <LoadFailed error={file.error} onRetry={() => void file.refetch()} />;
  return <>[{words.kinds.image}]</>;
};

const Voice = ({ line, follower }: Place) => {
  const words = useText(inboxWords);
  const notice = useNotice();
  const params = { ...useAccountParams(), follower };
  const play = (): void => {
    call(FILE, { params, query: { key: line.key, place: line.place } })
      .then((file) => playSound(file))
      .then((isPlayed) => {
        if (!isPlayed) notice.done(words.cannotPlay);
      })
      .catch((error: unknown) => notice.failed(error));
  };
  return (
    <>
      {lineText(line, words)}{" "}
      <Button size="small" onClick={play}>
        {words.play}
      </Button>
    </>
  );
};

const Content = (place: Place) => {
  const words = useText(inboxWords);
  const { line } = place;
  if (line.hasFile && line.kind === "image") return <Picture {...place} />;
  if (line.hasFile && line.kind === "voice") return <Voice {...place} />;
  return <>{lineText(line, words)}</>;
};

/** What became of it, if it is not there yet. */
const Fate = ({ line: { state, why } }: { readonly line: InboxLine }) => {
  const words = useText(inboxWords);
  const say = useSay();
  if (state === "there") return null;
  if (state === "waiting" && why === null) return <span className="soft">{words.sending}</span>;
  return (
    <span className={state === "waiting" ? "soft" : "talk-failed"} role="status">
      {state === "waiting" ? words.sending : words.failed}
      {why !== null && ` · ${say(why.means)} ${say(why.remedy)}`}
    </span>
  );
};

/** One thing that was said, or done between. */
export const Bubble = ({ line, follower, ruleName }: Place & { readonly ruleName: string }) => {
  const words = useText(inboxWords);
  const path = useAccountPath();
  const { from, name, kind, atMs, key } = line;
  if (from === "note")
    return (
      <p className="talk-note">
        {words.notes[kind]?.(name) ?? kind} · <LocalTime atMs={atMs} />
      </p>
    );
  const byRule = name === "" ? words.bot : words.rule(ruleName);
  const who = from === "follower" ? words.follower : from === "agent" ? name : byRule;
  return (
    <div className={`bubble-row from-${from}`}>
      <span className="bubble-who">
        {from === "bot" ? (
          <Link to={path(`/messages/${encodeURIComponent(key)}`)}>{who}</Link>
        ) : (
          who
        )}{" "}
        <LocalTime atMs={atMs} />
      </span>
      <div className="talk-bubble">
        <Content line={line} follower={follower} />
      </div>
      <Fate line={line} />
    </div>
  );
};
