import { minimalChange } from "../document/patch.ts";
import type { monaco as Monaco, newModel as NewModel } from "./monaco.ts";

type MonacoApi = typeof Monaco;
/** A mistake at its line, as the engine counts: from 1. */
export interface YamlProblem {
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly says: string;
}
export interface MountedEditor {
  /** Shows another text by the smallest edit, so that cursor and folding stay; what changed lights up. */
  readonly show: (text: string) => void;
  readonly mark: (problems: readonly YamlProblem[]) => void;
  readonly setReadOnly: (isReadOnly: boolean) => void;
  /** Brings a stretch into view and lights it up. */
  readonly reveal: (from: number, to: number) => void;
  readonly fold: (isFolded: boolean) => void;
  readonly focus: () => void;
  readonly dispose: () => void;
}
export interface MountOptions {
  readonly element: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly isReadOnly: boolean;
  readonly onText: (text: string) => void;
  readonly onCursor: (offset: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

const OWNER = "yingda-rules";
const LIT_MS = 1_200;

const lighter = (monaco: MonacoApi, editor: Monaco.editor.IStandaloneCodeEditor) => {
  const lit = editor.createDecorationsCollection();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (from: number, to: number): void => {
    const model = editor.getModel();
    if (model === null) return;
    const [start, end] = [model.getPositionAt(from), model.getPositionAt(to)];
    const range = new monaco.Range(start.lineNumber, 1, end.lineNumber, 1);
    lit.set([{ range, options: { isWholeLine: true, className: "yaml-lit" } }]);
    clearTimeout(timer);
    timer = setTimeout(() => lit.clear(), LIT_MS);
  };
};

const markersOf = (
  monaco: MonacoApi,
  model: Monaco.editor.ITextModel,
  problems: readonly YamlProblem[],
): Monaco.editor.IMarkerData[] =>
  problems.map(({ line, column, severity, says }) => {
    const lineNumber = Math.min(line, model.getLineCount());
    const word = model.getWordAtPosition({ lineNumber, column });
    return {
      message: says,
      severity: monaco.MarkerSeverity[severity === "error" ? "Error" : "Warning"],
      startLineNumber: lineNumber,
      startColumn: column,
      endLineNumber: lineNumber,
      endColumn: Math.max(column + 1, word?.endColumn ?? model.getLineMaxColumn(lineNumber)),
    };
  });

const options = ({ label, isReadOnly }: MountOptions) =>
  ({
    ariaLabel: label,
    readOnly: isReadOnly,
    theme: "yingda",
    automaticLayout: true,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    fontSize: 13,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    wordWrap: "on",
    // Tab leaves the field, as everywhere else on the page.
    tabFocusMode: true,
    quickSuggestions: { other: true, strings: true, comments: false },
    wordBasedSuggestions: "off",
    fixedOverflowWidgets: true,
    unicodeHighlight: { ambiguousCharacters: false },
  }) as const;

/** Undo and redo are the rule's, card and text alike. */
const bindHistory = (
  monaco: MonacoApi,
  editor: Monaco.editor.IStandaloneCodeEditor,
  { undo, redo }: MountOptions,
): void => {
  const { CtrlCmd, Shift } = monaco.KeyMod;
  const { KeyZ, KeyY } = monaco.KeyCode;
  editor.addCommand(CtrlCmd | KeyZ, undo);
  editor.addCommand(CtrlCmd | KeyY, redo);
  editor.addCommand(CtrlCmd | Shift | KeyZ, redo);
};

/** Puts Monaco into an element. */
export const mountEditor = (
  { monaco, newModel }: { readonly monaco: MonacoApi; readonly newModel: typeof NewModel },
  from: MountOptions,
): MountedEditor => {
  const model = newModel(from.text);
  const editor = monaco.editor.create(from.element, { model, ...options(from) });
  const light = lighter(monaco, editor);
  let isShowing = false;
  // What was typed comes back as a text to show, later than the next key: it must not take that key away.
  let echoes: readonly string[] = [];
  const isEcho = (text: string): boolean => {
    const place = echoes.indexOf(text);
    echoes = place < 0 ? [] : echoes.slice(place + 1);
    return place >= 0;
  };
  bindHistory(monaco, editor, from);
  model.onDidChangeContent(() => {
    if (isShowing) return;
    const text = model.getValue();
    echoes = [...echoes, text];
    from.onText(text);
  });
  editor.onDidChangeCursorPosition(({ position, reason }) => {
    const isMoved = reason === monaco.editor.CursorChangeReason.Explicit;
    if (isMoved) from.onCursor(model.getOffsetAt(position));
  });
  const show = (text: string): void => {
    if (isEcho(text)) return;
    const change = minimalChange(model.getValue(), text);
    if (change === null) return;
    const [start, end] = [model.getPositionAt(change.from), model.getPositionAt(change.to)];
    const range = monaco.Range.fromPositions(start, end);
    isShowing = true;
    // A read-only editor refuses edits by its own hand; the model takes them.
    if (editor.getOption(monaco.editor.EditorOption.readOnly))
      model.applyEdits([{ range, text: change.insert }]);
    else editor.executeEdits("card", [{ range, text: change.insert, forceMoveMarkers: false }]);
    isShowing = false;
    light(change.from, change.from + change.insert.length);
  };
  return {
    show,
    mark: (problems) =>
      monaco.editor.setModelMarkers(model, OWNER, markersOf(monaco, model, problems)),
    setReadOnly: (readOnly) => editor.updateOptions({ readOnly }),
    reveal: (start, end) => {
      const { lineNumber } = model.getPositionAt(start);
      editor.revealLineInCenterIfOutsideViewport(lineNumber);
      light(start, end);
    },
    fold: (isFolded) => {
      void editor.getAction(isFolded ? "editor.foldAll" : "editor.unfoldAll")?.run();
    },
    focus: () => editor.focus(),
    dispose: () => {
      editor.dispose();
      model.dispose();
    },
  };
};
