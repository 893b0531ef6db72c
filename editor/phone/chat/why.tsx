import { useWords } from "../../strings/language.tsx";
import { Effects } from "./effects.tsx";
import { Ladder } from "./ladder.tsx";
import type { Read } from "./use-told.ts";

/** Why a message was answered as it was: the ladder, and what else was done. */
export const Why = ({ told }: { readonly told: Read }) => {
  const { phone: words } = useWords();
  if (told === "reading") return <p>{words.answer.loading}</p>;
  if (told === "gone") return <p>{words.answer.gone}</p>;
  return <Ladder told={told} />;
};

/** The chips of a message that is known. */
export const KnownEffects = ({ told }: { readonly told: Read }) =>
  typeof told === "string" ? null : <Effects told={told} />;
