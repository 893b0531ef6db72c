import { useEffect, useRef, useState } from "react";
import { useWords } from "../strings/language.tsx";
import { ChatLog } from "./chat/chat-log.tsx";
import { StatusBar } from "./chat/status-bar.tsx";
import { TitleBar } from "./chat/title-bar.tsx";
import { Toast } from "./chat/toast.tsx";
import { Composer } from "./composer/composer.tsx";
import { Desk } from "./desk/desk.tsx";
import type { Phone } from "./phone.ts";
import type { SheetAsked } from "./sheets/sheet-asked.ts";
import { Sheets } from "./sheets/sheets.tsx";
import type { PhoneSources } from "./sources.ts";
import { noSources, SourcesProvider } from "./sources.ts";
import { PhoneProvider, usePhoneState } from "./use-phone.ts";
import "./style/tokens.css";
import "./style/page.css";
import "./style/chat.css";
import "./style/content.css";
import "./style/composer.css";
import "./style/sheet.css";
import "./style/desk.css";

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

const Handset = ({ isPart, onDesk }: { readonly isPart: boolean; readonly onDesk: () => void }) => {
  const { phone: words } = useWords();
  const { account } = usePhoneState();
  const { sheet, openSheet, closeSheet } = useSheet();
  const name = account?.name ?? "";
  const Landmark = isPart ? "section" : "main";
  return (
    <Landmark className="ph-handset" aria-label={words.page.phone(name)}>
      <div className="ph-handset-body" inert={sheet !== null}>
        <StatusBar />
        <TitleBar isPart={isPart} onDesk={onDesk} />
        <ChatLog />
        <Composer onSheet={openSheet} />
        <Toast />
      </div>
      {sheet !== null && <Sheets asked={sheet} onClose={closeSheet} />}
    </Landmark>
  );
};

/** A phone and the controls of its world, as wide as its place: side by side, or one over the other. */
export const PhoneView = ({
  phone,
  sources = noSources,
  isPart = false,
}: {
  readonly phone: Phone;
  /** Who knows more of the rules behind the answers. */
  readonly sources?: PhoneSources;
  /** Stands in a page that has a main part and a title of its own. */
  readonly isPart?: boolean;
}) => {
  const { phone: words } = useWords();
  const [isDeskOpen, setDeskOpen] = useState(false);
  // The first follower's name is taken once: a change of language makes nobody new.
  const [first] = useState(words.first);
  useEffect(() => phone.start(first), [phone, first]);
  return (
    <PhoneProvider value={phone}>
      <SourcesProvider value={sources}>
        <div className="ph-root">
          <div className="ph-page">
            <Handset isPart={isPart} onDesk={() => setDeskOpen(true)} />
            <Desk isOpen={isDeskOpen} onClose={() => setDeskOpen(false)} />
          </div>
        </div>
      </SourcesProvider>
    </PhoneProvider>
  );
};
