import { Alert, App, Button } from "antd";
import type { KeyboardEvent, ReactNode } from "react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Registry } from "../../../engine/index.ts";
import { capturedNames } from "../../document/captured.ts";
import { EditRefused } from "../../document/edit.ts";
import type { Reading } from "../../document/read-rule.ts";
import { fileDefinitions, makeReader } from "../../document/read-rule.ts";
import type { Steps } from "../../document/steps.ts";
import { pathOf } from "../../document/steps.ts";
import { UneditableText } from "../../document/tree.ts";
import type { ResourceNames } from "../../forms/form-context.ts";
import { cardWords } from "../../strings/card.ts";
import { useText } from "../../strings/text.ts";
import type { Card, CardEdit, CardProblem, ConditionReport } from "./card-context.ts";
import { CardProvider } from "./card-context.ts";
import { ConditionEditor } from "./condition-list.tsx";
import { HeadFields, MoreFields } from "./head-fields.tsx";
import type { Nested, PlacedProps } from "./nested.ts";
import { NestedProvider } from "./nested.ts";
import { ProblemList } from "./problem-list.tsx";
import { headProblems } from "./problems.ts";
import { RowList } from "./row-list.tsx";
import { UnplacedActions } from "./unplaced-actions.tsx";
import type { RuleHistory } from "./use-rule-history.ts";
import "./rule-card.css";

/** The rule card: everything of one rule that a form can show. It knows no server; what it needs is given to it. */
export interface RuleCardProps {
  readonly text: string;
  readonly history: RuleHistory;
  readonly registry: Registry;
  readonly names: ResourceNames;
  /** What is wrong, by rule path, in the language of the page. */
  readonly problems: readonly CardProblem[];
  /** What each condition found for what is tried. */
  readonly reports?: readonly ConditionReport[];
  readonly isReadOnly: boolean;
  readonly onFocus?: (at: Steps) => void;
  /** The part of the rule the YAML pane's cursor is on. */
  readonly cursor?: Steps | null;
}

const NO_REPORTS: readonly ConditionReport[] = [];

/** The last text that could be read: a mistake in the YAML never empties the card. */
const useReading = (text: string, registry: Registry) => {
  const file = useMemo(() => fileDefinitions(registry), [registry]);
  const read = useMemo(() => makeReader(file), [file]);
  const reading = useMemo(() => read(text), [read, text]);
  const good = useRef<Reading>(reading);
  if (reading.value !== null) good.current = reading;
  return { file, shown: good.current, isBroken: reading.value === null, reading };
};

const useEdit = (text: string, history: RuleHistory) => {
  const words = useText(cardWords);
  const { message } = App.useApp();
  return useCallback(
    ({ label, group, change }: CardEdit): boolean => {
      try {
        history.write(change(text), label, group);
        return true;
      } catch (error) {
        if (!(error instanceof EditRefused || error instanceof UneditableText)) throw error;
        void message.warning(words.refused);
        return false;
      }
    },
    [text, history, message, words],
  );
};

const nested: Nested = {
  actions: (props: PlacedProps) =>
    props.steps === null ? (
      <UnplacedActions {...props} />
    ) : (
      <NestedPart label={props.label}>
        <NestedActions list={props.steps} label={props.label} />
      </NestedPart>
    ),
  condition: (props: PlacedProps) =>
    props.steps === null ? null : (
      <NestedPart label={props.label}>
        <ConditionEditor at={props.steps} label={props.label} />
      </NestedPart>
    ),
};
const NestedActions = ({ list, label }: { readonly list: Steps; readonly label: string }) => {
  const words = useText(cardWords);
  return <RowList kind="action" list={list} label={label} addLabel={words.add.then} />;
};
const NestedPart = ({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) => (
  <div className="nested-part">
    <span className="field-label">{label}</span>
    {children}
  </div>
);

const Part = ({
  part,
  children,
}: {
  readonly part: "when" | "if" | "then" | "else";
  readonly children: ReactNode;
}) => {
  const words = useText(cardWords);
  return (
    <section className={`card-part part-${part}`} aria-label={words.parts[part]}>
      <h2>
        {words.parts[part]} <span className="part-help">{words.partHelp[part]}</span>
      </h2>
      {children}
    </section>
  );
};

const Parts = () => {
  const words = useText(cardWords);
  const rows = (part: "when" | "then" | "else") => (
    <Part part={part}>
      <RowList
        kind={part === "when" ? "trigger" : "action"}
        list={[part]}
        label={words.parts[part]}
        addLabel={words.add[part]}
      />
    </Part>
  );
  return (
    <>
      {rows("when")}
      <Part part="if">
        <ConditionEditor at={["if"]} label={words.parts.if} />
      </Part>
      {rows("then")}
      {rows("else")}
    </>
  );
};

/** Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) for the whole card: a field's own history would know nothing of the rule's. */
const undoKey = (event: KeyboardEvent | globalThis.KeyboardEvent, history: RuleHistory): void => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  const isRedo = key === "y" || (key === "z" && event.shiftKey);
  if (!isRedo && key !== "z") return;
  event.preventDefault();
  if (isRedo) history.redo();
  else history.undo();
};

