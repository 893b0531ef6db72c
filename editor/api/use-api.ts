import type { UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AnswerOf, RouteName } from "../../server/admin/contract.ts";
import type { Given } from "./client.ts";
import { call } from "./client.ts";

interface Options<T> {
  /** Asks only then; `true` when absent. */
  readonly when?: boolean;
  /** Asks again after this many milliseconds. */
  readonly everyMs?: number | ((answer: T | undefined) => number | false);
  /** Shows what was there while a changed question is answered. */
  readonly keep?: boolean;
}

/** The key under which an answer is kept. */
export const keyOf = <K extends RouteName>(name: K, given: Given<K>) => [name, given] as const;

/** Asks the API and keeps the answer fresh. */
export const useApi = <K extends RouteName>(
  name: K & `GET ${string}`,
  given: Given<K>,
  { when = true, everyMs, keep = false }: Options<AnswerOf<K>> = {},
): UseQueryResult<AnswerOf<K>> => {
  const again = typeof everyMs === "function" ? everyMs : () => everyMs ?? false;
  return useQuery<AnswerOf<K>, Error, AnswerOf<K>, readonly unknown[]>({
    queryKey: keyOf(name, given),
    queryFn: ({ signal }) => call<K>(name, given, signal),
    enabled: when,
    refetchInterval: ({ state }) => again(state.data),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
};

/** Sends a change; everything that is on the screen is asked for again afterwards. */
export const useSend = <K extends RouteName>(
  name: K,
): UseMutationResult<AnswerOf<K>, Error, Given<K>> => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: Given<K>) => call(name, given),
    // Not waited for: the page that sent it may be gone before all is read again.
    onSuccess: () => {
      void client.invalidateQueries();
    },
  });
};

/** Sends a question by POST: nothing changes by it. */
export const useAsk = <K extends RouteName>(
  name: K,
): UseMutationResult<AnswerOf<K>, Error, Given<K>> =>
  useMutation({ mutationFn: (given: Given<K>) => call(name, given) });
