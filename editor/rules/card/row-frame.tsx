import type { MenuProps } from "antd";
import { Button, Dropdown } from "antd";
import type { DragEvent, KeyboardEvent, ReactNode } from "react";
import { useEffect, useRef } from "react";
import type { Steps } from "../../document/steps.ts";
import { isWithin, keyOfSteps } from "../../document/steps.ts";
import { cardWords } from "../../strings/card.ts";
import { useText } from "../../strings/text.ts";
import type { CardProblem } from "./card-context.ts";
import { useCard } from "./card-context.ts";
import { ProblemList } from "./problem-list.tsx";

/** What the keys and the menu of a row do. */
export interface RowDeeds {
  readonly copy: () => void;
  readonly cut: () => void;
  readonly paste: () => void;
  readonly remove: () => void;
  readonly move: (by: -1 | 1) => void;
}
interface RowFrameProps {
  readonly at: Steps;
  readonly sentence: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly isOff: boolean;
  readonly note: string;
  readonly chip?: ReactNode;
  readonly problems: readonly CardProblem[];
  readonly menu: MenuProps["items"];
  readonly onMenu: (key: string) => void;
  readonly deeds: RowDeeds;
  readonly onDrop: (from: Steps, isBelow: boolean) => void;
  /** Just added: the focus goes into its form. */
  readonly isNew?: boolean;
  readonly children: ReactNode;
}

const DRAGGED = "application/x-yingda-row";
const FIELD = ".card-row-body :is(input, textarea, select)";
const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable]") !== null;

/** Ctrl+C, X, V, Delete and Alt+↑ ↓ on a row, wherever nothing is typed. */
const keyDeed = (event: KeyboardEvent<HTMLElement>, deeds: RowDeeds): (() => void) | null => {
  if (event.altKey && event.key === "ArrowUp") return () => deeds.move(-1);
  if (event.altKey && event.key === "ArrowDown") return () => deeds.move(1);
  if (event.key === "Delete") return deeds.remove;
  if (!event.ctrlKey && !event.metaKey) return null;
  const hasSelection = (getSelection()?.toString() ?? "") !== "";
  if (event.key === "c" && !hasSelection) return deeds.copy;
  if (event.key === "x" && !hasSelection) return deeds.cut;
  return event.key === "v" ? deeds.paste : null;
};

const useKeys = ({ deeds, isOpen, onOpen }: RowFrameProps, button: () => HTMLElement | null) => {
  const { isReadOnly } = useCard();
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      onOpen(false);
      button()?.focus();
      return;
    }
    const isMove = event.altKey && event.key.startsWith("Arrow");
    if (isReadOnly || (isTyping(event.target) && !isMove)) return;
    const deed = keyDeed(event, deeds);
    if (deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };
};

const useDrag = ({ at, onDrop }: RowFrameProps) => {
  const onDragStart = (event: DragEvent<HTMLElement>): void => {
    event.stopPropagation();
    event.dataTransfer.setData(DRAGGED, JSON.stringify(at));
    event.dataTransfer.effectAllowed = "move";
  };
  const onDragOver = (event: DragEvent<HTMLElement>): void => {
    if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault();
  };
  const drop = (event: DragEvent<HTMLElement>): void => {
    const dragged = event.dataTransfer.getData(DRAGGED);
    if (dragged === "") return;
    event.preventDefault();
    event.stopPropagation();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    onDrop(JSON.parse(dragged) as Steps, event.clientY > top + height / 2);
  };
  return { onDragStart, onDragOver, drop };
};

/** Brings the row into sight when the other pane looks at it, and the focus into it when it is wanted there. */
const useSight = ({ at, isNew = false }: RowFrameProps) => {
  const { wanted, want, cursor } = useCard();
  const row = useRef<HTMLLIElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const isLookedAt = cursor !== null && isWithin(cursor, at);
  useEffect(() => {
    if (isLookedAt) row.current?.scrollIntoView({ block: "nearest" });
  }, [isLookedAt]);
  const isWanted = wanted !== null && keyOfSteps(wanted) === keyOfSteps(at);
  useEffect(() => {
    if (!isWanted) return;
    const field = isNew ? row.current?.querySelector<HTMLElement>(FIELD) : null;
    (field ?? toggle.current)?.focus();
    want(null);
  }, [isWanted, isNew, want]);
  return { row, toggle, isLookedAt };
};

/** One row: its sentence, what can be done with it, and its form when it is open. */
export const RowFrame = (props: RowFrameProps) => {
  const { at, sentence, isOpen, onOpen, isOff, note, chip, problems, menu, onMenu, children } =
    props;
  const words = useText(cardWords);
  const { isReadOnly, onFocus } = useCard();
  const { row, toggle, isLookedAt } = useSight(props);
  const onKeyDown = useKeys(props, () => toggle.current);
  const { onDragStart, onDragOver, drop } = useDrag(props);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return (
    <li
      ref={row}
      className={`card-row${isOff ? " is-off" : ""}${isLookedAt ? " is-looked-at" : ""}`}
      onKeyDown={onKeyDown}
      onDragOver={onDragOver}
      onDrop={drop}
      onFocus={(event) => {
        event.stopPropagation();
        onFocus(at);
      }}
    >
      <div className="card-row-head">
        {!isReadOnly && (
          <span
            className="drag-handle"
            draggable
            onDragStart={onDragStart}
            title={words.dragHandle(sentence)}
            aria-hidden="true"
          >
            ⠿
          </span>
        )}
        <button
          ref={toggle}
          type="button"
          className="row-toggle"
          aria-expanded={isOpen}
          onClick={() => onOpen(!isOpen)}
        >
          <span aria-hidden="true" className="row-arrow">
            {isOpen ? "▾" : "▸"}
          </span>
          <span className="row-sentence">{sentence}</span>
        </button>
        {note !== "" && <span className="row-note">{note}</span>}
        {isOff && <span className="row-badge">{words.off}</span>}
        {chip}
        {problems.length > 0 && (
          <span className={`row-badge ${errors > 0 ? "error" : "warning"}`}>
            <span aria-hidden="true">{errors > 0 ? "✗ " : "⚠ "}</span>
            {words.problems(problems.length)}
          </span>
        )}
        {!isReadOnly && (
          <Dropdown
            trigger={["click"]}
            menu={{ items: menu ?? [], onClick: ({ key }) => onMenu(key) }}
          >
            <Button type="text" size="small" aria-label={words.rowMenu(sentence)}>
              ⋯
            </Button>
          </Dropdown>
        )}
      </div>
      {!isOpen && (
        <ProblemList problems={problems.filter(({ severity }) => severity === "error")} />
      )}
      {isOpen && <div className="card-row-body">{children}</div>}
    </li>
  );
};
