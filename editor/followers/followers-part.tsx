import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { useState } from "react";
import type { QueryOf } from "../../server/admin/contract.ts";
import { call } from "../api/client.ts";
import { useAccountParams } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { Waiting } from "../shell/waiting.tsx";
import { followerWords } from "../strings/followers.ts";
import { useText } from "../strings/text.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ExportButton } from "./export-button.tsx";
import { FollowerDialog } from "./follower-dialog.tsx";
import type { FollowerFilter } from "./follower-filters.tsx";
import { EVERYBODY, FollowerFilters } from "./follower-filters.tsx";
import { FollowerTable } from "./follower-table.tsx";

const PAGE = 50;

const queryOf = ({ text, tag, segment, state }: FollowerFilter) => {
  if (segment !== "") return { segment };
  return {
    ...(text.trim() === "" ? {} : { text: text.trim() }),
    ...(tag === "" ? {} : { tag }),
    ...(state === "all" ? {} : { state }),
  } satisfies QueryOf<"GET /accounts/:account/followers">;
};

const useFollowers = (filter: FollowerFilter) => {
  const params = useAccountParams();
  const asked = queryOf(filter);
  return useInfiniteQuery({
    queryKey: ["GET /accounts/:account/followers", params, asked],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? {} : { before: pageParam };
      const query = { ...asked, ...before, limit: PAGE };
      return call("GET /accounts/:account/followers", { params, query }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
};

/** The list of followers, narrowed down, and what is done to those who are chosen. */
export const FollowersPart = () => {
  const words = useText(followerWords);
  const [filter, setFilter] = useState(EVERYBODY);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<string | null>(null);
  const found = useFollowers(filter);
  const rows = found.data?.pages.flatMap((page) => page.followers) ?? [];
  const narrow = (change: Partial<FollowerFilter>): void => {
    setChosen([]);
    setFilter((before) => ({ ...before, ...change }));
  };
  return (
    <div className="stack">
      <div className="row">
        <FollowerFilters filter={filter} onFilter={narrow} />
        <span className="spring" />
        <ExportButton segment={filter.segment} />
      </div>
      {chosen.length > 0 && <BulkBar chosen={chosen} onDone={() => setChosen([])} />}
      {found.isPending && <Waiting />}
      {found.error !== null && (
        <LoadFailed error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data !== undefined && rows.length === 0 && <Empty description={words.empty} />}
      {rows.length > 0 && (
        <FollowerTable rows={rows} chosen={chosen} onChosen={setChosen} onShow={setShown} />
      )}
      {found.hasNextPage && (
        <div>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
      {shown !== null && <FollowerDialog openid={shown} onClose={() => setShown(null)} />}
    </div>
  );
};
