import { useMemo } from "react";
import { createPhone } from "../../phone/phone.ts";
import { PhoneView } from "../../phone/phone-view.tsx";
import { sandboxTransport } from "../../phone/sandbox/transport-sandbox.ts";
import { useHttpSources } from "../../phone/use-http-sources.ts";
import { useAccount } from "../account.ts";
import { SaveChat } from "./save-chat.tsx";

/** The phone on the local WeChat: real pushes to what is published. */
export const PublishedDock = () => {
  const { id } = useAccount();
  const phone = useMemo(() => createPhone(sandboxTransport(id)), [id]);
  const sources = useHttpSources(id);
  return (
    <>
      <div className="dock-phone">
        <PhoneView phone={phone} sources={sources} isPart />
      </div>
      <SaveChat phone={phone} sources={sources} />
    </>
  );
};
