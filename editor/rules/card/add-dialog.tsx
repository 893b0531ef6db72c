import { Input, Modal } from "antd";
import type { KeyboardEvent } from "react";
import { useState } from "react";
import { findByPinyin } from "../../shell/find-by-pinyin.ts";
import { cardWords } from "../../strings/card.ts";
import { useSay, useText } from "../../strings/text.ts";
import type { Choice } from "./choices.ts";
import { COMMON_GROUP } from "./choices.ts";

const MOST = 200;

/** Arrow keys go from one choice to the next. */
const step = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const dialog = event.currentTarget.closest(".add-dialog");
  const all = [...(dialog?.querySelectorAll<HTMLElement>("button.choice") ?? [])];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[event.key === "ArrowDown" ? at + 1 : at - 1];
  event.preventDefault();
  if (next !== undefined) next.focus();
  else if (event.key === "ArrowUp") dialog?.querySelector<HTMLElement>("input")?.focus();
};

const grouped = (choices: readonly Choice[]): readonly (readonly [string, readonly Choice[]])[] => {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices)
    groups.set(choice.group, [...(groups.get(choice.group) ?? []), choice]);
  const common = groups.get(COMMON_GROUP);
  groups.delete(COMMON_GROUP);
  return common === undefined ? [...groups] : [[COMMON_GROUP, common], ...groups];
};

/** Searchable, grouped, each with a line of help: what can be added to a list. */
export const AddDialog = ({
  title,
  choices,
  onChoose,
  onClose,
}: {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly onChoose: (choice: Choice) => void;
  readonly onClose: () => void;
}) => {
  const words = useText(cardWords);
  const say = useSay();
  const [asked, setAsked] = useState("");
  const found = findByPinyin(
    choices,
    asked,
    ({ title: name, name: key, help }) => [name["zh-CN"], name.en, key, help["zh-CN"], help.en],
    MOST,
  );
  const groupName = (group: string): string =>
    group === COMMON_GROUP ? words.common : (words.groups[group] ?? group);
  return (
    <Modal open title={title} footer={null} onCancel={onClose} width={640}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys between the buttons inside, which Tab reaches too */}
      <div className="add-dialog" onKeyDown={step}>
        <Input
          autoFocus
          aria-label={words.search}
          placeholder={words.search}
          value={asked}
          onChange={({ target }) => setAsked(target.value)}
          onPressEnter={(event) => {
            const [first] = found;
            if (event.nativeEvent.isComposing || first === undefined) return;
            // Or the same key would press the row that gets the focus.
            event.preventDefault();
            onChoose(first);
          }}
        />
        {found.length === 0 && <p role="status">{words.nothingFound}</p>}
        {grouped(found).map(([group, list]) => (
          <section key={group} aria-label={groupName(group)}>
            <h3>{groupName(group)}</h3>
            <div className="choices">
              {list.map((choice) => (
                <button
                  key={choice.name}
                  type="button"
                  className="choice"
                  onClick={() => onChoose(choice)}
                >
                  <span className="choice-title">{say(choice.title)}</span>
                  <span className="choice-help">{say(choice.help)}</span>
                </button>
              ))}
            </div>
          </section>
        ))}
      </div>
    </Modal>
  );
};
