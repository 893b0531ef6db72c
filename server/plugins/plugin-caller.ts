import type { AccountId, Json } from "../../engine/index.ts";
import type { Caller, Performed } from "../effects/performer.ts";
import type { PluginAsk } from "./messages.ts";
import type { PluginAnswer } from "./pending-calls.ts";
import type { LoadedPlugin } from "./plugin-folder.ts";
import type { PluginLog } from "./plugin-process.ts";

interface Options {
  readonly pluginsOf: (account: AccountId) => readonly LoadedPlugin[];
  readonly log: PluginLog;
  readonly mode: PluginAsk["mode"];
}

const asText = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const unknown: PluginAnswer = { ok: false, code: "plugin-unknown", reason: "no such plugin" };
const bad = (reason: string): PluginAnswer => ({ ok: false, code: "plugin-bad-answer", reason });

/** What a plugin gave, if it has the shape that its kind must have. */
const judge = (answer: PluginAnswer, plugin: LoadedPlugin, use: string) => {
  if (!answer.ok) return answer;
  const isResult = plugin.definitions.get(use)?.isResult(answer.value) === true;
  return isResult
    ? answer
    : bad(`not what ${use} may give: ${JSON.stringify(answer.value).slice(0, 200)}`);
};

/** Answers calls of kind `plugin`: an account's own plugin first, then that of every account. A failure is a result, and logged. */
export const makePluginCaller = (options: Options): Caller => {
  const { pluginsOf, log, mode } = options;
  return {
    kind: "plugin",
    answer: async (call, { account }): Promise<Performed> => {
      const {
        plugin: nameGiven,
        use: useGiven,
        ...args
      } = call.args as Readonly<Record<string, Json>>;
      const [name, use] = [asText(nameGiven), asText(useGiven)];
      const plugin = pluginsOf(account).find(
        (one) => one.name === name && one.definitions.has(use),
      );
      const { key, deadlineMs } = call;
      const given = await plugin?.process?.ask({ use, mode, args, key, deadlineMs });
      const answer = plugin && given ? judge(given, plugin, use) : unknown;
      if (answer.ok) return { kind: "done", value: (answer.value ?? null) as Json };
      const { code, reason } = answer;
      log.warn({ account, plugin: name, use, key, code, reason }, "plugin call failed");
      return { kind: "never", code };
    },
  };
};
