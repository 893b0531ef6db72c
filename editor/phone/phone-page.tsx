import { useEffect, useMemo, useRef, useState } from "react";
import { useWords } from "../strings/language.tsx";
import { ChatLog } from "./chat/chat-log.tsx";
import { StatusBar } from "./chat/status-bar.tsx";
import { TitleBar } from "./chat/title-bar.tsx";
import { Toast } from "./chat/toast.tsx";
import { Composer } from "./composer/composer.tsx";
import { Desk } from "./desk/desk.tsx";
import { createPhone } from "./phone.ts";
import type { SheetAsked } from "./sheets/sheet-asked.ts";
import { Sheets } from "./sheets/sheets.tsx";
import type { PhoneSources } from "./sources.ts";
import { noSources, SourcesProvider } from "./sources.ts";
import type { PhoneTransport } from "./transport.ts";
import { PhoneProvider, usePhoneState } from "./use-phone.ts";

/** The open sheet; what had the focus before gets it back. */
const useSheet = () => {
  const [sheet, setSheet] = useState<SheetAsked | null>(null);
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    if (sheet === null && opener.current instanceof HTMLElement) opener.current.focus();
  }, [sheet]);
  const openSheet = (asked: SheetAsked): void => {
    // Asked now: behind a sheet nothing has the focus any more.
    opener.current = document.activeElement;
    setSheet(asked);
  };
  return { sheet, openSheet, closeSheet: () => setSheet(null) };
};

const Handset = ({ onDesk }: { readonly onDesk: () => void }) => {
  const { phone: words } = useWords();
  const { account } = usePhoneState();
  const { sheet, openSheet, closeSheet } = useSheet();
  const name = account?.name ?? "";
  useEffect(() => {
    if (name !== "") document.title = words.page.title(name);
  }, [name, words]);
  return (
    <main className="handset" aria-label={words.page.phone(name)}>
      <div className="handset-body" inert={sheet !== null}>
        <StatusBar />
        <TitleBar onDesk={onDesk} />
        <ChatLog />
        <Composer onSheet={openSheet} />
        <Toast />
      </div>
      {sheet !== null && <Sheets asked={sheet} onClose={closeSheet} />}
    </main>
  );
};

/** A phone and the controls of its world; both talk to `transport` alone. `sources` may know more of the rules behind the answers. */
export const PhonePage = ({
  transport,
  sources = noSources,
}: {
  readonly transport: PhoneTransport;
  readonly sources?: PhoneSources;
}) => {
  const { phone: words } = useWords();
  const phone = useMemo(() => createPhone(transport), [transport]);
  const [isDeskOpen, setDeskOpen] = useState(false);
  // The first follower's name is taken once: a change of language makes nobody new.
  const [first] = useState(words.first);
  useEffect(() => phone.start(first), [phone, first]);
  return (
    <PhoneProvider value={phone}>
      <SourcesProvider value={sources}>
        <div className="page">
          <Handset onDesk={() => setDeskOpen(true)} />
          <Desk isOpen={isDeskOpen} onClose={() => setDeskOpen(false)} />
        </div>
      </SourcesProvider>
    </PhoneProvider>
  );
};
