import type { FormEvent } from "react";
import { useEffect, useMemo, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { useNowMs } from "../chat/status-bar.tsx";
import type { Channel } from "../transport.ts";
import { usePhone, usePhoneState } from "../use-phone.ts";
import { qrDrawing } from "./qr-path.ts";

const Code = ({ channel: { scene, url } }: { readonly channel: Channel }) => {
  const { phone: words } = useWords();
  const { side, path } = useMemo(() => qrDrawing(url), [url]);
  return (
    <svg
      className="ph-qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={words.desk.code(scene)}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};

const ChannelRow = ({ channel }: { readonly channel: Channel }) => {
  const { phone: words } = useWords();
  const { act } = usePhone();
  const nowMs = useNowMs();
  const [isOpen, setOpen] = useState(false);
  const { scene, expiresAtMs } = channel;
  const isExpired = expiresAtMs !== null && expiresAtMs <= nowMs;
  return (
    <li className="ph-channel">
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          {scene}
          {isExpired && <span className="ph-badge">{words.desk.expired}</span>}
        </summary>
        {isOpen && <Code channel={channel} />}
      </details>
      <button
        type="button"
        className="ph-small-button"
        aria-label={`${words.desk.scan} ${scene}`}
        onClick={() => act({ kind: "scan", scene })}
      >
        {words.desk.scan}
      </button>
    </li>
  );
};

/** The account's parametric QR codes: drawn, and scanned with a tap. */
export const Channels = () => {
  const { phone: words } = useWords();
  const { act, refreshChannels } = usePhone();
  const { channels } = usePhoneState();
  const [scene, setScene] = useState("");
  useEffect(() => void refreshChannels(), [refreshChannels]);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (scene.trim() !== "") void act({ kind: "scan", scene: scene.trim() });
  };
  return (
    <section className="ph-desk-part">
      <h3>{words.desk.channels}</h3>
      {channels.length === 0 && <p className="ph-hint">{words.desk.noChannels}</p>}
      <ul className="ph-channels">
        {channels.map((channel) => (
          <ChannelRow key={channel.url} channel={channel} />
        ))}
      </ul>
      <form className="ph-row" onSubmit={onSubmit}>
        <input
          aria-label={words.desk.scene}
          placeholder={words.desk.scene}
          value={scene}
          onChange={({ target }) => setScene(target.value)}
        />
        <button type="submit" className="ph-small-button">
          {words.desk.scan}
        </button>
        <button type="button" className="ph-small-button" onClick={() => refreshChannels()}>
          {words.desk.refresh}
        </button>
      </form>
    </section>
  );
};
