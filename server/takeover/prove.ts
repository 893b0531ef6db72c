import type { Account, Diagnostic, Message, Sent } from "../../engine/index.ts";
import {
  builtIn,
  compileFolder,
  compileRules,
  makeRegistry,
  startConversation,
} from "../../engine/index.ts";
import { checkShape } from "../check-shape.ts";
import type { ConsoleButton, ConsoleReplies } from "../wechat/api/console.ts";
import type { Answer, Deed } from "./old-answers.ts";
import { claimsOf, oldAnswers } from "./old-answers.ts";

/** Where old and new part. */
export interface Difference {
  /** What was sent, in words. */
  readonly sent: string;
  readonly old: readonly Answer[];
  readonly now: Answer;
}
export interface Proof {
  readonly asked: number;
  readonly differences: readonly Difference[];
  /** Texts that several keyword rules claim: the platform answered by chance, now the first does. */
  readonly ambiguous: readonly string[];
  /** What the check says of the new files. */
  readonly diagnostics: readonly Diagnostic[];
}
export interface ToProve {
  readonly replies: ConsoleReplies;
  /** Console-made buttons by the key they have now. */
  readonly taps: ReadonlyMap<string, ConsoleButton>;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly account: Pick<Account, "kind" | "verified">;
  /** By file name: the id or address that the console knew it by. */
  readonly sources: ReadonlyMap<string, string>;
}

const ID = "takeover";
/** A Monday at ten. */
const NOW_MS = Date.UTC(2026, 0, 5, 2);
/** How often a message with several answers is sent: each time by another chance. */
const TRIES = 20;
const SMALL_TALK = ["随便说点什么", "你好呀", "12345", "?"];

/** Every keyword as it is, within a sentence, and twice; what fits none; following; every button. */
const deedsFor = ({ replies, taps }: ToProve): readonly Deed[] => {
  const words = (replies.keyword_autoreply_info?.list ?? []).flatMap(({ keyword_list_info }) =>
    keyword_list_info.map(({ content }) => content).filter((word) => word.trim() !== ""),
  );
  const texts = words.flatMap((word) => [word, `请问${word}吗`, `${word}${word}`, `${word}1`]);
  return [
    { kind: "follow" },
    ...[...new Set([...texts, ...SMALL_TALK])].map((text): Deed => ({ kind: "text", text })),
    ...[...taps].map(([key, button]): Deed => ({ kind: "tap", key, button })),
  ];
};

const markOf = (message: Message, sources: ToProve["sources"]): string => {
  if (message.kind === "text") return `text ${message.text}`;
  if (message.kind === "articles")
    return `articles ${message.articles.map(({ url }) => url).join(" ")}`;
  if (!("media" in message)) return message.kind;
  const { media } = message;
  const file = "file" in media ? media.file : "";
  return `${message.kind} ${sources.get(file) ?? file}`;
};

const sentOf = (deed: Deed): Sent => {
  if (deed.kind === "text") return { kind: "text", text: deed.text };
  return deed.kind === "follow"
    ? { kind: "follow", channel: null }
    : { kind: "menu", key: deed.key };
};
const wordsOf = (deed: Deed): string => (deed.kind === "text" ? deed.text : `(${deed.kind})`);

const compile = ({ files, account }: ToProve) => {
  const registry = makeRegistry(builtIn);
  const text = `id: ${ID}\nname: ${ID}\nkind: ${account.kind}\nverified: ${account.verified}\n`;
  const all = [{ name: "account.yaml", text }, ...files];
  const compiled = compileFolder({ accountId: ID, files: all, registry, checkShape });
  const { ruleSet, diagnostics } = compiled;
  return { diagnostics, rules: ruleSet === null ? null : compileRules(ruleSet, registry) };
};

/** Sends the same messages to the console's model and to the new rules, and tells where they part. */
export const prove = async (what: ToProve): Promise<Proof> => {
  const deeds = deedsFor(what);
  const { rules, diagnostics } = compile(what);
  if (rules === null) return { asked: 0, differences: [], ambiguous: [], diagnostics };
  const answerNow = async (deed: Deed, seed: string): Promise<Answer> => {
    const answerCall = async () => ({ ok: false, reason: "none" }) as const;
    const talk = startConversation({ rules, nowMs: NOW_MS, seed, answerCall });
    const { seen } = await talk.send(sentOf(deed));
    return seen.map((message) => markOf(message, what.sources));
  };
  const differences: Difference[] = [];
  for (const deed of deeds) {
    const old = oldAnswers(what.replies, deed);
    const tries = old.length > 1 ? TRIES : 1;
    const wanted = new Set(old.length === 0 ? ["[]"] : old.map((one) => JSON.stringify(one)));
    for (let n = 0; n < tries; n += 1) {
      const now = await answerNow(deed, `${n}`);
      if (wanted.has(JSON.stringify(now))) continue;
      differences.push({ sent: wordsOf(deed), old, now });
      break;
    }
  }
  const ambiguous = deeds.flatMap((deed) =>
    deed.kind === "text" && claimsOf(what.replies, deed.text) > 1 ? [deed.text] : [],
  );
  return { asked: deeds.length, differences, ambiguous, diagnostics };
};
