import { useCallback } from "react";
import type { LocalText } from "../../engine/index.ts";
import { useWords } from "./language.tsx";
import type { Lang } from "./words.ts";

/** One screen's words in both languages; they have one type, so none can be missing. */
export type Both<T> = Readonly<Record<Lang, T>>;

/** The words of a screen in the language of the page. */
export const useText = <T>(words: Both<T>): T => words[useWords().lang];

/** What the server or a definition says in both languages, in the language of the page. */
export const useSay = (): ((text: LocalText) => string) => {
  const { lang } = useWords();
  return useCallback((text) => text[lang], [lang]);
};
