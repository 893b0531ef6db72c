import { HolderOutlined } from "@ant-design/icons";
import { Checkbox, Switch, Tag } from "antd";
import type { DragEvent, KeyboardEvent } from "react";
import { Link } from "react-router";
import { useAccountPath, useMay } from "../../shell/account.ts";
import { ruleListWords } from "../../strings/rule-list.ts";
import { useSay, useText } from "../../strings/text.ts";
import type { RankedRow } from "./ranked-rows.ts";
import { RuleMarks } from "./rule-marks.tsx";
import { RuleMenu } from "./rule-menu.tsx";

/** What a row of the list may ask for. */
export interface RowActs {
  readonly isChosen: (id: string) => boolean;
  readonly choose: (id: string, on: boolean) => void;
  readonly setEnabled: (id: string, on: boolean) => void;
  /** By one place: -1 up, 1 down. */
  readonly step: (id: string, by: -1 | 1) => void;
  readonly dropOn: (id: string, target: string) => void;
  /** Why a rule cannot be read, if it is known. */
  readonly reasonOf: (id: string) => string | null;
}

const Name = ({ ranked, acts }: { readonly ranked: RankedRow; readonly acts: RowActs }) => {
  const words = useText(ruleListWords);
  const say = useSay();
  const path = useAccountPath();
  const { row, rung, verdict } = ranked;
  const sentence = say(row.sentence);
  const reason = row.errors > 0 ? (acts.reasonOf(row.id) ?? words.cannotRead) : null;
  return (
    <td className="cell-rule">
      <div className="rule-name">
        {rung !== null && verdict !== null && (
          <Tag className="rung-number" color={verdict === "answered" ? "success" : "default"}>
            {rung} {words.verdicts[verdict]}
          </Tag>
        )}
        <Link
          id={`rule-${row.id}`}
          to={path(`/rules/edit/${encodeURIComponent(row.id)}`)}
          title={row.note}
        >
          {row.name}
        </Link>
        {row.group !== "" && <span className="soft">{row.group}</span>}
      </div>
      <div className={reason === null ? "sentence" : "sentence broken"} title={reason ?? sentence}>
        {reason ?? sentence}
      </div>
    </td>
  );
};

/** One rule in one row. Alt+↑ and Alt+↓ move it; its handle can be dragged. */
export const RuleLine = ({
  ranked,
  acts,
  mayMove,
  rowIndex,
}: {
  readonly ranked: RankedRow;
  readonly acts: RowActs;
  readonly mayMove: boolean;
  readonly rowIndex: number;
}) => {
  const words = useText(ruleListWords);
  const mayWrite = useMay("write-rules");
  const { row } = ranked;
  const { id, name } = row;
  const onKey = (event: KeyboardEvent): void => {
    if (!event.altKey || !mayMove || !mayWrite) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    acts.step(id, event.key === "ArrowUp" ? -1 : 1);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const dragged = event.dataTransfer.getData("text/x-rule");
    if (dragged !== "" && dragged !== id) acts.dropOn(dragged, id);
  };
  return (
    <tr
      aria-rowindex={rowIndex}
      className={`line${ranked.rung === null ? "" : " met"}${row.errors > 0 ? " wrong" : ""}`}
      onKeyDown={onKey}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <td className="cell-select">
        <Checkbox
          aria-label={words.select(name)}
          checked={acts.isChosen(id)}
          disabled={!mayWrite}
          onChange={({ target }) => acts.choose(id, target.checked)}
        />
        {mayMove && mayWrite && (
          <button
            type="button"
            className="handle"
            aria-label={words.drag(name)}
            draggable
            onDragStart={({ dataTransfer }) => dataTransfer.setData("text/x-rule", id)}
          >
            <HolderOutlined />
          </button>
        )}
      </td>
      <Name ranked={ranked} acts={acts} />
      <td className="cell-switch">
        <Switch
          size="small"
          aria-label={words.enable(name)}
          checked={row.enabled}
          disabled={!mayWrite || row.errors > 0}
          onChange={(on) => acts.setEnabled(id, on)}
        />
      </td>
      <td className="cell-number">{row.priority}</td>
      <td className="cell-number" title={words.hits7(row.hits7Days)}>
        {row.hitsToday}
      </td>
      <td className="cell-marks">
        <RuleMarks row={row} />
      </td>
      <td className="cell-menu">
        <RuleMenu row={row} />
      </td>
    </tr>
  );
};
