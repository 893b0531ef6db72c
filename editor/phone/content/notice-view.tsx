import { useWords } from "../../strings/language.tsx";
import { Icon } from "../icon.tsx";
import type { Content } from "../lines.ts";
import { canOpen, OutLink } from "./out-link.tsx";

/** A template message or subscription notice. */
export const NoticeView = ({
  content: { title, lines, url },
}: {
  readonly content: Extract<Content, { readonly kind: "notice" }>;
}) => {
  const { phone: words } = useWords();
  return (
    <div className="ph-card ph-notice-card">
      <strong>{title}</strong>
      <dl>
        {lines.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {canOpen(url) && (
        <OutLink href={url} className="ph-notice-more">
          {words.chat.details}
          <Icon name="chevron" />
        </OutLink>
      )}
    </div>
  );
};
