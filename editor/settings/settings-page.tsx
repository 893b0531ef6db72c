import { Navigate, NavLink, Route, Routes } from "react-router";
import { useAccountPath, useMay } from "../shell/account.ts";
import { useHasRight } from "../shell/session.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { settingsWords } from "../strings/settings.ts";
import { useText } from "../strings/text.ts";
import { AccountPart } from "./account-part.tsx";
import { AuditPart } from "./audit-part.tsx";
import { MembersPart } from "./members-part.tsx";
import { MyPart } from "./my-part.tsx";
import { TestersPart } from "./testers-part.tsx";
import "../rules/list/rule-list.css";
import "./settings.css";

/** 设置: account, testers, members, audit, the own sign-in; each for who may see it. */
export const SettingsPage = () => {
  const words = useText(settingsWords);
  const path = useAccountPath();
  const mayManageHere = useMay("manage");
  const mayManage = useHasRight("manage");
  usePageTitle(words.title);
  const parts = [
    { to: "/settings", name: words.tabs.account, isShown: true },
    { to: "/settings/testers", name: words.tabs.testers, isShown: true },
    { to: "/settings/members", name: words.tabs.members, isShown: mayManage },
    { to: "/settings/audit", name: words.tabs.audit, isShown: mayManage },
    { to: "/settings/me", name: words.tabs.me, isShown: true },
  ];
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <nav className="tabs" aria-label={words.tabsLabel}>
        {parts
          .filter(({ isShown }) => isShown)
          .map(({ to, name }) => (
            <NavLink key={to} to={path(to)} end>
              {name}
            </NavLink>
          ))}
      </nav>
      <Routes>
        <Route index element={<AccountPart mayManage={mayManageHere} />} />
        <Route path="testers" element={<TestersPart />} />
        {mayManage && <Route path="members" element={<MembersPart />} />}
        {mayManage && <Route path="audit" element={<AuditPart />} />}
        <Route path="me" element={<MyPart />} />
        <Route path="*" element={<Navigate to={path("/settings")} replace />} />
      </Routes>
    </div>
  );
};
