import { App as AntApp, ConfigProvider } from "antd";
import enUs from "antd/locale/en_US";
import zhCn from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useWords } from "../strings/language.tsx";

/** Ant Design's own blue, green, orange and greys miss AA on white; these do not. */
const token = {
  colorPrimary: "#0958d9",
  colorPrimaryHover: "#1b4fc4",
  colorLinkHover: "#1b4fc4",
  colorErrorHover: "#a8071a",
  colorLink: "#0958d9",
  colorInfo: "#0958d9",
  colorError: "#cf1322",
  colorSuccess: "#237804",
  colorWarning: "#ad4e00",
  colorSuccessBg: "#f6ffed",
  colorWarningBg: "#fff7e6",
  colorTextSecondary: "#434343",
  colorTextTertiary: "#595959",
  colorTextDescription: "#595959",
  colorTextPlaceholder: "#6b6b6b",
  fontFamily:
    'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
} as const;

/** The look of the editor and the language of its parts. */
export const Theme = ({ children }: { readonly children: ReactNode }) => {
  const { lang } = useWords();
  return (
    <ConfigProvider
      locale={lang === "en" ? enUs : zhCn}
      theme={{ token }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
};
