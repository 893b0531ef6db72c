import { useMemo } from "react";
import type { RuleList, RuleQuery, RuleRow } from "../../server/admin/contract.ts";
import { useAccountParams } from "../shell/account.ts";
import { useApi } from "./use-api.ts";

/** Enough for the first screen; the rest comes while it is read. */
const FIRST = 100;
const REST = 10_000;
/** How long until marks that were still being worked out are asked for again. */
const CHECKING_MS = 700;

export type RuleFilter = Omit<RuleQuery, "offset" | "limit">;
interface Rules {
  readonly rows: readonly RuleRow[];
  readonly first: RuleList | undefined;
  readonly isComplete: boolean;
  readonly isWaiting: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

const untilChecked = (list: RuleList | undefined): number | false =>
  list?.isChecked === false && CHECKING_MS;

/** All rows of a filter: the first ones at once, the others as they come. */
export const useRules = (filter: RuleFilter, when = true): Rules => {
  const params = useAccountParams();
  const first = useApi(
    "GET /accounts/:account/rules",
    { params, query: { ...filter, offset: 0, limit: FIRST } },
    { keep: true, when, everyMs: untilChecked },
  );
  const isMore = (first.data?.total ?? 0) > FIRST;
  const rest = useApi(
    "GET /accounts/:account/rules",
    { params, query: { ...filter, offset: FIRST, limit: REST } },
    { keep: true, when: when && isMore, everyMs: untilChecked },
  );
  const rows = useMemo(
    () => [...(first.data?.rows ?? []), ...(isMore ? (rest.data?.rows ?? []) : [])],
    [first.data, rest.data, isMore],
  );
  return {
    rows,
    first: first.data,
    isComplete: first.data !== undefined && (!isMore || rest.data !== undefined),
    isWaiting: first.isPending || first.isPlaceholderData === true,
    error: first.error ?? rest.error,
    retry: () => {
      void first.refetch();
      if (isMore) void rest.refetch();
    },
  };
};
