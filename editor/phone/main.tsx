import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LanguageProvider } from "../strings/language.tsx";
import { DraftPage } from "./draft-page.tsx";
import { PhonePage } from "./phone-page.tsx";
import { sandboxTransport } from "./sandbox/transport-sandbox.ts";
import "./style/own-page.css";

/** The account is the last part of `/phone/:account`. */
const account = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
const isDraft = new URLSearchParams(location.search).get("of") === "draft";
const transport = sandboxTransport(account);
const root = document.getElementById("phone");

if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        {isDraft ? (
          <DraftPage account={account} />
        ) : (
          <PhonePage account={account} transport={transport} />
        )}
      </LanguageProvider>
    </StrictMode>,
  );
