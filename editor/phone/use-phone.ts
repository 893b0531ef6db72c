import { createContext, useContext, useSyncExternalStore } from "react";
import type { Phone } from "./phone.ts";
import type { PhoneState } from "./phone-state.ts";

const Context = createContext<Phone | null>(null);

/** Gives the parts of a page their phone. */
export const PhoneProvider = Context;

/** The phone of this page. Throws outside a `PhoneProvider`. */
export const usePhone = (): Phone => {
  const phone = useContext(Context);
  if (phone === null) throw new Error("usePhone is used outside a PhoneProvider");
  return phone;
};

/** What the phone shows now; the part is drawn again after every change. */
export const usePhoneState = (): PhoneState => {
  const phone = usePhone();
  return useSyncExternalStore(phone.listen, phone.state);
};
