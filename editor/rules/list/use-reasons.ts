import { useMemo } from "react";
import { useApi } from "../../api/use-api.ts";
import { useAccountParams } from "../../shell/account.ts";
import { useSay } from "../../strings/text.ts";

/** Why rules of the draft cannot be read, by rule; asked for only when one is shown. */
export const useReasons = (when: boolean): ((rule: string) => string | null) => {
  const params = useAccountParams();
  const say = useSay();
  const checked = useApi(
    "GET /accounts/:account/check",
    { params, query: { of: "draft" } },
    { when },
  );
  const reasons = useMemo(() => {
    const first = new Map<string, string>();
    for (const { rule, says, diagnostic } of checked.data?.problems ?? [])
      if (rule !== null && diagnostic.severity === "error" && !first.has(rule))
        first.set(rule, say(says));
    return first;
  }, [checked.data, say]);
  return (rule) => reasons.get(rule) ?? null;
};
