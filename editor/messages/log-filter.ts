import { useMemo } from "react";
import { useSearchParams } from "react-router";

export const LOG_FILTERS = ["follower", "rule", "outcome", "kind", "text"] as const;
export type LogFilterName = (typeof LOG_FILTERS)[number];

export interface LogFilter {
  readonly values: Readonly<Record<LogFilterName, string>>;
  /** Only what is set. */
  readonly query: Readonly<Partial<Record<LogFilterName, string>>>;
  readonly set: (name: LogFilterName, value: string) => void;
  readonly reset: () => void;
}

/** The filter of the log, kept in the address. */
export const useLogFilter = (): LogFilter => {
  const [search, setSearch] = useSearchParams();
  return useMemo(() => {
    const entries = LOG_FILTERS.map((name) => [name, search.get(name) ?? ""] as const);
    return {
      values: Object.fromEntries(entries) as Record<LogFilterName, string>,
      query: Object.fromEntries(entries.filter(([, value]) => value !== "")),
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
      reset: () => setSearch({}, { replace: true }),
    };
  }, [search, setSearch]);
};
