import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LanguageProvider } from "../strings/language.tsx";
import { PhonePage } from "./phone-page.tsx";
import { sandboxTransport } from "./sandbox/transport-sandbox.ts";
import "./style/own-page.css";

/** The account is the last part of `/phone/:account`. */
const account = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
const transport = sandboxTransport(account);
const root = document.getElementById("phone");

if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <PhonePage account={account} transport={transport} />
      </LanguageProvider>
    </StrictMode>,
  );
