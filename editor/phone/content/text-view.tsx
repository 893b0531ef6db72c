import { useMemo } from "react";
import type { Piece } from "../chat/parse-text.ts";
import { parseText } from "../chat/parse-text.ts";
import { usePhone } from "../use-phone.ts";
import { OutLink } from "./out-link.tsx";

const PieceView = ({ piece }: { readonly piece: Piece }) => {
  const { act } = usePhone();
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "link":
      return <OutLink href={piece.href}>{piece.text}</OutLink>;
    case "mini-program":
      return (
        <span className="ph-mini-link" title={piece.page}>
          {piece.text}
        </span>
      );
    case "option":
      return (
        <button
          type="button"
          className="ph-text-link"
          onClick={() => act({ kind: "text", text: piece.says, option: piece.option })}
        >
          {piece.text}
        </button>
      );
  }
};

/** A text with its links. */
export const Text = ({ text }: { readonly text: string }) => {
  const pieces = useMemo(() => parseText(text), [text]);
  return (
    <span className="ph-text">
      {pieces.map((piece, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change places
        <PieceView key={place} piece={piece} />
      ))}
    </span>
  );
};

/** A text message. */
export const TextView = ({
  content,
}: {
  readonly content: { readonly kind: "text"; readonly text: string };
}) => <Text text={content.text} />;
