import { useRef, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import type { Content } from "../lines.ts";
import { Cover } from "./cover.tsx";

/** A picture; a tap shows it large. */
export const ImageView = ({
  content: { src },
}: {
  readonly content: Extract<Content, { readonly kind: "image" }>;
}) => {
  const { phone: words } = useWords();
  const large = useRef<HTMLDialogElement>(null);
  const [isBroken, setBroken] = useState(false);
  if (isBroken || src === "") return <Cover src="" className="ph-picture" />;
  return (
    <>
      <button
        type="button"
        className="ph-picture-button"
        onClick={() => large.current?.showModal()}
        title={words.chat.openImage}
      >
        <img
          className="ph-picture"
          src={src}
          alt={words.chat.image}
          onError={() => setBroken(true)}
        />
      </button>
      <dialog ref={large} className="ph-large-picture" aria-label={words.chat.image}>
        <form method="dialog">
          <img src={src} alt={words.chat.image} />
          <button type="submit">{words.chat.close}</button>
        </form>
      </dialog>
    </>
  );
};
