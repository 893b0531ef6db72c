import type { KeyboardEvent } from "react";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import type { MenuButton } from "../transport.ts";
import { IconButton } from "./icon-button.tsx";
import { SubMenu } from "./sub-menu.tsx";

type OnTap = (button: MenuButton, path: readonly number[]) => void;

const TopButton = ({
  button,
  isOpen,
  onOpen,
  onTap,
}: {
  readonly button: MenuButton;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onTap: () => void;
}) => {
  const hasSub = button.sub.length > 0;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowUp" || !hasSub) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <button
      type="button"
      className="ph-menu-button"
      aria-haspopup={hasSub ? "menu" : undefined}
      aria-expanded={hasSub ? isOpen : undefined}
      onClick={hasSub ? onOpen : onTap}
      onKeyDown={onKey}
    >
      {hasSub && <span className="ph-menu-mark" aria-hidden="true" />}
      {button.name}
    </button>
  );
};

/** The account's own menu, exactly as published: up to three buttons, submenus popping up. */
export const MenuBar = ({
  menu,
  onTap,
  onKeyboard,
}: {
  readonly menu: readonly MenuButton[];
  readonly onTap: OnTap;
  readonly onKeyboard: () => void;
}) => {
  const { phone: words } = useWords();
  const [open, setOpen] = useState<number | null>(null);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const onOutside = ({ target }: PointerEvent): void => {
      if (target instanceof Node && bar.current?.contains(target) !== true) setOpen(null);
    };
    document.addEventListener("pointerdown", onOutside);
    return () => document.removeEventListener("pointerdown", onOutside);
  }, []);
  const close = (): void => {
    const opener = open === null ? null : bar.current?.querySelectorAll(".ph-menu-button")[open];
    if (opener instanceof HTMLElement) opener.focus();
    setOpen(null);
  };
  return (
    <nav className="ph-menu-bar" aria-label={words.composer.menuBar} ref={bar}>
      <IconButton icon="keyboard" label={words.composer.keyboard} onClick={onKeyboard} />
      {menu.map((button, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a button of the menu is known by its place
        <div className="ph-menu-place" key={place}>
          <TopButton
            button={button}
            isOpen={open === place}
            onOpen={() => setOpen(open === place ? null : place)}
            onTap={() => onTap(button, [place])}
          />
          {open === place && (
            <SubMenu
              name={button.name}
              buttons={button.sub}
              onClose={close}
              onTap={(below, sub) => {
                close();
                onTap(below, [place, sub]);
              }}
            />
          )}
        </div>
      ))}
    </nav>
  );
};
