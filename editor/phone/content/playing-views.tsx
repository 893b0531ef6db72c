import { useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { Icon } from "../icon.tsx";
import type { Content } from "../lines.ts";
import { Cover } from "./cover.tsx";
import { canOpen } from "./out-link.tsx";

type Of<K extends Content["kind"]> = { readonly content: Extract<Content, { readonly kind: K }> };

/** Plays a sound; tells when the browser cannot (AMR, another host, no network). */
const useSound = (src: string): { readonly play: () => void; readonly isBroken: boolean } => {
  const [isBroken, setBroken] = useState(false);
  const play = (): void => {
    new Audio(src).play().catch(() => setBroken(true));
  };
  return { play, isBroken };
};

/** People say about four characters a second; a phone shows at least one second, at most sixty. */
const secondsOf = (heard: string | null): number =>
  Math.min(60, Math.max(1, Math.ceil([...(heard ?? "")].length / 4)));

/** A voice message with what was understood. */
export const VoiceView = ({ content: { src, heard } }: Of<"voice">) => {
  const { phone: words } = useWords();
  const { play, isBroken } = useSound(src);
  const seconds = secondsOf(heard);
  return (
    <div className="ph-voice">
      <button
        type="button"
        className="ph-voice-play"
        style={{ minWidth: `${56 + seconds * 4}px` }}
        onClick={play}
        aria-label={words.chat.voice(seconds)}
      >
        <Icon name="sound" />
        <span aria-hidden="true">{seconds}″</span>
      </button>
      {heard !== null && heard !== "" && <p className="ph-heard">{heard}</p>}
      {isBroken && <small>{words.chat.cannotPlay}</small>}
    </div>
  );
};

/** A piece of music. Its sound lies elsewhere, so it opens there. */
export const MusicView = ({ content: { title, description, url, cover } }: Of<"music">) => {
  const { phone: words } = useWords();
  const inside = (
    <>
      <span className="ph-row-words">
        <strong>{title}</strong>
        <small>{description}</small>
      </span>
      <span className="ph-music-cover">
        <Cover src={cover} className="ph-music-picture" />
        <Icon name="play" />
      </span>
    </>
  );
  return canOpen(url) ? (
    <a
      className="ph-card ph-row-card ph-music-card"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={words.chat.music}
    >
      {inside}
    </a>
  ) : (
    <div className="ph-card ph-row-card ph-music-card">{inside}</div>
  );
};

/** A film: plays in its place. */
export const VideoView = ({ content: { src, title, description } }: Of<"video">) => {
  const { phone: words } = useWords();
  const [state, setState] = useState<"idle" | "playing" | "broken">("idle");
  return (
    <div className="ph-card ph-video-card">
      {state === "playing" ? (
        <video src={src} controls autoPlay onError={() => setState("broken")}>
          <track kind="captions" />
        </video>
      ) : (
        <button type="button" onClick={() => setState("playing")} aria-label={words.chat.video}>
          <Icon name="play" />
        </button>
      )}
      {state === "broken" && <small>{words.chat.cannotPlay}</small>}
      {title !== "" && <strong>{title}</strong>}
      {description !== "" && <small>{description}</small>}
    </div>
  );
};
