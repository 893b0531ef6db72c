import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useWords } from "../strings/language.tsx";
import { createPhone } from "./phone.ts";
import { PhoneView } from "./phone-view.tsx";
import type { PhoneTransport } from "./transport.ts";
import { useHttpSources } from "./use-http-sources.ts";

/** The phone as a page of its own; whoever is signed in to the editor also sees why. */
export const PhonePage = ({
  account,
  transport,
}: {
  readonly account: string;
  readonly transport: PhoneTransport;
}) => {
  const { phone: words } = useWords();
  const phone = useMemo(() => createPhone(transport), [transport]);
  const sources = useHttpSources(account);
  const name = useSyncExternalStore(phone.listen, phone.state).account?.name ?? "";
  useEffect(() => {
    if (name !== "") document.title = words.page.title(name);
  }, [name, words]);
  return <PhoneView phone={phone} sources={sources} />;
};
