import {
  AppstoreOutlined,
  BellOutlined,
  CheckSquareOutlined,
  CommentOutlined,
  HomeOutlined,
  MenuOutlined,
  QrcodeOutlined,
  RocketOutlined,
  SettingOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { useAccount, useAccountPath } from "./account.ts";

type PageName = (typeof shellWords)["zh-CN"]["pages"];
const pages: readonly {
  readonly name: keyof PageName;
  readonly path: string;
  readonly icon: ReactNode;
}[] = [
  { name: "home", path: "", icon: <HomeOutlined /> },
  { name: "rules", path: "/rules", icon: <CommentOutlined /> },
  { name: "templates", path: "/templates", icon: <AppstoreOutlined /> },
  { name: "tests", path: "/tests", icon: <CheckSquareOutlined /> },
  { name: "messages", path: "/messages", icon: <BellOutlined /> },
  { name: "menu", path: "/menu", icon: <MenuOutlined /> },
  { name: "channels", path: "/channels", icon: <QrcodeOutlined /> },
  { name: "publish", path: "/publish", icon: <RocketOutlined /> },
  { name: "settings", path: "/settings", icon: <SettingOutlined /> },
];

/** The pages of an account. */
export const MainMenu = ({ onGo }: { readonly onGo: () => void }) => {
  const words = useText(shellWords);
  const path = useAccountPath();
  const { changes } = useAccount();
  return (
    <ul className="main-menu">
      {pages.map(({ name, path: to, icon }) => (
        <li key={name}>
          <NavLink to={path(to)} end={to === ""} onClick={onGo}>
            <span aria-hidden="true">{icon}</span>
            <span>{words.pages[name]}</span>
            {name === "publish" && changes > 0 && (
              <span className="count" title={words.draft(changes)}>
                {changes}
              </span>
            )}
          </NavLink>
        </li>
      ))}
    </ul>
  );
};
