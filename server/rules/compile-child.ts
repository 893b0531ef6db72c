/** Runs in a process of its own: what authors wrote is never parsed where messages are answered (reliability F-19). */

import type { CheckedFolder, PluginData, Registry } from "../../engine/index.ts";
import {
  compileFolder,
  lints,
  makeRegistry,
  pluginAction,
  pluginFact,
  withBuiltIn,
} from "../../engine/index.ts";
import { checkShape } from "../check-shape.ts";
import { Recent } from "../recent.ts";
import type { CompileAnswer, CompileRequest } from "./compile-process.ts";

/** The same registry for the same plugins: what was checked against it can be taken again. */
const registries = new Recent<Registry>(4);
const checked = new Recent<CheckedFolder>(4);

const registryOf = (plugins: readonly PluginData[]): Registry => {
  const key = JSON.stringify(plugins);
  const known = registries.get(key);
  if (known !== undefined) return known;
  const registry = makeRegistry(
    withBuiltIn({
      triggers: [],
      operators: [],
      facts: plugins.flatMap((one) => (one.kind === "fact" ? [pluginFact(one)] : [])),
      actions: plugins.flatMap((one) => (one.kind === "action" ? [pluginAction(one)] : [])),
    }),
  );
  registries.set(key, registry);
  return registry;
};

const answer = ({ accountId, files, plugins }: CompileRequest): CompileAnswer => {
  const registry = registryOf(plugins);
  const earlier = checked.get(accountId);
  const { checked: folder, ...compiled } = compileFolder({
    accountId,
    files,
    registry,
    checkShape,
    lints,
    ...(earlier === undefined ? {} : { earlier }),
  });
  checked.set(accountId, folder);
  return compiled;
};

process.on("message", (request: CompileRequest) => {
  process.send?.(answer(request));
});
process.on("disconnect", () => process.exit(0));
