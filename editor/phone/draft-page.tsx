import { useEffect, useState } from "react";
import { useWords } from "../strings/language.tsx";
import type { DraftPhone } from "./engine/transport-engine.ts";
import type { Phone } from "./phone.ts";
import { createPhone } from "./phone.ts";
import { PhoneView } from "./phone-view.tsx";

/** Reads the draft's rules and starts the engine; its code is loaded with them, not with the page. */
const startDraft = async (account: string): Promise<DraftPhone> => {
  const path = `/api/accounts/${encodeURIComponent(account)}/ruleset?of=draft`;
  const response = await fetch(path, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const { startDraftPhone } = await import("./engine/transport-engine.ts");
  return startDraftPhone(await response.json());
};

/** The phone of a draft (`/phone/:account?of=draft`): the engine in a worker, no WeChat behind it. */
export const DraftPage = ({ account }: { readonly account: string }) => {
  const { phone: words } = useWords();
  const [draft, setDraft] = useState<(DraftPhone & { readonly phone: Phone }) | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    let close: (() => void) | null = null;
    let isWanted = true;
    startDraft(account).then(
      (started) => {
        close = started.close;
        if (isWanted) setDraft({ ...started, phone: createPhone(started.transport) });
        else started.close();
      },
      (error: unknown) => setProblem(String(error)),
    );
    return () => {
      isWanted = false;
      close?.();
    };
  }, [account]);
  if (problem !== "") return <p role="alert">{words.page.problem(problem)}</p>;
  if (draft === null) return <p role="status">{words.page.loading}</p>;
  return <PhoneView phone={draft.phone} sources={draft.sources} />;
};
