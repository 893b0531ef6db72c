import { useWords } from "../../strings/language.tsx";
import { Icon } from "../icon.tsx";
import type { Content } from "../lines.ts";
import { Cover } from "./cover.tsx";
import { OutLink } from "./out-link.tsx";

type Of<K extends Content["kind"]> = { readonly content: Extract<Content, { readonly kind: K }> };

/** A mini program's card. */
export const MiniProgramView = ({ content }: Of<"mini-program">) => {
  const { phone: words } = useWords();
  return (
    <div className="ph-card ph-mini-card" title={content.page}>
      <strong>{content.title}</strong>
      <Cover src={content.cover} className="ph-mini-cover" />
      <small>{words.chat.miniProgram}</small>
    </div>
  );
};

/** A coupon of the platform's card package. */
export const CardView = ({ content }: Of<"card">) => {
  const { phone: words } = useWords();
  return (
    <div className="ph-card ph-row-card">
      <span className="ph-row-words">
        <strong>{words.chat.card}</strong>
        <small>{content.id}</small>
      </span>
    </div>
  );
};

/** A link that was shared. */
export const LinkView = ({ content }: Of<"link">) => (
  <OutLink href={content.url} className="ph-card ph-link-card">
    <strong>{content.title === "" ? content.url : content.title}</strong>
    <span className="ph-link-words">
      <span className="ph-link-text">{content.description || content.url}</span>
      <span className="ph-link-thumb">
        <Icon name="link" />
      </span>
    </span>
  </OutLink>
);

const sizes = ["B", "KB", "MB", "GB"] as const;

/** `1.5 MB`, as people write it. */
export const formatBytes = (bytes: number): string => {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), 3);
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${sizes[power] ?? "B"}`;
};

/** A file. */
export const FileView = ({ content }: Of<"file">) => (
  <div className="ph-card ph-row-card">
    <span className="ph-row-words">
      <strong>{content.name}</strong>
      <small>{formatBytes(content.bytes)}</small>
    </span>
    <Icon name="file" />
  </div>
);
