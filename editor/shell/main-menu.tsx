import { NavLink } from "react-router";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { useAccount, useAccountPath } from "./account.ts";
import { pagesFor } from "./pages.tsx";

/** The pages of an account. */
export const MainMenu = ({ onGo }: { readonly onGo: () => void }) => {
  const words = useText(shellWords);
  const path = useAccountPath();
  const { changes, rights } = useAccount();
  return (
    <ul className="main-menu">
      {pagesFor(rights).map(({ name, path: to, icon }) => (
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
