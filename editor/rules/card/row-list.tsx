import type { MenuProps } from "antd";
import { Button } from "antd";
import { useState } from "react";
import type { Json } from "../../../engine/index.ts";
import { rowSentence } from "../../../engine/index.ts";
import type { CardRow, RowKind } from "../../document/card-rows.ts";
import { rowSource, rowsOf } from "../../document/card-rows.ts";
import { pasteRows } from "../../document/clipboard.ts";
import { insertRow } from "../../document/rows.ts";
import type { Steps } from "../../document/steps.ts";
import type { CardWords } from "../../strings/card.ts";
import { cardWords } from "../../strings/card.ts";
import { useWords } from "../../strings/language.tsx";
import { useSay, useText } from "../../strings/text.ts";
import { AddDialog } from "./add-dialog.tsx";
import { useCard } from "./card-context.ts";
import type { Choice } from "./choices.ts";
import { rowChoices } from "./choices.ts";
import { ProblemList } from "./problem-list.tsx";
import { ownProblems } from "./problems.ts";
import { RowBody } from "./row-form.tsx";
import { RowFrame } from "./row-frame.tsx";
import { useRowDeeds } from "./use-row-deeds.tsx";
import { useRowIds } from "./use-row-ids.ts";

/** What a row says, in one line. */
const useSentence = () => {
  const words = useText(cardWords);
  const { lang } = useWords();
  const { source } = useCard();
  return (row: CardRow): string => {
    const { use, path, shape, value, definition } = row;
    if (definition === null) return words.unknown(use);
    const params = (shape?.params ?? value) as Json;
    return rowSentence({ use, params, path }, source.registry, lang);
  };
};

const menuOf = (row: CardRow, isYaml: boolean, words: CardWords): MenuProps["items"] => [
  { key: "copy", label: words.copy, extra: "Ctrl+C" },
  { key: "cut", label: words.cut, extra: "Ctrl+X" },
  { key: "paste", label: words.paste, extra: "Ctrl+V" },
  { key: "duplicate", label: words.duplicate },
  { type: "divider" },
  { key: "up", label: words.moveUp, extra: "Alt+↑" },
  { key: "down", label: words.moveDown, extra: "Alt+↓" },
  { type: "divider" },
  { key: "enable", label: row.enabled ? words.disable : words.enable },
  { key: "note", label: words.note },
  ...(row.shape === null ? [] : [{ key: "yaml", label: isYaml ? words.asForm : words.asYaml }]),
  { type: "divider" },
  { key: "remove", label: words.remove, danger: true, extra: "Delete" },
];

const Row = ({
  row,
  list,
  count,
  id,
  isOpen,
  isNew,
  onOpen,
}: {
  readonly row: CardRow;
  readonly list: Steps;
  readonly count: number;
  readonly id: string;
  readonly isOpen: boolean;
  readonly isNew: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}) => {
  const words = useText(cardWords);
  const { problems } = useCard();
  const [isYaml, setYaml] = useState(false);
  const [hasNote, setNote] = useState(false);
  const sentence = useSentence()(row);
  const { deeds, onDrop, enable, duplicate } = useRowDeeds({ list, row, sentence, count });
  const own = ownProblems(problems, row.path);
  const act: Readonly<Record<string, () => void>> = {
    copy: deeds.copy,
    cut: deeds.cut,
    paste: deeds.paste,
    duplicate,
    up: () => deeds.move(-1),
    down: () => deeds.move(1),
    enable,
    note: () => {
      setNote(true);
      onOpen(true);
    },
    yaml: () => {
      setYaml(!isYaml);
      onOpen(true);
    },
    remove: deeds.remove,
  };
  return (
    <RowFrame
      at={row.at}
      {...{ sentence, isOpen, isNew, onOpen, deeds, onDrop }}
      isOff={!row.enabled}
      note={row.note}
      problems={own}
      menu={menuOf(row, isYaml, words)}
      onMenu={(key) => act[key]?.()}
    >
      <ProblemList problems={own} />
      <RowBody {...{ row, id, isYaml, hasNote }} />
    </RowFrame>
  );
};

interface RowListProps {
  readonly kind: RowKind;
  readonly list: Steps;
  readonly label: string;
  readonly addLabel: string;
}
/** Rows of one list, and the way to more. */
export const RowList = ({ kind, list, label, addLabel }: RowListProps) => {
  const words = useText(cardWords);
  const say = useSay();
  const { source, isReadOnly, edit, clipboard, want } = useCard();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [openNext, setOpenNext] = useState<number | null>(null);
  const [isAdding, setAdding] = useState(false);
  const rows = rowsOf(source, kind, list);
  const ids = useRowIds(rows.map(({ at }) => rowSource(source.reading, at)));
  const open = (id: string, isOpen: boolean): void => {
    const next = new Set(opened);
    if (isOpen) next.add(id);
    else next.delete(id);
    setOpened(next);
    setOpenNext(null);
  };
  const add = ({ value, title }: Choice): void => {
    setAdding(false);
    const place = rows.length;
    edit({
      label: words.labels.add(say(title)),
      change: (text) => insertRow(text, list, place, value),
    });
    setOpenNext(place);
    want([...list, place]);
  };
  const paste = (): void => {
    if (clipboard === null) return;
    const place = rows.length;
    edit({ label: words.labels.paste, change: (text) => pasteRows(text, list, place, clipboard) });
    want([...list, place]);
  };
  return (
    <div className="row-list">
      {rows.length > 0 && (
        <ol className="card-rows" aria-label={label}>
          {rows.map((row, place) => {
            const id = ids[place] ?? String(place);
            const isOpen = opened.has(id) || openNext === place;
            return (
              <Row
                key={id}
                {...{ row, list, id, isOpen }}
                count={rows.length}
                isNew={openNext === place}
                onOpen={(next) => open(id, next)}
              />
            );
          })}
        </ol>
      )}
      {!isReadOnly && (
        <div className="side-by-side">
          <Button size="small" onClick={() => setAdding(true)}>
            + {addLabel}
          </Button>
          {clipboard !== null && rows.length === 0 && (
            <Button size="small" onClick={paste}>
              {words.pasteHere}
            </Button>
          )}
        </div>
      )}
      {isAdding && (
        <AddDialog
          title={words.addTitle[kind]}
          choices={rowChoices(kind, source.registry, source.file)}
          onChoose={add}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
};
