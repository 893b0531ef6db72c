import { CloseOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useEffect, useRef } from "react";
import { useApi } from "../../api/use-api.ts";
import { dockWords } from "../../strings/dock.ts";
import { shellWords } from "../../strings/shell.ts";
import { useText } from "../../strings/text.ts";
import { useAccount, useAccountParams } from "../account.ts";
import type { DockOf } from "../dock-state.ts";
import { useDock } from "../dock-state.ts";
import { DraftDock } from "./draft-dock.tsx";
import { PublishedDock } from "./published-dock.tsx";
import "./phone-dock.css";

/** The draft, what is published, and the versions before. */
const useChoices = () => {
  const words = useText(dockWords);
  const params = useAccountParams();
  const versions = useApi("GET /accounts/:account/versions", { params, query: { limit: 50 } });
  return [
    { value: "draft", label: words.ofs.draft },
    { value: "published", label: words.ofs.published },
    ...(versions.data?.versions ?? []).map(({ version, note }) => ({
      value: `${version}`,
      label: words.version(version, note),
    })),
  ];
};

const Head = () => {
  const words = useText(dockWords);
  const shell = useText(shellWords);
  const { id, platform } = useAccount();
  const { of, show, close } = useDock();
  return (
    <div className="dock-head">
      <Select
        size="small"
        className="dock-of"
        aria-label={words.of}
        value={of}
        options={useChoices()}
        popupMatchSelectWidth={false}
        onChange={(next: DockOf) => show(next)}
      />
      {platform === "sandbox" && (
        <a href={`/phone/${id}`} target="_blank" rel="noreferrer">
          {words.fullPage}
        </a>
      )}
      <span className="spring" />
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={shell.closePhone}
        onClick={close}
      />
    </div>
  );
};

/** The phone at the right of every page; Escape closes it. */
export const PhoneDock = () => {
  const words = useText(dockWords);
  const { id, platform } = useAccount();
  const { of, close } = useDock();
  const dock = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = dock.current;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) close();
    };
    element?.addEventListener("keydown", onKey);
    return () => element?.removeEventListener("keydown", onKey);
  }, [close]);
  return (
    <aside className="dock" aria-label={words.title} ref={dock}>
      <Head />
      {of === "published" && platform !== "sandbox" && <p className="help">{words.noSandbox}</p>}
      {of === "published" && platform === "sandbox" ? (
        <PublishedDock key={id} />
      ) : (
        <DraftDock key={`${id} ${of}`} of={of} />
      )}
    </aside>
  );
};
