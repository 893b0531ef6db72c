import { useEffect, useRef } from "react";
import { useDock } from "./dock-state.ts";

/** Whether a key is meant for a field: it stays a letter then. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest("input, textarea, select, [role=textbox]") !== null);

/** Ctrl+K searches, `e` opens and closes the phone. */
export const useFrameKeys = ({ onSearch }: { readonly onSearch: () => void }): void => {
  const toggle = useDock((dock) => dock.toggle);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing) return;
      const hasControl = event.ctrlKey || event.metaKey;
      if (hasControl && event.key.toLowerCase() === "k") {
        event.preventDefault();
        search.current();
      } else if (!hasControl && !event.altKey && event.key === "e" && !isTyping(event.target)) {
        event.preventDefault();
        toggle();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [toggle]);
};
