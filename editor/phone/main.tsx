import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LanguageProvider } from "../strings/language.tsx";
import { PhonePage } from "./phone-page.tsx";
import { sandboxTransport } from "./sandbox/transport-sandbox.ts";
import "./style/tokens.css";
import "./style/page.css";
import "./style/chat.css";
import "./style/content.css";
import "./style/composer.css";
import "./style/sheet.css";
import "./style/desk.css";

/** The account is the last part of `/phone/:account`. */
const account = decodeURIComponent(location.pathname.split("/").at(-1) ?? "");
const root = document.getElementById("phone");

if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <PhonePage transport={sandboxTransport(account)} />
      </LanguageProvider>
    </StrictMode>,
  );
