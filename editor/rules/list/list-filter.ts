import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Family, RuleQuery } from "../../../server/admin/contract.ts";
import type { RuleFilter } from "../../api/use-rules.ts";

/** The tabs of the official console, and everything. */
export const TABS = ["keyword", "follow", "message", "all"] as const;
export type Tab = (typeof TABS)[number];

export type FilterName = "text" | "group" | "state" | "badge" | "sort";
const NAMES: readonly FilterName[] = ["text", "group", "state", "badge", "sort"];

export interface ListFilter {
  readonly tab: Tab;
  readonly values: Readonly<Record<FilterName, string>>;
  /** For the API. */
  readonly query: RuleFilter;
  readonly isFiltered: boolean;
  readonly set: (name: FilterName, value: string) => void;
  readonly reset: () => void;
}

const tabOf = (search: URLSearchParams): Tab =>
  TABS.find((tab) => tab === search.get("tab")) ?? "all";

const queryOf = (tab: Tab, values: ListFilter["values"]): RuleFilter => {
  const { text, group, state, badge, sort } = values;
  return {
    ...(tab === "all" ? {} : { family: tab satisfies Family }),
    ...(text === "" ? {} : { text }),
    ...(group === "" ? {} : { group }),
    ...(state === "" ? {} : { state: state as NonNullable<RuleQuery["state"]> }),
    ...(badge === "" ? {} : { badge: badge as NonNullable<RuleQuery["badge"]> }),
    ...(sort === "" ? {} : { sort: sort as NonNullable<RuleQuery["sort"]> }),
  };
};

/** The filter of the list, kept in the address: a link shows the same rows. */
export const useListFilter = (): ListFilter => {
  const [search, setSearch] = useSearchParams();
  return useMemo(() => {
    const tab = tabOf(search);
    const read = (name: FilterName): string => search.get(name) ?? "";
    const values = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as Record<
      FilterName,
      string
    >;
    return {
      tab,
      values,
      query: queryOf(tab, values),
      isFiltered: NAMES.some((name) => name !== "sort" && values[name] !== ""),
      set: (name, value) =>
        setSearch(
          (now) => {
            const next = new URLSearchParams(now);
            if (value === "") next.delete(name);
            else next.set(name, value);
            return next;
          },
          { replace: true },
        ),
      reset: () => setSearch(tab === "all" ? {} : { tab }, { replace: true }),
    };
  }, [search, setSearch]);
};
