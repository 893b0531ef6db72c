import { createContext, useContext } from "react";
import type { Me, Right } from "../../server/admin/contract.ts";

const Context = createContext<Me | null>(null);

/** Gives the pages who is signed in. */
export const MeProvider = Context;

/** Who is signed in. Throws outside of the signed-in part. */
export const useMe = (): Me => {
  const me = useContext(Context);
  if (me === null) throw new Error("useMe is used while nobody is signed in");
  return me;
};

/** Whether the session holds a right on all accounts. */
export const useHasRight = (right: Right): boolean => useMe().rights.includes(right);
