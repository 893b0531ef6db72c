/** The plugin's own process: loads one file, hands up its definitions, answers calls. Started by `spawn-plugin.ts` only. */
import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, isPlugged, RefusedDefinition } from "./describe.ts";
import type { PluginAsk, PluginRefusal, PluginSays } from "./messages.ts";

type Fields = Readonly<Record<string, unknown>>;
const file = process.argv[2] ?? "";
const plugin = path.basename(file).replace(/\.[cm]?[jt]s$/, "");

// In the repository this is TypeScript, in the published package JavaScript.
const door = new URL(`../../engine/plugin${path.extname(import.meta.url)}`, import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === "yingda/plugin") return { url: door, shortCircuit: true };
    const found = next(specifier, context);
    // Whatever a package.json above the account folder says, a plugin is a module.
    return found.url.endsWith(".ts") ? { ...found, format: "module-typescript" } : found;
  },
});

// Kept here: a plugin that talks on the channel by itself could answer for another call.
const channel = process.send?.bind(process);
Reflect.deleteProperty(process, "send");
const say = (message: PluginSays): void => {
  channel?.(message);
};
process.on("disconnect", () => process.exit());
// The server watches from outside too, which also finds a loop that never ends, but not on every platform.
const [rssLimit = 0, answerBytes = 0] = process.argv.slice(3).map(Number);
setInterval(() => {
  if (process.memoryUsage.rss() > rssLimit) process.exit(1);
}, 250).unref();

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500);

/** Where in the plugin's file an error points: `file.ts:12:5` in a stack, `file.ts:12` above a syntax error. */
const spotOf = (error: unknown): { readonly line: number; readonly column: number } => {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const from = stack.indexOf(path.basename(file));
  const found = /^:(\d+)(?::(\d+))?/.exec(stack.slice(from + path.basename(file).length));
  return from < 0 || found === null
    ? { line: 1, column: 1 }
    : { line: Number(found[1]), column: Number(found[2] ?? 1) };
};

const refusalOf = (error: unknown): PluginRefusal =>
  error instanceof RefusedDefinition
    ? error.refusal
    : { code: "plugin-not-loaded", name: plugin, reason: messageOf(error), ...spotOf(error) };

const load = async (): Promise<ReadonlyMap<string, Fields>> => {
  const loaded = (await import(pathToFileURL(file).href)) as Fields;
  const found = Object.values(loaded).filter(isPlugged);
  if (found.length === 0) {
    const reason = "nothing is exported that defineAction or defineFact gave";
    throw new RefusedDefinition("plugin-empty", plugin, reason);
  }
  say({ kind: "ready", definitions: found.map((definition) => describe(plugin, definition)) });
  return new Map(found.map((definition) => [String(definition.name), definition]));
};

const listed = (said: unknown): unknown => {
  if (said === undefined) return undefined;
  const list = Array.isArray(said) ? said : [said];
  return list.map((one) => (typeof one === "string" ? { kind: "text", text: one } : one));
};
/** An action's result in normal form: texts become messages, one message a list. */
const normal = (result: unknown): unknown => {
  if (result === undefined || result === null) return {};
  return { ...result, say: listed((result as Fields).say) };
};

const workOf = (definition: Fields, mode: PluginAsk["mode"]): ((step: unknown) => unknown) => {
  const real = definition.run ?? definition.read;
  const work = mode === "simulate" ? (definition.simulate ?? real) : real;
  return work as (step: unknown) => unknown;
};

const answer = async (definitions: ReadonlyMap<string, Fields>, ask: PluginAsk): Promise<void> => {
  const { id, use, args, key, deadlineMs } = ask;
  try {
    const definition = definitions.get(use);
    if (definition === undefined) throw new Error(`the plugin defines no "${use}"`);
    const step = { ...args, key, signal: AbortSignal.timeout(deadlineMs) };
    const result = await workOf(definition, ask.mode)(step);
    const value = definition.pluginKind === "action" ? normal(result) : result;
    // Refused here, so that the server never has to read it.
    const bytes = Buffer.byteLength(JSON.stringify(value ?? null));
    if (bytes > answerBytes) throw new Error(`gave ${bytes} bytes, at most ${answerBytes}`);
    say({ kind: "answered", id, value });
  } catch (error) {
    say({ kind: "failed", id, reason: messageOf(error) });
  }
};

try {
  const definitions = await load();
  process.on("message", (ask) => void answer(definitions, ask as PluginAsk));
} catch (error) {
  say({ kind: "refused", refusal: refusalOf(error) });
}
