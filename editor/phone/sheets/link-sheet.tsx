import { useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { Field } from "./field.tsx";
import { Sheet } from "./sheet.tsx";

/** What is asked of a link. */
export interface SharedLink {
  readonly url: string;
  readonly title: string;
  readonly description: string;
}

/** Shares a link. */
export const LinkSheet = ({
  onLink,
  onClose,
}: {
  readonly onLink: (link: SharedLink) => void;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const [link, setLink] = useState<SharedLink>({ url: "", title: "", description: "" });
  return (
    <Sheet
      title={words.sheet.linkTitle}
      confirm={words.sheet.send}
      isReady={URL.canParse(link.url)}
      onConfirm={() => onLink(link)}
      onClose={onClose}
    >
      <Field
        label={words.sheet.url}
        type="url"
        value={link.url}
        onChange={(url) => setLink({ ...link, url })}
      />
      <Field
        label={words.sheet.title}
        value={link.title}
        onChange={(title) => setLink({ ...link, title })}
      />
      <Field
        label={words.sheet.description}
        value={link.description}
        onChange={(description) => setLink({ ...link, description })}
      />
    </Sheet>
  );
};
