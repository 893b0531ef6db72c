import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem.ts";

const FRESH_MS = 3_000;

/** Refusals stay refusals; a server that is busy or gone is asked again. */
const mayTryAgain = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status === 503);

/** The cache of what the API answered. A session that ended anywhere is noticed everywhere. */
export const makeQueryClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: mayTryAgain, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  const onError = (error: unknown): void => {
    if (error instanceof ApiProblem && error.code === "signed-out")
      void client.invalidateQueries({ queryKey: ["GET /session"] });
  };
  client.getQueryCache().config.onError = onError;
  client.getMutationCache().config.onError = onError;
  return client;
};
