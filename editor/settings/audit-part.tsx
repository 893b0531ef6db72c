import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { call } from "../api/client.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { Waiting } from "../shell/waiting.tsx";
import { WideTable } from "../shell/wide-table.tsx";
import { settingsWords } from "../strings/settings.ts";
import { useText } from "../strings/text.ts";

const PAGE = 100;

/** 审计: who did what, newest first. */
export const AuditPart = () => {
  const words = useText(settingsWords);
  const audit = useInfiniteQuery({
    queryKey: ["GET /audit"],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? {} : { before: pageParam };
      return call("GET /audit", { query: { ...before, limit: PAGE } }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (audit.error !== null)
    return <LoadFailed error={audit.error} onRetry={() => void audit.refetch()} />;
  if (audit.data === undefined) return <Waiting />;
  const entries = audit.data.pages.flatMap((page) => page.entries);
  const titles = [words.when, words.who, words.what, words.subject, words.address];
  return (
    <div className="stack">
      <WideTable label={words.tabs.audit} titles={titles}>
        {entries.map(({ id, atMs, user, userName, account, what, subject, address }) => (
          <tr key={id}>
            <td>
              <LocalTime atMs={atMs} />
            </td>
            <td>{userName === "" ? user : userName}</td>
            <td>
              <code>{what}</code>
            </td>
            <td>{[account, subject].filter((part) => part !== "").join(" · ")}</td>
            <td>{address}</td>
          </tr>
        ))}
      </WideTable>
      {audit.hasNextPage && (
        <div>
          <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  );
};
