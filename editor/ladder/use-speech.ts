import type { Speech } from "../phone/chat/did-words.ts";
import { ladderWords } from "../strings/ladder.ts";
import { useWords } from "../strings/language.tsx";
import { useText } from "../strings/text.ts";

/** How values are written on this page. */
export const useSpeech = (): Speech => {
  const { nothing } = useText(ladderWords);
  const { lang } = useWords();
  return { lang, nothing };
};
