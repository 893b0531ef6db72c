import * as monaco from "monaco-editor";
import EditorWorker from "monaco-editor/esm/vs/editor/editor.worker?worker";
import type { JSONSchema } from "monaco-yaml";
import { configureMonacoYaml } from "monaco-yaml";
import YamlWorker from "./yaml.worker.ts?worker";

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === "yaml" ? new YamlWorker() : new EditorWorker()),
};

/** Monaco's own light look, its palest grey a shade darker: it misses AA on white. */
monaco.editor.defineTheme("yingda", {
  base: "vs",
  inherit: true,
  rules: [],
  colors: { "editorLineNumber.dimmedForeground": "#237893" },
});

/** Completion and hover only: mistakes are ours to name, in the reader's language. Only one instance may live. */
const service = configureMonacoYaml(monaco, {
  enableSchemaRequest: false,
  validate: false,
  schemas: [],
});

const FILES = "**/rule-*.yaml";
let told = "";
/** Tells completion and hover what a rule may hold; the same schema again costs nothing. */
export const tellSchema = (schema: Readonly<Record<string, unknown>>): void => {
  const text = JSON.stringify(schema);
  if (text === told) return;
  told = text;
  const one = { uri: "yingda://rule.json", fileMatch: [FILES], schema: schema as JSONSchema };
  void service.update({
    enableSchemaRequest: false,
    validate: false,
    schemas: [one],
  });
};

let made = 0;
/** A text that completion knows to be a rule. */
export const newModel = (text: string): monaco.editor.ITextModel => {
  made += 1;
  return monaco.editor.createModel(text, "yaml", monaco.Uri.parse(`file:///rule-${made}.yaml`));
};

export { monaco };
