import { useEffect } from "react";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";

/** Names the page in the browser's tab. */
export const usePageTitle = (title: string): void => {
  const { product } = useText(shellWords);
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
};
