import { Button } from "antd";
import type { AnswerOf } from "../../server/admin/contract.ts";
import { useApi, useSend } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { useNotice } from "../shell/use-notice.ts";
import { followerWords } from "../strings/followers.ts";
import { useSay, useText } from "../strings/text.ts";

type Sync = AnswerOf<"GET /accounts/:account/followers-sync">["sync"];

const LOOK_MS = 1_000;
const isGoing = (sync: Sync): boolean =>
  sync !== null && sync.phase !== "done" && sync.phase !== "failed";

const Progress = ({ sync }: { readonly sync: NonNullable<Sync> }) => {
  const words = useText(followerWords);
  const say = useSay();
  const { phase, listed, total, read, gone, updatedAtMs, why } = sync;
  return (
    <span role="status">
      {words.syncPhases[phase]} · {words.syncFigures(listed, total, read, gone)} · {words.syncAt}{" "}
      <LocalTime atMs={updatedAtMs} />
      {why !== null && (
        <span>
          {" "}
          · {say(why.means)} ({why.code}) {say(why.remedy)}
        </span>
      )}
    </span>
  );
};

/** Brings followers from WeChat, and shows how far that is. */
export const SyncPart = () => {
  const words = useText(followerWords);
  const params = useAccountParams();
  const notice = useNotice();
  const state = useApi(
    "GET /accounts/:account/followers-sync",
    { params },
    { everyMs: (answer) => (isGoing(answer?.sync ?? null) ? LOOK_MS : false) },
  );
  const begin = useSend("POST /accounts/:account/followers-sync");
  const start = (kind: "full" | "new"): void =>
    begin.mutate(
      { params, body: { kind } },
      { onSuccess: () => notice.done(words.syncBegun), onError: notice.failed },
    );
  return (
    <section className="block row" aria-label={words.sync}>
      <Loaded query={state}>
        {({ sync }) => (
          <>
            <Button disabled={isGoing(sync)} onClick={() => start("new")}>
              {words.syncNew}
            </Button>
            <Button disabled={isGoing(sync)} onClick={() => start("full")}>
              {words.syncAll}
            </Button>
            {sync === null ? <span>{words.syncNone}</span> : <Progress sync={sync} />}
          </>
        )}
      </Loaded>
    </section>
  );
};
