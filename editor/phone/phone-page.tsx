import { useEffect, useMemo, useState } from "react";
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

const Handset = ({ onDesk }: { readonly onDesk: () => void }) => {
  const { phone: words } = useWords();
  const { account } = usePhoneState();
  const [sheet, setSheet] = useState<SheetAsked | null>(null);
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
        <Composer onSheet={setSheet} />
        <Toast />
      </div>
      {sheet !== null && <Sheets asked={sheet} onClose={() => setSheet(null)} />}
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
