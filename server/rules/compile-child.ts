/** Runs in a process of its own: what authors wrote is never parsed where messages are answered (reliability F-19). */

import type { PluginData, Registry } from "../../engine/index.ts";
import {
  builtIn,
  compileFolder,
  lints,
  makeRegistry,
  pluginAction,
  pluginFact,
  withBuiltIn,
} from "../../engine/index.ts";
import { checkShape } from "../check-shape.ts";
import type { CompileAnswer, CompileRequest } from "./compile-process.ts";

const own = makeRegistry(builtIn);
const registryOf = (plugins: readonly PluginData[]): Registry =>
  plugins.length === 0
    ? own
    : makeRegistry(
        withBuiltIn({
          triggers: [],
          operators: [],
          facts: plugins.flatMap((one) => (one.kind === "fact" ? [pluginFact(one)] : [])),
          actions: plugins.flatMap((one) => (one.kind === "action" ? [pluginAction(one)] : [])),
        }),
      );

const answer = ({ accountId, files, plugins }: CompileRequest): CompileAnswer => {
  const registry = registryOf(plugins);
  const { checked: _checked, ...compiled } = compileFolder({
    accountId,
    files,
    registry,
    checkShape,
    lints,
  });
  return compiled;
};

process.on("message", (request: CompileRequest) => {
  process.send?.(answer(request));
});
process.on("disconnect", () => process.exit(0));
