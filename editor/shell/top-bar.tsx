import { MenuOutlined, MobileOutlined, SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Link } from "react-router";
import type { AccountRow } from "../../server/admin/contract.ts";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { useAccount, useAccountPath } from "./account.ts";
import { AccountSwitcher } from "./account-switcher.tsx";
import { useDock } from "./dock-state.ts";
import { LanguageButton } from "./language-button.tsx";
import { UserMenu } from "./user-menu.tsx";

const DraftBadge = () => {
  const words = useText(shellWords);
  const { changes } = useAccount();
  const path = useAccountPath();
  return (
    <Link className={changes > 0 ? "draft-badge some" : "draft-badge"} to={path("/publish")}>
      {changes > 0 ? words.draft(changes) : words.noDraft}
    </Link>
  );
};

/** Account, draft, search, phone, language, user. */
export const TopBar = ({
  accounts,
  onMenu,
  onSearch,
}: {
  readonly accounts: readonly AccountRow[];
  readonly onMenu: () => void;
  readonly onSearch: () => void;
}) => {
  const words = useText(shellWords);
  const { isOpen, toggle } = useDock();
  return (
    <header className="top-bar">
      <Button
        className="menu-opener"
        type="text"
        icon={<MenuOutlined />}
        aria-label={words.openMenu}
        onClick={onMenu}
      />
      <b className="brand">{words.product}</b>
      <AccountSwitcher accounts={accounts} />
      <DraftBadge />
      <span className="spring" />
      <Button icon={<SearchOutlined />} title={words.searchKeys} onClick={onSearch}>
        <span className="wide-only">{words.searchKeys}</span>
      </Button>
      <Button
        icon={<MobileOutlined />}
        type={isOpen ? "primary" : "default"}
        aria-pressed={isOpen}
        title={words.phoneKeys}
        onClick={toggle}
      >
        <span className="wide-only">{words.phone}</span>
      </Button>
      <LanguageButton />
      <UserMenu />
    </header>
  );
};
