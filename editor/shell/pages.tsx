import {
  AppstoreOutlined,
  BellOutlined,
  CheckSquareOutlined,
  CommentOutlined,
  CustomerServiceOutlined,
  EnvironmentOutlined,
  HomeOutlined,
  MenuOutlined,
  NotificationOutlined,
  ProfileOutlined,
  QrcodeOutlined,
  RocketOutlined,
  SettingOutlined,
  ShoppingOutlined,
  TeamOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Right } from "../../server/admin/contract.ts";
import type { shellWords } from "../strings/shell.ts";

type PageName = (typeof shellWords)["zh-CN"]["pages"];
/** The pages of the menu, in its order. */
export const PAGES: readonly {
  readonly name: keyof PageName;
  readonly path: string;
  readonly icon: ReactNode;
  /** Shown to who may do this; to everybody when absent. */
  readonly needs?: Right;
}[] = [
  { name: "home", path: "", icon: <HomeOutlined /> },
  { name: "rules", path: "/rules", icon: <CommentOutlined /> },
  { name: "templates", path: "/templates", icon: <AppstoreOutlined /> },
  { name: "tests", path: "/tests", icon: <CheckSquareOutlined /> },
  { name: "messages", path: "/messages", icon: <BellOutlined /> },
  { name: "inbox", path: "/inbox", icon: <CustomerServiceOutlined />, needs: "converse" },
  { name: "failures", path: "/failures", icon: <WarningOutlined /> },
  { name: "menu", path: "/menu", icon: <MenuOutlined /> },
  { name: "channels", path: "/channels", icon: <QrcodeOutlined /> },
  { name: "places", path: "/places", icon: <EnvironmentOutlined /> },
  { name: "followers", path: "/followers", icon: <TeamOutlined />, needs: "followers" },
  { name: "broadcasts", path: "/broadcasts", icon: <NotificationOutlined /> },
  { name: "notices", path: "/notices", icon: <ProfileOutlined /> },
  { name: "orders", path: "/orders", icon: <ShoppingOutlined /> },
  { name: "publish", path: "/publish", icon: <RocketOutlined /> },
  { name: "settings", path: "/settings", icon: <SettingOutlined /> },
];

/** The pages for who has these rights. */
export const pagesFor = (rights: readonly Right[]): typeof PAGES =>
  PAGES.filter(({ needs }) => needs === undefined || rights.includes(needs));
