import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { useEffect, useId, useRef } from "react";
import { useWords } from "../../strings/language.tsx";

const focusable = "input, textarea, select, button, [tabindex='0']";

/** Takes the focus while it is open, and gives it back where it was. */
const useFocus = () => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const [first] =
      form.current?.querySelectorAll<HTMLElement>(`.sheet-body :is(${focusable})`) ?? [];
    first?.focus();
    return () => {
      // What had the focus may be gone by then, or behind another sheet.
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus());
    };
  }, []);
  return form;
};

/** A sheet over the lower half of the phone: a title, what it asks, and two buttons. */
export const Sheet = ({
  title,
  confirm,
  isReady = true,
  onConfirm,
  onClose,
  children,
}: {
  readonly title: string;
  readonly confirm: string;
  /** Whether it can be confirmed. */
  readonly isReady?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => {
  const { phone: words } = useWords();
  const id = useId();
  const form = useFocus();
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) onConfirm();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onClose();
  };
  return (
    <div className="sheet-shade">
      <form
        ref={form}
        className="sheet"
        role="dialog"
        aria-labelledby={id}
        onSubmit={onSubmit}
        onKeyDown={onKey}
      >
        <h2 id={id}>{title}</h2>
        <div className="sheet-body">{children}</div>
        <div className="sheet-buttons">
          <button type="button" className="plain-button" onClick={onClose}>
            {words.sheet.cancel}
          </button>
          <button type="submit" className="big-button" disabled={!isReady}>
            {confirm}
          </button>
        </div>
      </form>
    </div>
  );
};
