import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { LogRow } from "../../server/admin/contract.ts";
import { call } from "../api/client.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { Waiting } from "../shell/waiting.tsx";
import { timeText, useZone } from "../shell/zone.ts";
import { messagesWords } from "../strings/messages.ts";
import { useText } from "../strings/text.ts";
import type { LogFilter } from "./log-filter.ts";
import { useLogFilter } from "./log-filter.ts";
import { LogFilters } from "./log-filters.tsx";
import { OutcomeTag } from "./outcome-tag.tsx";
import "./messages.css";

const PAGE = 50;
const LIVE_MS = 2_000;

const useLog = (filter: LogFilter, isLive: boolean) => {
  const params = useAccountParams();
  return useInfiniteQuery({
    queryKey: ["GET /accounts/:account/log", params, filter.query],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? {} : { before: pageParam };
      const query = { ...filter.query, ...before, limit: PAGE };
      return call("GET /accounts/:account/log", { params, query }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: isLive ? LIVE_MS : false,
  });
};

const Row = ({ row }: { readonly row: LogRow }) => {
  const words = useText(messagesWords);
  const path = useAccountPath();
  const zone = useZone();
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const { key, atMs, follower, kind, body, rule, ruleName, version } = row;
  return (
    <tr>
      <td className="when">
        <Link
          to={path(`/messages/${encodeURIComponent(key)}`)}
          aria-label={words.open(timeText(atMs, zone))}
        >
          <LocalTime atMs={atMs} />
        </Link>
      </td>
      <td className="mono">{follower ?? ""}</td>
      <td>{kinds[kind] ?? kind}</td>
      <td className="body-text">{body}</td>
      <td>
        <OutcomeTag row={row} />
      </td>
      <td>
        {rule !== "" && (
          <Link to={path(`/rules/edit/${encodeURIComponent(rule)}`)}>
            {ruleName === "" ? rule : ruleName}
          </Link>
        )}
      </td>
      <td>{version}</td>
    </tr>
  );
};

const Rows = ({ rows }: { readonly rows: readonly LogRow[] }) => {
  const words = useText(messagesWords);
  const { at, follower, kind, body, outcome, rule, version } = words.columns;
  return (
    <div className="block scrolls">
      <table className="plain-table">
        <thead>
          <tr>
            {[at, follower, kind, body, outcome, rule, version].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** 消息记录: every delivery, newest first. */
export const LogPage = () => {
  const words = useText(messagesWords);
  const filter = useLogFilter();
  const [isLive, setLive] = useState(false);
  const log = useLog(filter, isLive);
  usePageTitle(words.title);
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <LogFilters filter={filter} isLive={isLive} onLive={setLive} />
      {log.isPending && <Waiting />}
      {log.error !== null && <LoadFailed error={log.error} onRetry={() => void log.refetch()} />}
      {log.data !== undefined && rows.length === 0 && <Empty description={words.empty} />}
      {rows.length > 0 && <Rows rows={rows} />}
      {log.hasNextPage && (
        <div>
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </div>
  );
};
