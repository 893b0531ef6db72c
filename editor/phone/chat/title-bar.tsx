import { useWords } from "../../strings/language.tsx";
import { Icon } from "../icon.tsx";
import { currentLines, isTyping } from "../phone-state.ts";
import { usePhoneState } from "../use-phone.ts";

/** The bar with the account's name; says when the other side is typing. */
export const TitleBar = ({ onDesk }: { readonly onDesk: () => void }) => {
  const { phone: words } = useWords();
  const state = usePhoneState();
  const typing = isTyping(currentLines(state));
  return (
    <header className="title-bar">
      <span className="title-side" aria-hidden="true">
        <Icon name="back" />
      </span>
      <h1>{typing ? words.chat.typing : (state.account?.name ?? words.page.loading)}</h1>
      <button type="button" className="title-side desk-opener" onClick={onDesk}>
        <Icon name="dots" />
        <span className="visually-hidden">{words.page.openDesk}</span>
      </button>
    </header>
  );
};
