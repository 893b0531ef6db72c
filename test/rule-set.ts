import type { Call, CallAnswer, Definitions, FollowerState, ReadyRules } from "../engine/index.ts";
import {
  builtIn,
  compileFolder,
  compileRules,
  makeRegistry,
  startConversation,
} from "../engine/index.ts";
import { checkShape } from "../server/check-shape.ts";

/** Monday, 5 January 2026, ten in the morning in Shanghai. */
export const MONDAY_TEN_MS = Date.parse("2026-01-05T10:00:00+08:00");

const ACCOUNT = "id: shop\nname: 店\nkind: service\nverified: true\noriginalId: gh_1f2e3d4c5b6a\n";

interface Written {
  /** A rule file, or only its rules. */
  readonly rules: string;
  /** Lines of `account.yaml` in place of the verified service account's. */
  readonly account?: string;
  readonly files?: readonly { readonly name: string; readonly text: string }[];
  readonly version?: number;
  readonly definitions?: Definitions;
}
/** Compiles rules as an author writes them; throws what is wrong with them. */
export const rulesFrom = ({
  rules,
  account = ACCOUNT,
  files = [],
  version = 1,
  definitions = builtIn,
}: Written): ReadyRules => {
  const registry = makeRegistry(definitions);
  const text = rules.startsWith("rules:") ? rules : `rules:\n${rules}`;
  const all = [{ name: "account.yaml", text: account }, { name: "rules.yaml", text }, ...files];
  const compiled = compileFolder({ accountId: "shop", files: all, registry, checkShape });
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  if (compiled.ruleSet === null || errors.length > 0)
    throw new Error(JSON.stringify(errors, null, 1));
  return compileRules({ ...compiled.ruleSet, version }, registry);
};

const noCalls = async (call: Call): Promise<CallAnswer> => {
  throw new Error(`nobody answers ${call.kind}`);
};
/** A conversation with the rules, on a Monday at ten. */
export const talkTo = (
  rules: ReadyRules,
  more: {
    readonly follower?: FollowerState;
    readonly nowMs?: number;
    readonly answerCall?: (call: Call) => Promise<CallAnswer>;
    readonly lookAt?: (call: Call) => Promise<CallAnswer>;
  } = {},
) => {
  const conversation = startConversation({
    rules,
    nowMs: MONDAY_TEN_MS,
    seed: "seed",
    answerCall: noCalls,
    ...more,
  });
  const say = async (text: string): Promise<readonly string[]> => {
    const turn = await conversation.send({ kind: "text", text });
    return turn.seen.map((message) => (message.kind === "text" ? message.text : message.kind));
  };
  return { ...conversation, say };
};
