import { useWords } from "../../strings/language.tsx";
import type { Content } from "../lines.ts";

/** A place with a strip of a drawn map. */
export const LocationView = ({
  content: { label, lat, lng },
}: {
  readonly content: Extract<Content, { readonly kind: "location" }>;
}) => {
  const { phone: words } = useWords();
  const position = `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
  return (
    <div className="ph-card ph-place-card">
      <strong>{label === "" ? words.chat.location : label}</strong>
      <small>{position}</small>
      <svg viewBox="0 0 232 90" aria-hidden="true" focusable="false">
        <rect className="ph-land" width="232" height="90" />
        <path className="ph-road" d="M-5 30H240M-5 72H240M40-5V95M120-5V95M196-5V95M-5 8 240 86" />
        <path className="ph-pin" d="M116 54s14-13 14-22a14 14 0 0 0-28 0c0 9 14 22 14 22" />
        <circle className="ph-pin-eye" cx="116" cy="32" r="5" />
      </svg>
    </div>
  );
};
