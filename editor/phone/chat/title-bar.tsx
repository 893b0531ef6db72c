import { useWords } from "../../strings/language.tsx";
import { Icon } from "../icon.tsx";
import { currentLines, isTyping } from "../phone-state.ts";
import { usePhoneState } from "../use-phone.ts";

/** The bar with the account's name; says when the other side is typing. */
export const TitleBar = ({
  isPart,
  onDesk,
}: {
  readonly isPart: boolean;
  readonly onDesk: () => void;
}) => {
  const { phone: words } = useWords();
  const state = usePhoneState();
  const typing = isTyping(currentLines(state));
  const Heading = isPart ? "h2" : "h1";
  return (
    <header className="ph-title-bar">
      <span className="ph-title-side" aria-hidden="true">
        <Icon name="back" />
      </span>
      <Heading>{typing ? words.chat.typing : (state.account?.name ?? words.page.loading)}</Heading>
      <button type="button" className="ph-title-side ph-desk-opener" onClick={onDesk}>
        <Icon name="dots" />
        <span className="ph-visually-hidden">{words.page.openDesk}</span>
      </button>
    </header>
  );
};
