import type { KeyboardEvent } from "react";
import { useEffect, useRef } from "react";
import { useWords } from "../../strings/language.tsx";
import { AccountPart } from "./account-part.tsx";
import { Channels } from "./channels.tsx";
import { Clock } from "./clock.tsx";
import { NetworkChoice } from "./network-choice.tsx";
import { People } from "./people.tsx";

const Head = ({ onClose }: { readonly onClose: () => void }) => {
  const { phone: words, lang, setLang } = useWords();
  const closer = useRef<HTMLButtonElement>(null);
  return (
    <div className="ph-desk-head">
      <h2>{words.page.desk}</h2>
      <button
        type="button"
        className="ph-small-button"
        lang={lang === "en" ? "zh-CN" : "en"}
        onClick={() => setLang(lang === "en" ? "zh-CN" : "en")}
      >
        {words.page.language}
      </button>
      <button
        type="button"
        className="ph-small-button ph-desk-closer"
        ref={closer}
        onClick={onClose}
      >
        {words.page.closeDesk}
      </button>
    </div>
  );
};

const Keys = () => {
  const { phone: words } = useWords();
  return (
    <section className="ph-desk-part">
      <h3>{words.desk.keys}</h3>
      <p className="ph-hint">{words.desk.keysText}</p>
    </section>
  );
};

/** Everything around the phone: whose it is, the time, the network, codes to scan. Beside it where there is room, over it where there is none. */
export const Desk = ({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const desk = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) desk.current?.querySelector<HTMLElement>(".ph-desk-closer")?.focus();
  }, [isOpen]);
  const close = (): void => {
    onClose();
    document.querySelector<HTMLElement>(".ph-desk-opener")?.focus();
  };
  const onKey = ({ key }: KeyboardEvent): void => {
    if (key === "Escape" && isOpen) close();
  };
  return (
    <aside
      className={isOpen ? "ph-desk ph-open" : "ph-desk"}
      aria-label={words.page.desk}
      ref={desk}
      onKeyDown={onKey}
    >
      <Head onClose={close} />
      <AccountPart />
      <People />
      <Clock />
      <NetworkChoice />
      <Channels />
      <Keys />
    </aside>
  );
};
