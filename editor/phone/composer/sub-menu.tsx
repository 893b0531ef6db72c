import type { KeyboardEvent } from "react";
import { useEffect, useRef } from "react";
import type { MenuButton } from "../transport.ts";

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The buttons below a button; arrows move, Esc closes. */
export const SubMenu = ({
  name,
  buttons,
  onTap,
  onClose,
}: {
  readonly name: string;
  readonly buttons: readonly MenuButton[];
  readonly onTap: (button: MenuButton, place: number) => void;
  readonly onClose: () => void;
}) => {
  const list = useRef<HTMLDivElement>(null);
  const items = (): readonly HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? []),
  ];
  useEffect(() => list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus(), []);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onClose();
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[move(at, all.length)]?.focus();
  };
  return (
    <div
      className="ph-sub-menu"
      role="menu"
      aria-label={name}
      ref={list}
      onKeyDown={onKey}
      tabIndex={-1}
    >
      {buttons.map((button, place) => (
        <button
          type="button"
          role="menuitem"
          // biome-ignore lint/suspicious/noArrayIndexKey: a button of the menu is known by its place
          key={place}
          onClick={() => onTap(button, place)}
        >
          {button.name}
        </button>
      ))}
    </div>
  );
};
