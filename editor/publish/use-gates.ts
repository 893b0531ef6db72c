import { useQuery } from "@tanstack/react-query";
import type { AnswerOf, TestRuns } from "../../server/admin/contract.ts";
import { call } from "../api/client.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";

/** What has to be well before a draft goes out. */
export interface Gates {
  readonly checked: AnswerOf<"GET /accounts/:account/check"> | null;
  readonly runs: TestRuns | null;
  readonly error: Error | null;
}

/** Checks the draft and runs all its tests, again after every change of it. `at` names the state of the draft. */
export const useGates = (at: string): Gates => {
  const params = useAccountParams();
  const checked = useApi("GET /accounts/:account/check", { params, query: { of: "draft" } });
  const runs = useQuery({
    queryKey: ["tests of the draft", params, at],
    queryFn: () => call("POST /accounts/:account/tests-run", { params, body: { of: "draft" } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    checked: checked.data ?? null,
    runs: runs.data ?? null,
    error: checked.error ?? runs.error,
  };
};
