import { Button, Checkbox } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { useRules } from "../../api/use-rules.ts";
import { useDraftEngine, useTried } from "../../engine/use-engine.ts";
import { useAccountPath, useMay } from "../../shell/account.ts";
import { LoadFailed } from "../../shell/load-failed.tsx";
import { usePageTitle } from "../../shell/use-page-title.ts";
import { VirtualRows } from "../../shell/virtual-rows.tsx";
import { Waiting } from "../../shell/waiting.tsx";
import { ruleListWords } from "../../strings/rule-list.ts";
import { shellWords } from "../../strings/shell.ts";
import { useText } from "../../strings/text.ts";
import { BulkBar, useBulk } from "./bulk-bar.tsx";
import { EmptyList } from "./empty-list.tsx";
import { Filters } from "./filters.tsx";
import { useListFilter } from "./list-filter.ts";
import { rankRows } from "./ranked-rows.ts";
import { RuleLine } from "./rule-line.tsx";
import { Tabs } from "./tabs.tsx";
import { Transfer } from "./transfer.tsx";
import { TryBox } from "./try-box.tsx";
import { useReasons } from "./use-reasons.ts";
import { useReorder } from "./use-reorder.tsx";
import "./rule-list.css";

const ROW_PX = 68;

const Head = ({
  isAll,
  isSome,
  onAll,
}: {
  readonly isAll: boolean;
  readonly isSome: boolean;
  readonly onAll: (on: boolean) => void;
}) => {
  const words = useText(ruleListWords);
  const { rule, enabled, priority, hits, marks, actions } = words.columns;
  return (
    <tr aria-rowindex={1}>
      <th scope="col" className="cell-select">
        <Checkbox
          aria-label={words.selectAll}
          checked={isAll}
          indeterminate={isSome && !isAll}
          onChange={({ target }) => onAll(target.checked)}
        />
      </th>
      <th scope="col" className="cell-rule">
        {rule}
      </th>
      <th scope="col" className="cell-switch">
        {enabled}
      </th>
      <th scope="col" className="cell-number">
        {priority}
      </th>
      <th scope="col" className="cell-number">
        {hits}
      </th>
      <th scope="col" className="cell-marks">
        {marks}
      </th>
      <th scope="col" className="cell-menu">
        <span className="visually-hidden">{actions}</span>
      </th>
    </tr>
  );
};

const Top = () => {
  const words = useText(ruleListWords);
  const path = useAccountPath();
  const mayWrite = useMay("write-rules");
  usePageTitle(words.title);
  return (
    <div className="page-head">
      <h1>{words.title}</h1>
      <span className="spring" />
      <Transfer />
      {mayWrite && (
        <Link to={path("/rules/new")}>
          <Button type="primary">{words.add}</Button>
        </Link>
      )}
    </div>
  );
};

/** 自动回复: the rules of the account, each one sentence. */
export const RuleListPage = () => {
  const words = useText(ruleListWords);
  const shell = useText(shellWords);
  const filter = useListFilter();
  const { rows, first, isWaiting, error, retry } = useRules(filter.query);
  const [text, setText] = useState("");
  const { ready, hasFailed } = useDraftEngine(first !== undefined && first.families.all > 0);
  const tried = useTried(ready, text.trim());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const bulk = useBulk();
  const reorder = useReorder(rows);
  const reasonOf = useReasons(rows.some(({ errors }) => errors > 0));
  const ranked = useMemo(() => rankRows(rows, tried?.steps ?? null), [rows, tried]);
  const names = useMemo(() => new Map(rows.map(({ id, name }) => [id, name])), [rows]);
  const choose = (id: string, on: boolean): void =>
    setChosen((now) => {
      const next = new Set(now);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  const acts = {
    isChosen: (id: string) => chosen.has(id),
    choose,
    setEnabled: (id: string, value: boolean) => void bulk([id], { kind: "enabled", value }),
    step: reorder.step,
    dropOn: reorder.dropOn,
    reasonOf,
  };
  const mayMove = filter.values.sort === "" && tried === null;
  const picked = useMemo(() => rows.filter(({ id }) => chosen.has(id)), [rows, chosen]);
  return (
    <div className="rule-list">
      <Top />
      <Tabs tab={filter.tab} families={first?.families} />
      <TryBox
        {...{ text, tried, hasFailed }}
        help={words.tryHelp}
        onText={setText}
        nameOf={(id) => names.get(id) ?? id}
      />
      <Filters filter={filter} groups={first?.groups ?? []} />
      {picked.length > 0 && (
        <BulkBar chosen={picked.map(({ id }) => id)} onClear={() => setChosen(new Set())} />
      )}
      <p className="soft total" aria-live="polite">
        {first !== undefined && shell.total(first.total)} <span>{reorder.said}</span>
      </p>
      {error !== null && <LoadFailed error={error} onRetry={retry} />}
      {first === undefined && error === null && <Waiting />}
      {first !== undefined && !isWaiting && rows.length === 0 && (
        <EmptyList isFiltered={filter.isFiltered} />
      )}
      {rows.length > 0 && (
        <VirtualRows
          rows={ranked}
          rowPx={ROW_PX}
          label={words.title}
          head={
            <Head
              isAll={picked.length === rows.length}
              isSome={picked.length > 0}
              onAll={(on) => setChosen(new Set(on ? rows.map(({ id }) => id) : []))}
            />
          }
          draw={(each, rowIndex) => (
            <RuleLine
              key={each.row.id}
              ranked={each}
              acts={acts}
              mayMove={mayMove}
              rowIndex={rowIndex}
            />
          )}
        />
      )}
    </div>
  );
};
