import type { Pair } from "yaml";
import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from "yaml";
import { layoutOf } from "./layout.ts";
import { columnOf, eolOf, shiftLines } from "./lines.ts";
import type { Model } from "./model.ts";
import { isSameModel } from "./model.ts";
import { treeOf } from "./tree.ts";

/** What a parsed node means. */
const modelOfNode = (node: unknown): Model => {
  if (isMap(node))
    return new Map(
      node.items.map(({ key, value }) => [
        isScalar(key) ? String(key.source ?? key.value ?? "") : "",
        modelOfNode(value),
      ]),
    );
  if (isSeq(node)) return node.items.map(modelOfNode);
  return isScalar(node) ? String(node.source ?? node.value ?? "") : "";
};

/** A block text that ends in several line breaks would swallow the blank lines below it. */
const withSafeStyle = (scalar: Scalar, text: string): Scalar => {
  if (/\n\n$/.test(text)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
};
const fresh = (model: Model): Scalar | YAMLMap | YAMLSeq => {
  if (typeof model === "string") return withSafeStyle(new Scalar(model), model);
  if (model instanceof Map) {
    const map = new YAMLMap();
    for (const [key, value] of model) map.set(new Scalar(key), fresh(value));
    return map;
  }
  const list = new YAMLSeq();
  for (const value of model as readonly Model[]) list.add(fresh(value));
  return list;
};

const keyText = (pair: Pair): string =>
  isScalar(pair.key) ? String(pair.key.source ?? pair.key.value ?? "") : "";

const intoMap = (node: YAMLMap, model: ReadonlyMap<string, Model>): void => {
  const known = new Map(node.items.map((pair) => [keyText(pair), pair]));
  node.items = node.items.filter((pair) => model.has(keyText(pair)));
  for (const [key, value] of model) {
    const pair = known.get(key);
    if (pair === undefined) node.set(new Scalar(key), fresh(value));
    else pair.value = into(pair.value, value);
  }
};
/** Items keep their node, and so their comments, wherever they went. */
const intoList = (node: YAMLSeq, model: readonly Model[]): void => {
  const left = [...node.items];
  const take = (wanted: Model): unknown => {
    const place = left.findIndex((item) => isSameModel(modelOfNode(item), wanted));
    return place === -1 ? undefined : left.splice(place, 1)[0];
  };
  const same = model.map(take);
  node.items = model.map((wanted, place) => same[place] ?? into(left.shift(), wanted));
};

/** Changes a parsed node until it means what it should, touching as little as it can. */
const into = (node: unknown, model: Model): unknown => {
  if (isCollection(node) && isSameModel(modelOfNode(node), model)) return node;
  if (isMap(node) && model instanceof Map) {
    intoMap(node as YAMLMap, model);
    return node;
  }
  if (isSeq(node) && Array.isArray(model)) {
    intoList(node as YAMLSeq, model);
    return node;
  }
  if (isScalar(node) && typeof model === "string") {
    if (String(node.source ?? "") !== model) {
      node.value = model;
      node.source = model;
    }
    return withSafeStyle(node, model);
  }
  return Array.isArray(model) ? around(node, model) : fresh(model);
};
/** A list of what stood alone: it keeps its node. */
const around = (node: unknown, model: readonly Model[]): unknown => {
  const list = new YAMLSeq();
  for (const value of model) list.add(isSameModel(modelOfNode(node), value) ? node : fresh(value));
  return list;
};

/** Prints a rule anew with another meaning: comments and styles stay with their parts, spacing may not. The last resort where patches would not do. */
export const reprint = (text: string, model: Model): string => {
  const document = parseDocument(text.replaceAll("\r\n", "\n"), {
    schema: "failsafe",
    merge: false,
    logLevel: "silent",
    version: "1.2",
  });
  const layout = layoutOf(text);
  const tree = treeOf(text);
  const isCut = tree.kind === "list" && tree.items.length === 1;
  document.contents = into(document.contents, isCut ? [model] : model) as typeof document.contents;
  const printed = document.toString({
    lineWidth: 0,
    indent: Math.max(1, layout.step),
    indentSeq: layout.dashStep > 0,
    flowCollectionPadding: true,
  });
  const column = isCut ? columnOf(text, tree.items[0]?.dash ?? 0) : 0;
  const lines = shiftLines(printed.split("\n"), column);
  return lines.join(eolOf(text));
};
