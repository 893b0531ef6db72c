import { hasRight } from "../../limits.ts";
import type { Account } from "../../schema/account.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { CheckedData } from "./check-data-file.ts";
import { diagnosticAt } from "./checked-rule.ts";

/** Settings of account.yaml that ask the platform for something, each under the right of its own name. */
const ASKING = ["speech", "semantic"] as const;

/** What account.yaml switches on and this kind of account may not have: the platform would refuse it each time. */
export const warnRights = (file: CheckedData, account: Account): readonly Diagnostic[] =>
  ASKING.flatMap((name) => {
    const isOn = account[name] !== undefined && account[name] !== false;
    if (!isOn || hasRight(account, name)) return [];
    const params = { rule: "", name, right: name };
    return [diagnosticAt(file.where, "right-missing", { at: [name], end: "key", params })];
  });
