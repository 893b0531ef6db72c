import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { useEffect, useId, useRef } from "react";
import { useWords } from "../../strings/language.tsx";

const focusable = "input, textarea, select, button, [tabindex='0']";

/** Takes the focus when it opens. */
const useFocus = () => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const fields = form.current?.querySelectorAll<HTMLElement>(`.ph-sheet-body :is(${focusable})`);
    fields?.[0]?.focus();
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
    <div className="ph-sheet-shade">
      <div className="ph-sheet" role="dialog" aria-labelledby={id} onKeyDown={onKey}>
        <h2 id={id}>{title}</h2>
        <form ref={form} onSubmit={onSubmit}>
          <div className="ph-sheet-body">{children}</div>
          <div className="ph-sheet-buttons">
            <button type="button" className="ph-plain-button" onClick={onClose}>
              {words.sheet.cancel}
            </button>
            <button type="submit" className="ph-big-button" disabled={!isReady}>
              {confirm}
            </button>
          </div>
        </form>
      </div>
    </div>
  );
};
