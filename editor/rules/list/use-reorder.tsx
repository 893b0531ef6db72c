import { App } from "antd";
import { useEffect, useRef, useState } from "react";
import type { RuleRow } from "../../../server/admin/contract.ts";
import { call } from "../../api/client.ts";
import { useSend } from "../../api/use-api.ts";
import { useAccountParams } from "../../shell/account.ts";
import { useNotice } from "../../shell/use-notice.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useText } from "../../strings/text.ts";

interface Reorder {
  readonly step: (id: string, by: -1 | 1) => void;
  readonly dropOn: (id: string, target: string) => void;
  /** Read out after a move. */
  readonly said: string;
}

/** The rule a moved one is put behind, and the neighbour whose priority counts; `null` where it cannot go. */
export const placeOf = (
  rows: readonly RuleRow[],
  id: string,
  to: number,
): { readonly after: string | null; readonly beside: RuleRow } | null => {
  const from = rows.findIndex((row) => row.id === id);
  const beside = rows[to];
  if (from === -1 || beside === undefined || from === to) return null;
  const after = to > from ? beside.id : (rows[to - 1]?.id ?? null);
  return { after, beside };
};

/** Moves rules in the list; a move that only a change of priority could make asks for it first. */
export const useReorder = (rows: readonly RuleRow[]): Reorder => {
  const words = useText(ruleListWords);
  const { modal } = App.useApp();
  const params = useAccountParams();
  const notice = useNotice();
  const move = useSend("POST /accounts/:account/rules/:rule/move");
  const [said, setSaid] = useState("");
  const focusOn = useRef<string | null>(null);
  useEffect(() => {
    if (focusOn.current === null || !rows.some(({ id }) => id === focusOn.current)) return;
    document.getElementById(`rule-${focusOn.current}`)?.focus();
    focusOn.current = null;
  }, [rows]);
  const put = async (row: RuleRow, to: number, after: string | null, priority: number) => {
    try {
      if (priority !== row.priority)
        await call("POST /accounts/:account/rules-bulk", {
          params,
          body: { rules: [row.id], set: { kind: "priority", value: priority } },
        });
      focusOn.current = row.id;
      await move.mutateAsync({ params: { ...params, rule: row.id }, body: { after } });
      setSaid(words.moved(row.name, to + 1));
    } catch (error) {
      notice.failed(error);
    }
  };
  const moveTo = (id: string, to: number): void => {
    const row = rows.find((each) => each.id === id);
    const place = placeOf(rows, id, to);
    if (row === undefined || place === null || move.isPending) return;
    const { after, beside } = place;
    if (beside.priority === row.priority) return void put(row, to, after, row.priority);
    modal.confirm({
      title: words.askPriority,
      content: words.askPriorityHelp(row.name, beside.priority, beside.name),
      onOk: () => put(row, to, after, beside.priority),
    });
  };
  const placeIn = (id: string): number => rows.findIndex((row) => row.id === id);
  return {
    step: (id, by) => moveTo(id, placeIn(id) + by),
    dropOn: (id, target) => moveTo(id, placeIn(target)),
    said,
  };
};
