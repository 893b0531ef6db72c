import type { MenuProps } from "antd";
import { Button } from "antd";
import { useState } from "react";
import type { Condition } from "../../../engine/index.ts";
import { conditionSentence } from "../../../engine/index.ts";
import { rowSource } from "../../document/card-rows.ts";
import { copyRow, pasteRows } from "../../document/clipboard.ts";
import type { CardCondition, CardGroup } from "../../document/conditions.ts";
import {
  addCondition,
  conditionAt,
  removeCondition,
  setGroup,
  toggleNot,
} from "../../document/conditions.ts";
import { moveRow, rowCount, setRowEnabled } from "../../document/rows.ts";
import type { Steps } from "../../document/steps.ts";
import { SelectBox } from "../../forms/widgets/choice-field.tsx";
import type { CardWords } from "../../strings/card.ts";
import { cardWords } from "../../strings/card.ts";
import { useWords } from "../../strings/language.tsx";
import { useSay, useText } from "../../strings/text.ts";
import { AddDialog } from "./add-dialog.tsx";
import { useCard } from "./card-context.ts";
import { factChoices } from "./choices.ts";
import { ConditionChip } from "./condition-chip.tsx";
import { LeafForm } from "./leaf-form.tsx";
import { ProblemList } from "./problem-list.tsx";
import { problemsWithin } from "./problems.ts";
import { RowNote } from "./row-form.tsx";
import type { RowDeeds } from "./row-frame.tsx";
import { RowFrame } from "./row-frame.tsx";
import { RowYaml } from "./row-yaml.tsx";
import { useRemovedNotice } from "./use-row-deeds.tsx";
import { useRowIds } from "./use-row-ids.ts";

/** What a condition says, groups inside it too. */
const asCondition = (one: CardCondition): Condition | null => {
  if (one.kind === "other") return null;
  if (one.kind === "leaf") {
    const { fact, operator, value, path } = one;
    return { fact, operator, value, path };
  }
  const inner = one.conditions.flatMap((each) => asCondition(each) ?? []);
  const [first] = inner;
  if (one.group === "not") return first === undefined ? null : { not: first, path: one.path };
  return one.group === "any" ? { any: inner, path: one.path } : { all: inner, path: one.path };
};

const useConditionSentence = () => {
  const words = useText(cardWords);
  const { lang } = useWords();
  const { source } = useCard();
  return (one: CardCondition): string => {
    const condition = asCondition(one);
    if (condition === null) return words.yamlOfRow;
    return conditionSentence(condition, source.registry, lang) || words.group;
  };
};

const menuOf = (one: CardCondition, isYaml: boolean, words: CardWords): MenuProps["items"] => [
  { key: "copy", label: words.copy, extra: "Ctrl+C" },
  { key: "cut", label: words.cut, extra: "Ctrl+X" },
  { key: "paste", label: words.paste, extra: "Ctrl+V" },
  { type: "divider" },
  { key: "up", label: words.moveUp, extra: "Alt+↑" },
  { key: "down", label: words.moveDown, extra: "Alt+↓" },
  { key: "not", label: words.negate },
  { type: "divider" },
  { key: "enable", label: one.enabled ? words.disable : words.enable },
  { key: "note", label: words.note },
  ...(one.kind === "other" ? [] : [{ key: "yaml", label: isYaml ? words.asForm : words.asYaml }]),
  { type: "divider" },
  { key: "remove", label: words.remove, danger: true, extra: "Delete" },
];

/** Everything that can be done with a condition. */
const useConditionDeeds = (one: CardCondition, sentence: string) => {
  const words = useText(cardWords);
  const { source, edit, clipboard, setClipboard, announce, want } = useCard();
  const noticeRemoved = useRemovedNotice();
  const last = one.at.at(-1);
  const isItem = typeof last === "number";
  const list: Steps = isItem ? one.at.slice(0, -1) : one.at;
  const place = isItem ? last : 0;
  const copy = (): void => {
    setClipboard(copyRow(source.reading.text, one.at) ?? "");
    announce(words.copied);
  };
  const take = (label: string): void => {
    edit({ label, change: (text) => removeCondition(text, one.at) });
  };
  const move = (by: -1 | 1): void => {
    const count = rowCount(source.reading.text, list);
    const to = place + by;
    if (!isItem || to < 0 || to >= count) return;
    const change = (text: string): string => moveRow(text, list, place, to);
    edit({ label: words.labels.move(sentence), change });
    announce(words.moved(sentence, to + 1, count));
    want([...list, to]);
  };
  const deeds: RowDeeds = {
    copy,
    cut: () => {
      copy();
      take(words.labels.cut);
    },
    paste: () => {
      if (clipboard === null) return announce(words.nothingToPaste);
      const change = (text: string): string => pasteRows(text, list, place + 1, clipboard);
      edit({ label: words.labels.paste, change });
    },
    remove: () => {
      take(words.labels.remove(sentence));
      noticeRemoved(sentence);
    },
    move,
  };
  const turn = (): void => {
    edit({ label: words.negate, change: (text) => toggleNot(text, one) });
  };
  const enable = (): void => {
    const change = (text: string): string => setRowEnabled(text, one.at, !one.enabled);
    edit({ label: words.labels.enable, change });
  };
  const onDrop = (from: Steps, isBelow: boolean): void => {
    const isSame = JSON.stringify(from.slice(0, -1)) === JSON.stringify(list);
    const origin = from.at(-1);
    if (!isSame || typeof origin !== "number") return;
    const to = place + (isBelow ? 1 : 0);
    const change = (text: string): string => moveRow(text, list, origin, origin < to ? to - 1 : to);
    edit({ label: words.labels.move(sentence), change });
  };
  return { deeds, turn, enable, onDrop };
};

