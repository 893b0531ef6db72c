import { useEffect, useState, useSyncExternalStore } from "react";
import { useApi } from "../../api/use-api.ts";
import type { DraftRules } from "../../phone/engine/draft-rules.ts";
import type { DraftPhone } from "../../phone/engine/transport-engine.ts";
import { startDraftPhone } from "../../phone/engine/transport-engine.ts";
import type { Phone } from "../../phone/phone.ts";
import { createPhone } from "../../phone/phone.ts";
import { PhoneView } from "../../phone/phone-view.tsx";
import { useAccountParams } from "../account.ts";
import type { DockOf } from "../dock-state.ts";
import { useDock } from "../dock-state.ts";
import { Loaded } from "../loaded.tsx";
import { useNotice } from "../use-notice.ts";
import { Waiting } from "../waiting.tsx";
import { SaveChat } from "./save-chat.tsx";

interface Started {
  readonly phone: Phone;
  readonly draft: DraftPhone;
}

/** One world for as long as the dock is open; rules that changed go into it. */
const useDraftPhone = (rules: DraftRules): Started | null => {
  const notice = useNotice();
  const [first] = useState(rules);
  const [started, setStarted] = useState<Started | null>(null);
  useEffect(() => {
    let close: (() => void) | null = null;
    let isWanted = true;
    startDraftPhone(first).then((draft) => {
      close = draft.close;
      if (isWanted) setStarted({ draft, phone: createPhone(draft.transport) });
      else draft.close();
    }, notice.failed);
    return () => {
      isWanted = false;
      close?.();
    };
  }, [first, notice]);
  useEffect(() => {
    if (started !== null && rules !== first) started.draft.load(rules).catch(notice.failed);
  }, [started, rules, first, notice]);
  return started;
};

/** Sends what another page asked the phone to say, once somebody holds it. */
const useAsked = (phone: Phone): void => {
  const asked = useDock((dock) => dock.asked);
  const taken = useDock((dock) => dock.taken);
  const isHeld = useSyncExternalStore(phone.listen, () => phone.state().current !== null);
  useEffect(() => {
    if (asked === null || !isHeld) return;
    taken();
    void phone.act({ kind: "text", text: asked });
  }, [asked, isHeld, phone, taken]);
};

const Held = ({ phone, draft }: Started) => {
  useAsked(phone);
  return (
    <>
      <div className="dock-phone">
        <PhoneView phone={phone} sources={draft.sources} isPart />
      </div>
      <SaveChat phone={phone} sources={draft.sources} />
    </>
  );
};

const Running = ({ rules }: { readonly rules: DraftRules }) => {
  const started = useDraftPhone(rules);
  return started === null ? <Waiting /> : <Held {...started} />;
};

/** The phone of the draft or of a version: the engine in a worker; nothing really goes out. */
export const DraftDock = ({ of }: { readonly of: DockOf }) => {
  const params = useAccountParams();
  const given = { params, query: { of } };
  const rules = useApi("GET /accounts/:account/ruleset", given);
  return <Loaded query={rules}>{(data) => <Running rules={data} />}</Loaded>;
};
