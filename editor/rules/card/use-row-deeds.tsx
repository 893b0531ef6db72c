import { App, Button } from "antd";
import type { CardRow } from "../../document/card-rows.ts";
import { copyRow, pasteRows } from "../../document/clipboard.ts";
import { moveRow, moveRowTo, removeRow, setRowEnabled } from "../../document/rows.ts";
import type { Steps } from "../../document/steps.ts";
import { keyOfSteps } from "../../document/steps.ts";
import { cardWords } from "../../strings/card.ts";
import { useText } from "../../strings/text.ts";
import { useCard } from "./card-context.ts";
import type { RowDeeds } from "./row-frame.tsx";

interface Whose {
  readonly list: Steps;
  readonly row: Pick<CardRow, "at" | "enabled">;
  readonly sentence: string;
  readonly count: number;
}

/** Says that something is gone, with the way back. */
export const useRemovedNotice = (): ((sentence: string) => void) => {
  const words = useText(cardWords);
  const { message } = App.useApp();
  const { undo } = useCard();
  return (sentence) => {
    const key = `removed-${sentence}`;
    const back = (): void => {
      undo();
      message.destroy(key);
    };
    const content = (
      <span>
        {words.removed(sentence)}{" "}
        <Button type="link" size="small" onClick={back}>
          {words.undo}
        </Button>
      </span>
    );
    void message.open({ key, type: "success", content });
  };
};

const useMoves = ({ list, row, sentence, count }: Whose) => {
  const words = useText(cardWords);
  const { edit, announce, want } = useCard();
  const place = Number(row.at.at(-1));
  const label = words.labels.move(sentence);
  const moveTo = (to: number): void => {
    if (to < 0 || to >= count || to === place) return;
    edit({ label, change: (text) => moveRow(text, list, place, to) });
    announce(words.moved(sentence, to + 1, count));
    want([...list, to]);
  };
  const onDrop = (from: Steps, isBelow: boolean): void => {
    const to = place + (isBelow ? 1 : 0);
    const isSame = keyOfSteps(from.slice(0, -1)) === keyOfSteps(list);
    const origin = Number(from.at(-1));
    const change = isSame
      ? (text: string) => moveRow(text, list, origin, origin < to ? to - 1 : to)
      : (text: string) => moveRowTo(text, from, { list, place: to });
    edit({ label, change });
  };
  return { move: (by: -1 | 1) => moveTo(place + by), onDrop };
};

/** Everything that can be done with a row, each one step to undo. */
export const useRowDeeds = (whose: Whose) => {
  const { list, row, sentence, count } = whose;
  const words = useText(cardWords);
  const { source, edit, clipboard, setClipboard, announce, want } = useCard();
  const noticeRemoved = useRemovedNotice();
  const { move, onDrop } = useMoves(whose);
  const place = Number(row.at.at(-1));
  const copied = (): string => copyRow(source.reading.text, row.at) ?? "";
  const copy = (): void => {
    setClipboard(copied());
    announce(words.copied);
  };
  const take = (label: string): void => {
    edit({ label, change: (text) => removeRow(text, row.at) });
    want(count > 1 ? [...list, Math.min(place, count - 2)] : null);
  };
  const put = (label: string, snippet: string): void => {
    const isDone = edit({ label, change: (text) => pasteRows(text, list, place + 1, snippet) });
    if (isDone) want([...list, place + 1]);
  };
  const deeds: RowDeeds = {
    copy,
    cut: () => {
      copy();
      take(words.labels.cut);
    },
    paste: () => {
      if (clipboard === null) announce(words.nothingToPaste);
      else put(words.labels.paste, clipboard);
    },
    remove: () => {
      take(words.labels.remove(sentence));
      noticeRemoved(sentence);
    },
    move,
  };
  const enable = (): void => {
    const change = (text: string): string => setRowEnabled(text, row.at, !row.enabled);
    edit({ label: words.labels.enable, change });
  };
  return { deeds, onDrop, enable, duplicate: () => put(words.labels.add(sentence), copied()) };
};