const ConditionRow = ({ one, id }: { readonly one: CardCondition; readonly id: string }) => {
  const words = useText(cardWords);
  const { problems, reports, wanted } = useCard();
  const isNew = wanted !== null && JSON.stringify(wanted) === JSON.stringify(one.at);
  const [isFresh] = useState(isNew);
  const [isOpen, setOpen] = useState(one.kind === "group" || isNew);
  const [isYaml, setYaml] = useState(false);
  const [hasNote, setNote] = useState(false);
  const sentence = useConditionSentence()(one);
  const { deeds, turn, enable, onDrop } = useConditionDeeds(one, sentence);
  const own = problemsWithin(problems, one.path);
  const act: Readonly<Record<string, () => void>> = {
    ...{ copy: deeds.copy, cut: deeds.cut, paste: deeds.paste, remove: deeds.remove },
    up: () => deeds.move(-1),
    down: () => deeds.move(1),
    not: turn,
    enable,
    note: () => {
      setNote(true);
      setOpen(true);
    },
    yaml: () => {
      setYaml(!isYaml);
      setOpen(true);
    },
  };
  const body = () => {
    if (isYaml || one.kind === "other") return <RowYaml at={one.at} id={id} />;
    return one.kind === "group" ? <Group group={one} id={id} /> : <LeafForm leaf={one} id={id} />;
  };
  return (
    <RowFrame
      at={one.at}
      {...{ sentence, isOpen, deeds, onDrop }}
      isNew={isFresh}
      onOpen={setOpen}
      isOff={!one.enabled}
      note={one.note}
      chip={<ConditionChip report={reports.get(one.path)} />}
      problems={own}
      menu={menuOf(one, isYaml, words)}
      onMenu={(key) => act[key]?.()}
    >
      {one.kind !== "group" && <ProblemList problems={own} />}
      {body()}
      {(hasNote || one.note !== "") && <RowNote row={one} id={id} />}
    </RowFrame>
  );
};

const Rows = ({
  conditions,
  label,
}: {
  readonly conditions: readonly CardCondition[];
  readonly label: string;
}) => {
  const { source } = useCard();
  const ids = useRowIds(conditions.map(({ at }) => rowSource(source.reading, at)));
  if (conditions.length === 0) return null;
  return (
    <ol className="card-rows" aria-label={label}>
      {conditions.map((one, place) => {
        const id = ids[place] ?? String(place);
        return <ConditionRow key={id} one={one} id={id} />;
      })}
    </ol>
  );
};

const GroupKindSelect = ({ group }: { readonly group: CardGroup }) => {
  const words = useText(cardWords);
  const { edit } = useCard();
  if (group.group === "not") return <p className="field-label">{words.groupKinds.not}</p>;
  return (
    <SelectBox
      label={words.group}
      value={group.group === "any" ? "any" : "all"}
      options={[
        { value: "all", label: words.groupKinds.all },
        { value: "any", label: words.groupKinds.any },
      ]}
      onChange={(to) =>
        edit({
          label: words.labels.group,
          change: (text) => setGroup(text, group, to === "any" ? "any" : "all"),
        })
      }
    />
  );
};

const Group = ({ group, id }: { readonly group: CardGroup; readonly id: string }) => {
  const words = useText(cardWords);
  return (
    <div className="condition-group" id={id}>
      <GroupKindSelect group={group} />
      <Rows conditions={group.conditions} label={words.group} />
      {group.group !== "not" && <AddCondition at={group.at} standing={group} />}
    </div>
  );
};

const placeOfNew = (at: Steps, standing: CardCondition | null): Steps => {
  if (standing === null) return at;
  if (standing.kind === "group" && standing.group !== "not")
    return [...standing.inner, standing.conditions.length];
  return [...at, 1];
};

const AddCondition = ({
  at,
  standing,
}: {
  readonly at: Steps;
  readonly standing: CardCondition | null;
}) => {
  const words = useText(cardWords);
  const say = useSay();
  const { source, edit, isReadOnly, want } = useCard();
  const [isAdding, setAdding] = useState(false);
  if (isReadOnly) return null;
  return (
    <>
      <Button size="small" className="start" onClick={() => setAdding(true)}>
        + {words.add.if}
      </Button>
      {isAdding && (
        <AddDialog
          title={words.addTitle.condition}
          choices={factChoices(source.registry)}
          onClose={() => setAdding(false)}
          onChoose={({ value, title }) => {
            setAdding(false);
            want(placeOfNew(at, standing));
            edit({
              label: words.labels.add(say(title)),
              change: (text) => addCondition(text, at, standing, value),
            });
          }}
        />
      )}
    </>
  );
};

/** A rule's condition, or a branch's: one, a list, or groups of them. */
export const ConditionEditor = ({ at, label }: { readonly at: Steps; readonly label: string }) => {
  const { source } = useCard();
  const standing = conditionAt(source.reading, at);
  const isPlainGroup =
    standing?.kind === "group" &&
    standing.group !== "not" &&
    standing.note === "" &&
    standing.enabled;
  return (
    <div className="stacked">
      {standing?.kind === "group" && isPlainGroup ? (
        <Group group={standing} id={at.join("-")} />
      ) : (
        <>
          <Rows conditions={standing === null ? [] : [standing]} label={label} />
          <AddCondition at={at} standing={standing} />
        </>
      )}
    </div>
  );
};
