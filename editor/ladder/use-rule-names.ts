import { useMemo } from "react";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";

/** Names of the account's rules by id; an id that is not known names itself. */
export const useRuleNames = (): ((rule: string) => string) => {
  const params = useAccountParams();
  const names = useApi("GET /accounts/:account/names", { params });
  const byId = useMemo(
    () => new Map((names.data?.rules ?? []).map(({ id, name }) => [id, name])),
    [names.data],
  );
  return (rule) => byId.get(rule) ?? rule;
};
