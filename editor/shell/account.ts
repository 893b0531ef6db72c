import { createContext, useContext } from "react";
import type { AccountRow, Right } from "../../server/admin/contract.ts";

const Context = createContext<AccountRow | null>(null);

/** Gives the pages the account they are about. */
export const AccountProvider = Context;

/** The account of this page. Throws outside of an account's pages. */
export const useAccount = (): AccountRow => {
  const account = useContext(Context);
  if (account === null) throw new Error("useAccount is used outside an account's pages");
  return account;
};

/** The account's part of a path. */
export const useAccountParams = (): { readonly account: string } => ({ account: useAccount().id });

/** Whether the session may do something on this account. */
export const useMay = (right: Right): boolean => useAccount().rights.includes(right);

/** An address inside this account's pages. */
export const useAccountPath = (): ((path: string) => string) => {
  const { id } = useAccount();
  return (path) => `/a/${id}${path}`;
};
