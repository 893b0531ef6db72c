import { CloseOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useEffect, useRef } from "react";
import { dockWords } from "../../strings/dock.ts";
import { shellWords } from "../../strings/shell.ts";
import { useText } from "../../strings/text.ts";
import { useAccount } from "../account.ts";
import type { DockOf } from "../dock-state.ts";
import { useDock } from "../dock-state.ts";
import { DraftDock } from "./draft-dock.tsx";
import { PublishedDock } from "./published-dock.tsx";
import "./phone-dock.css";

const Head = () => {
  const words = useText(dockWords);
  const shell = useText(shellWords);
  const { id, platform } = useAccount();
  const { of, show, close } = useDock();
  return (
    <div className="dock-head">
      <Segmented
        size="small"
        aria-label={words.of}
        value={of}
        options={[
          { value: "draft", label: words.ofs.draft },
          { value: "published", label: words.ofs.published },
        ]}
        onChange={(next) => show(next as DockOf)}
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
      {of === "draft" && <DraftDock key={id} />}
      {of === "published" && platform === "sandbox" && <PublishedDock key={id} />}
      {of === "published" && platform !== "sandbox" && <p className="help">{words.noSandbox}</p>}
    </aside>
  );
};
