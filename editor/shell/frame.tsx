import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useState } from "react";
import type { AccountRow } from "../../server/admin/contract.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { useDock } from "./dock-state.ts";
import { Lazy } from "./lazy.tsx";
import { MainMenu } from "./main-menu.tsx";
import { TopBar } from "./top-bar.tsx";
import { useFrameKeys } from "./use-frame-keys.ts";

const PhoneDock = Lazy(async () => (await import("./phone-dock/phone-dock.tsx")).PhoneDock);
const Search = Lazy(async () => (await import("./search.tsx")).Search);

/** Menu, top bar and phone around every page of an account. */
export const Frame = ({
  accounts,
  children,
}: {
  readonly accounts: readonly AccountRow[];
  readonly children: ReactNode;
}) => {
  const words = useText(shellWords);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isSearching, setSearching] = useState(false);
  const isPhoneOpen = useDock((dock) => dock.isOpen);
  useFrameKeys({ onSearch: () => setSearching(true) });
  return (
    <div className={isPhoneOpen ? "frame with-phone" : "frame"}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <TopBar
        accounts={accounts}
        onMenu={() => setMenuOpen(true)}
        onSearch={() => setSearching(true)}
      />
      <nav className="side" aria-label={words.menu}>
        <MainMenu onGo={() => undefined} />
      </nav>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {isPhoneOpen && <PhoneDock />}
      <Drawer
        open={isMenuOpen}
        placement="left"
        size={260}
        title={words.menu}
        onClose={() => setMenuOpen(false)}
      >
        <nav aria-label={words.menu}>
          <MainMenu onGo={() => setMenuOpen(false)} />
        </nav>
      </Drawer>
      {isSearching && <Search onClose={() => setSearching(false)} />}
    </div>
  );
};
