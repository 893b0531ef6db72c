import { resolve } from "node:path";
import type { ReadyRules, Sent, TraceStep, Turn } from "../../engine/index.ts";
import { startConversation } from "../../engine/index.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import { findAccountFolder } from "./find-account-folder.ts";
import { withFolder } from "./open-folder.ts";

const WORDS = {
  "zh-CN": {
    answered: "回答了",
    acted: "做了，继续往下",
    "gave-way": "让给前面的",
    "did-not-hold": "不成立",
    "took-it": "接住了",
    "refused-it": "没听懂，再问一次",
    "keeps-waiting": "继续等",
    ended: "结束",
    expected: "应为",
    actual: "实际",
    nothing: "没有规则回答，试「收到消息回复」",
    agent: "人工客服在接待",
    tap: "属于刚才的菜单，不再回答",
    draft: "测试的人：由草稿回答",
    dialog: "对话",
    heard: "微信语音接口识别出了语音里的文字",
    understood: "是这句话的意思",
    refused: "和这句话意思最近，但不够近",
    because: "依据",
    seen: "认出了图片",
    unseen: "没有认出图片",
    runnerUp: "其次",
    missing: "没有值",
    error: "出错",
    sees: "用户看到",
    silence: "（什么也看不到）",
    sent: "发出",
    planned: "稍后",
    "left-out": "没有发出",
    failed: "失败",
    branch: "分支",
  },
  en: {
    answered: "answered",
    acted: "acted, the search goes on",
    "gave-way": "gave way",
    "did-not-hold": "did not hold",
    "took-it": "took it",
    "refused-it": "did not understand, asks again",
    "keeps-waiting": "keeps waiting",
    ended: "ended",
    expected: "expected",
    actual: "got",
    nothing: "no rule answered; nothing-matched rules are tried",
    agent: "an agent has the conversation",
    understood: "is what the text means",
    refused: "is nearest to what the text means, not near enough",
    because: "because of",
    seen: "the picture was recognised",
    unseen: "the picture was not recognised",
    runnerUp: "then",
    heard: "the platform's speech interface gave the words of the voice",
    tap: "belongs to the menu tap before, not answered again",
    draft: "a tester: answered from a draft",
    dialog: "dialog",
    missing: "no value",
    error: "error",
    sees: "the follower sees",
    silence: "(nothing)",
    sent: "sent",
    planned: "later",
    "left-out": "left out",
    failed: "failed",
    branch: "branch",
  },
} as const;
const MARKS: Readonly<Record<string, string>> = {
  answered: "✓",
  acted: "+",
  "gave-way": "–",
  "did-not-hold": "✗",
};
type Words = (typeof WORDS)["zh-CN" | "en"];

const nameOf = (rules: ReadyRules, path: string): string => {
  const id = path.split("/")[1] ?? "";
  const name = rules.rules.find((rule) => rule.id === id)?.name ?? "";
  return name === "" ? id : `${id}「${name}」`;
};

const ruleLines = (step: Extract<TraceStep, { kind: "rule" }>, words: Words, rules: ReadyRules) => {
  const branch = step.branch === null ? "" : ` (${step.branch})`;
  const head = `${MARKS[step.verdict]} ${nameOf(rules, step.path)} ${words[step.verdict]}${branch}`;
  const failed = step.failed.map(
    ({ path, expected, actual }) =>
      `    ${path}  ${words.expected} ${JSON.stringify(expected)}  ${words.actual} ${JSON.stringify(actual)}`,
  );
  return [head, ...failed];
};

const linesOf = (step: TraceStep, words: Words, rules: ReadyRules): readonly string[] => {
  switch (step.kind) {
    case "rule":
      return ruleLines(step, words, rules);
    case "dialog":
      return [
        `↩ ${words.dialog} ${nameOf(rules, step.path)} ${words[step.verdict]}${step.reason === null ? "" : ` (${step.reason})`}`,
      ];
    case "action": {
      const reason = step.reason === null ? "" : ` — ${step.reason}`;
      return [`    ${JSON.stringify(step.did)}  ${words[step.left]}${reason}`];
    }
    case "meaning": {
      const second =
        step.runnerUp === null
          ? ""
          : `; ${words.runnerUp} ${nameOf(rules, step.runnerUp.path)} ${step.runnerUp.score}`;
      const head = `≈ ${nameOf(rules, step.path)} ${words[step.verdict]} (${step.score} / ${step.threshold}${second})`;
      return [head, `    ${words.because} ${step.pieces.join(" · ")}`];
    }
    case "picture": {
      const head = step.verdict === "recognised" ? words.seen : words.unseen;
      const { picture, score, threshold } = step;
      return [`▣ ${head} ${picture} (${score} / ${threshold})`.replace("  ", " ")];
    }
    case "missing-value":
      return [`    ${words.missing}: {{ ${step.name} }}  ${step.path}`];
    case "error":
      return [`    ${words.error}: ${step.message}  ${step.path}`];
    case "nothing-matched":
      return [`· ${words.nothing}`];
    case "agent-has-it":
      return [`· ${words.agent}`];
    case "heard":
      return [`· ${words.heard}`];
    case "follows-menu-tap":
      return [`· ${words.tap}`];
    case "from-draft":
      return [`· ${words.draft}`];
  }
};

/** The ladder of a turn in words, and what the follower sees. */
export const printLadder = (io: Io, turn: Turn, rules: ReadyRules): void => {
  const words = WORDS[io.lang];
  for (const step of turn.outcome.trace.steps)
    for (const line of linesOf(step, words, rules)) io.out(line);
  const seen = turn.seen.map((message) =>
    message.kind === "text" ? message.text : JSON.stringify(message),
  );
  io.out(`\n${words.sees}:`);
  for (const text of seen.length > 0 ? seen : [words.silence]) io.out(text);
};

/** Says which rules a text concerns, who answers and which condition did not hold. */
export const explain: Command = {
  name: "explain",
  usage: 'ACCOUNT "TEXT"',
  help: {
    "zh-CN": "说明一句话由哪条规则回答、为什么",
    en: "say which rule answers a text, and why",
  },
  run: async ([account, text, ...rest], io) => {
    if (account === undefined || text === undefined || rest.length > 0)
      throw new UsageError("an account and a text are needed");
    const path = await findAccountFolder(resolve(io.config().rulesFolder), account);
    return withFolder(path, async ({ rules, answerCall }) => {
      if (rules === null) throw new UsageError(`${account} has mistakes: run yingda check ${path}`);
      const nowMs = Date.now();
      const conversation = startConversation({ rules, nowMs, seed: String(nowMs), answerCall });
      const sent: Sent = { kind: "text", text };
      printLadder(io, await conversation.send(sent), rules);
      return 0;
    });
  },
};
