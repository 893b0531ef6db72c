import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useCallback, useEffect, useRef } from "react";
import type { AnswerOf, InboxLine } from "../../server/admin/contract.ts";
import { call } from "../api/client.ts";
import { useRuleNames } from "../ladder/use-rule-names.ts";
import { useAccountParams } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { Waiting } from "../shell/waiting.tsx";
import { inboxWords } from "../strings/inbox.ts";
import { useText } from "../strings/text.ts";
import { Bubble } from "./bubble.tsx";
import { QUIET_MS, SENDING_MS } from "./live.ts";

const PAGE = 40;
type Page = AnswerOf<"GET /accounts/:account/conversations/:follower/lines">;

const isSending = (pages: readonly Page[]): boolean =>
  pages.some(({ lines }) => lines.some(({ state }) => state === "waiting"));

const useLines = (follower: string) => {
  const params = { ...useAccountParams(), follower };
  return useInfiniteQuery({
    queryKey: ["GET /accounts/:account/conversations/:follower/lines", params],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? {} : { before: pageParam };
      const query = { ...before, limit: PAGE };
      const name = "GET /accounts/:account/conversations/:follower/lines";
      return call(name, { params, query }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) => (isSending(state.data?.pages ?? []) ? SENDING_MS : QUIET_MS),
  });
};

/** Follows what is said, pictures that arrive later too, unless somebody reads further up. */
const useFollow = (last: string) => {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const follow = useCallback((): void => {
    const { current } = box;
    if (current !== null && isAtEnd.current) current.scrollTop = current.scrollHeight;
  }, []);
  useEffect(() => {
    if (last !== "") follow();
  }, [last, follow]);
  const onScroll = (): void => {
    const { current } = box;
    if (current !== null)
      isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < 80;
  };
  return { box, onScroll, follow };
};

const idOf = ({ key, place }: InboxLine): string => `${key} ${place}`;

/** What was said, oldest first. */
export const Lines = ({
  follower,
  name,
  changedAtMs,
}: {
  readonly follower: string;
  readonly name: string;
  /** Somebody did something: read again. */
  readonly changedAtMs: number;
}) => {
  const words = useText(inboxWords);
  const nameOf = useRuleNames();
  const query = useLines(follower);
  const { refetch } = query;
  useEffect(() => {
    if (changedAtMs > 0) void refetch();
  }, [changedAtMs, refetch]);
  const lines = (query.data?.pages ?? []).toReversed().flatMap((page) => page.lines);
  const last = lines.at(-1);
  const { box, onScroll, follow } = useFollow(last === undefined ? "" : idOf(last));
  if (query.isPending) return <Waiting />;
  if (query.error !== null && query.data === undefined)
    return <LoadFailed error={query.error} onRetry={() => void refetch()} />;
  return (
    <div
      className="talk-lines"
      ref={box}
      onScroll={onScroll}
      onLoadCapture={follow}
      role="log"
      aria-label={words.lines(name || words.nameless(follower))}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
      tabIndex={0}
    >
      {query.hasNextPage && (
        <Button
          size="small"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.older}
        </Button>
      )}
      {lines.map((line) => (
        <Bubble key={idOf(line)} line={line} follower={follower} ruleName={nameOf(line.name)} />
      ))}
    </div>
  );
};
