import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { AnswerOf, QueryOf } from "../../server/admin/contract.ts";
import { call } from "../api/client.ts";
import { useAccountParams, useAccountPath } from "../shell/account.ts";
import { LoadFailed } from "../shell/load-failed.tsx";
import { LocalTime } from "../shell/local-time.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { Waiting } from "../shell/waiting.tsx";
import { WideTable } from "../shell/wide-table.tsx";
import { orderWords } from "../strings/orders.ts";
import { useText } from "../strings/text.ts";
import { Bills } from "./bills.tsx";
import { OrderFilters, useOrderFilter } from "./order-filter.tsx";
import { StateTag } from "./state-tag.tsx";
import { Troubles } from "./troubles.tsx";
import { yuan } from "./yuan.ts";
import "../messages/messages.css";
import "./orders.css";

type Row = AnswerOf<"GET /accounts/:account/orders">["orders"][number];
type Query = QueryOf<"GET /accounts/:account/orders">;

const PAGE = 50;
const DAY_MS = 86_400_000;

const useOrders = (query: Query) => {
  const params = useAccountParams();
  return useInfiniteQuery({
    queryKey: ["GET /accounts/:account/orders", params, query],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? {} : { before: pageParam };
      const asked = { ...query, ...before, limit: PAGE };
      return call("GET /accounts/:account/orders", { params, query: asked }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
};

const OrderRow = ({ row }: { readonly row: Row }) => {
  const words = useText(orderWords);
  const path = useAccountPath();
  return (
    <tr>
      <td className="mono order-no">
        <Link to={path(`/orders/${row.no}`)} aria-label={words.open(row.no)}>
          {row.no}
        </Link>
      </td>
      <td>{row.title}</td>
      <td className="money">{yuan(row.amountFen)}</td>
      <td>
        <StateTag state={row.state} />
      </td>
      <td className="mono">{row.follower}</td>
      <td className="mono">{row.channel}</td>
      <td className="when">
        <LocalTime atMs={row.createdAtMs} />
      </td>
    </tr>
  );
};

const List = ({ query }: { readonly query: Query }) => {
  const words = useText(orderWords);
  const found = useOrders(query);
  const rows = found.data?.pages.flatMap(({ orders }) => orders) ?? [];
  const sums = found.data?.pages[0]?.sums;
  if (found.isPending) return <Waiting />;
  if (found.error !== null)
    return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  if (rows.length === 0) return <Empty description={words.empty} />;
  return (
    <>
      {sums !== undefined && (
        <p className="help" role="status">
          {words.sums(sums.orders, yuan(sums.paidFen), yuan(sums.refundedFen))}
        </p>
      )}
      <WideTable label={words.list} titles={Object.values(words.columns)}>
        {rows.map((row) => (
          <OrderRow key={row.no} row={row} />
        ))}
      </WideTable>
      {found.hasNextPage && (
        <div>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
};

/** 订单: every order, what does not fit them, and each day against the bill. */
export const OrdersPage = () => {
  const words = useText(orderWords);
  const filter = useOrderFilter();
  const [nowMs] = useState(() => Date.now());
  const { state, search, days } = filter.values;
  const query = {
    ...(state === "" ? {} : { state: state as Row["state"] }),
    ...(search === "" ? {} : { search }),
    ...(days === "" ? {} : { fromMs: nowMs - Number(days) * DAY_MS }),
  };
  usePageTitle(words.title);
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <Troubles />
      <OrderFilters filter={filter} />
      <List query={query} />
      <Bills />
    </div>
  );
};
