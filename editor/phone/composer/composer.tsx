import { useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { currentPerson } from "../phone-state.ts";
import type { SheetAsked } from "../sheets/sheet-asked.ts";
import { askedBy } from "../sheets/sheet-asked.ts";
import type { MenuButton } from "../transport.ts";
import { usePhone, usePhoneState } from "../use-phone.ts";
import { InputBar } from "./input-bar.tsx";
import { MenuBar } from "./menu-bar.tsx";
import { Panel } from "./panel.tsx";

const FollowBar = () => {
  const { phone: words } = useWords();
  const { act } = usePhone();
  return (
    <div className="ph-follow-bar">
      <p>{words.composer.notFollowing}</p>
      <button type="button" className="ph-big-button" onClick={() => act({ kind: "follow" })}>
        {words.composer.follow}
      </button>
    </div>
  );
};

/** The phone's bottom: the menu, or the keyboard with its panel; a button to follow for those who do not. */
export const Composer = ({ onSheet }: { readonly onSheet: (sheet: SheetAsked) => void }) => {
  const { act } = usePhone();
  const state = usePhoneState();
  // Until somebody decides otherwise the menu is shown where there is one, as WeChat does.
  const [mode, setMode] = useState<"menu" | "keyboard" | null>(null);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const { menu } = state;
  const person = currentPerson(state);
  if (person !== null && !person.isFollowing) return <FollowBar />;
  const hasMenu = menu.length > 0;
  const tap = (button: MenuButton, path: readonly number[]): void => {
    const kind = askedBy(button);
    if (kind === null) void act({ kind: "tap", path });
    else onSheet({ kind, path });
  };
  if (hasMenu && mode !== "keyboard")
    return <MenuBar menu={menu} onTap={tap} onKeyboard={() => setMode("keyboard")} />;
  return (
    <div className="ph-composer">
      <InputBar
        onMenu={hasMenu ? () => setMode("menu") : null}
        isPanelOpen={isPanelOpen}
        onPanel={() => setPanelOpen(!isPanelOpen)}
        onVoice={() => onSheet({ kind: "voice", path: [] })}
      />
      {isPanelOpen && <Panel onSheet={(kind) => onSheet({ kind, path: [] })} />}
    </div>
  );
};
