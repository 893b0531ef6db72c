import type { Expression, SqlBool } from "kysely";
import { sql } from "kysely";
import type { AccountId } from "../../../engine/index.ts";
import type { Clock } from "../../clock.ts";

const SEPARATOR = "\n";
/** Ids as one text to look one up in: a statement is written once and cannot take a list. */
const joined = (accounts: readonly AccountId[]): string =>
  accounts.map((account) => SEPARATOR + account + SEPARATOR).join("");

/** Whether a row's account is none of those that `joined` names. */
export const isUnmoved = (account: Expression<string>, moved: string): Expression<SqlBool> =>
  sql<SqlBool>`replace(${moved}, ${SEPARATOR} || ${account} || ${SEPARATOR}, '') = ${moved}`;

/** What is due of one account: by its time, but leased by this process's. */
export type DueOf = {
  readonly account: AccountId;
  readonly at_ms: number;
  readonly now_ms: number;
  readonly limit: number;
};

/**
 * Reads what is due: of all accounts that live by this process's time at once, then of each whose time was moved. The
 * usual one read when there are none.
 */
export const readDue = async <Row>(
  { nowMs, moved = () => [] }: Pick<Clock, "nowMs"> & Partial<Pick<Clock, "moved">>,
  at: { readonly now_ms: number; readonly limit: number },
  read: {
    readonly all: (at: {
      readonly now_ms: number;
      readonly moved: string;
      readonly limit: number;
    }) => Promise<readonly Row[]>;
    readonly of: (at: DueOf) => Promise<readonly Row[]>;
  },
): Promise<readonly Row[]> => {
  const accounts = moved();
  const found = [...(await read.all({ ...at, moved: joined(accounts) }))];
  for (const account of accounts) {
    const limit = at.limit - found.length;
    if (limit <= 0) break;
    const at_ms = at.now_ms + nowMs(account) - nowMs();
    found.push(...(await read.of({ account, at_ms, now_ms: at.now_ms, limit })));
  }
  return found;
};