/** The same keys where nothing has the focus: the row that had it may be what was undone. */
const useUndoKeys = (history: RuleHistory, isReadOnly: boolean): void => {
  useEffect(() => {
    if (isReadOnly) return;
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.target === document.body) undoKey(event, history);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [history, isReadOnly]);
};

const HistoryBar = ({ history }: { readonly history: RuleHistory }) => {
  const words = useText(cardWords);
  const { undo, redo } = history.labels;
  return (
    <div className="history-bar">
      <Button
        size="small"
        disabled={undo === null}
        title={`${words.undoOf(undo ?? "")} Ctrl+Z`}
        onClick={history.undo}
      >
        ↶ {words.undo}
      </Button>
      <Button
        size="small"
        disabled={redo === null}
        title={`${words.redoOf(redo ?? "")} Ctrl+Y`}
        onClick={history.redo}
      >
        ↷ {words.redo}
      </Button>
    </div>
  );
};

const NO_FOCUS = (): void => undefined;
const useCardState = (props: RuleCardProps) => {
  const { text, history, registry, names, problems, reports = NO_REPORTS } = props;
  const { file, shown, isBroken, reading } = useReading(text, registry);
  const [clipboard, setClipboard] = useState<string | null>(null);
  const [said, announce] = useState("");
  const [wanted, want] = useState<Steps | null>(null);
  const edit = useEdit(text, history);
  const card: Card = {
    source: { reading: shown, registry, file },
    names,
    captured: useMemo(() => capturedNames(shown.value), [shown]),
    reports: useMemo(() => new Map(reports.map((one) => [one.path, one])), [reports]),
    problems,
    isReadOnly: props.isReadOnly || isBroken,
    edit,
    undo: history.undo,
    ...{ clipboard, setClipboard, announce, wanted, want },
    onFocus: props.onFocus ?? NO_FOCUS,
    cursor: props.cursor ?? null,
  };
  return { card, said, isBroken, brokenLine: reading.diagnostics[0]?.line ?? 1 };
};

/** 当 · 且满足 · 则执行 · 否则, each row one sentence until it is opened. */
export const RuleCard = (props: RuleCardProps) => {
  const words = useText(cardWords);
  const { history, isReadOnly } = props;
  const { card, said, isBroken, brokenLine } = useCardState(props);
  useUndoKeys(history, isReadOnly);
  const rule = pathOf(card.source.reading.id, []);
  return (
    <CardProvider value={card}>
      <NestedProvider value={nested}>
        <section
          className={`rule-card${isBroken ? " is-broken" : ""}`}
          aria-label={words.card}
          onKeyDown={(event) => !isReadOnly && undoKey(event, history)}
        >
          {isBroken && <Alert type="error" showIcon title={words.broken(brokenLine)} />}
          {!isReadOnly && <HistoryBar history={history} />}
          <ProblemList problems={headProblems(card.problems, rule)} />
          <HeadFields />
          <Parts />
          <MoreFields />
          <div className="visually-hidden" role="status" aria-live="polite">
            {said}
          </div>
        </section>
      </NestedProvider>
    </CardProvider>
  );
};
