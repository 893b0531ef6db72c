import type { DiagnosticTable } from "../schema/diagnostic.ts";

/** What an analysis of the whole rule set proves (language.md §8). */
export const lintErrors = {
  "never-wins": {
    severity: "warning",
    says: {
      "zh-CN": "这条规则永远轮不到：规则“{other}”总是先回答，例如“{example}”。",
      en: 'this rule can never win: rule "{other}" always answers first, for example "{example}".',
    },
    mend: {
      "zh-CN": "请给它更高的 priority 或更长的关键词，或者删掉其中一条。",
      en: "Give it a higher priority or a longer keyword, or delete one of the two.",
    },
  },
  "same-trigger": {
    severity: "warning",
    says: {
      "zh-CN":
        "规则“{other}”也由“{example}”触发，priority、if、active 都相同，只有排在前面的会回答。",
      en: 'rule "{other}" has this trigger too ("{example}") with the same priority, if and active: only the one that stands first answers.',
    },
    mend: {
      "zh-CN": "请把两条合并，或改掉其中一条的触发条件、priority 或 if。",
      en: "Join the two, or change the trigger, priority or if of one.",
    },
  },
  "notice-field": {
    severity: "warning",
    says: {
      "zh-CN": "通知的字段“{field}”收不下“{value}”：最多 {max} 个字符，并且要符合它的类型。",
      en: 'the notice\'s field "{field}" does not take "{value}": {max} characters at most, and of its type.',
    },
    mend: {
      "zh-CN": "请按字段的类型改写，例如 amount 写 28.00元，time 写 2026-12-01 07:00。",
      en: "Write it as its type wants it, such as 28.00元 for amount or 2026-12-01 07:00 for time.",
    },
  },
  "missing-language": {
    severity: "warning",
    says: {
      "zh-CN": "这段文字没有账号自己的语言 {language}：语言不在其中的粉丝会看到 {first} 的写法。",
      en: "this text is not written in the account's own language {language}: followers of other languages will read it in {first}.",
    },
    mend: {
      "zh-CN": "请补上 {language} 的写法，或在 account.yaml 里改 language。",
      en: "Add it in {language}, or change language in account.yaml.",
    },
  },
  "broadcast-needs-tag": {
    severity: "warning",
    says: {
      "zh-CN": "订阅号只能群发给全部粉丝或 account.yaml 里 tags 列出的标签，这条群发不会发出。",
      en: "a subscription account broadcasts to all or to a tag listed under tags in account.yaml only: this one is not sent.",
    },
    mend: {
      "zh-CN": "请改成 to: all，或把标签写进 account.yaml 的 tags。",
      en: "Write to: all, or list the tag under tags in account.yaml.",
    },
  },
  "bind-without-hook": {
    severity: "warning",
    says: {
      "zh-CN": "绑定页面要靠 hooks 里的 bind 发验证码，现在没有写，谁也绑不上。",
      en: "the page bind has its codes sent by the hook bind; there is none, so nobody can finish it.",
    },
    mend: {
      "zh-CN": "请在 account.yaml 写 hooks: { bind: { url: 你的系统, secret: env:名字 } }。",
      en: "Write hooks: { bind: { url: YOUR-SYSTEM, secret: env:NAME } } in account.yaml.",
    },
  },
  "topic-without-semantic": {
    severity: "warning",
    says: {
      "zh-CN": "微信语义没有打开，这条规则不会触发。",
      en: "the platform's semantic interface is not in use, so this rule never starts.",
    },
    mend: {
      "zh-CN": "请在 account.yaml 写 semantic: { city: 所在城市 }。",
      en: "Write semantic: { city: YOUR-CITY } in account.yaml.",
    },
  },
  "same-example": {
    severity: "warning",
    says: {
      "zh-CN": "例句“{example}”在规则“{other}”里也有，只有排在前面的会回答。",
      en: 'the example "{example}" stands in rule "{other}" too: only the one that stands first answers.',
    },
    mend: {
      "zh-CN": "请从其中一条里删掉它，或者把两条规则合并。",
      en: "Delete it from one of the two, or join the rules.",
    },
  },
  "confusable-examples": {
    severity: "warning",
    says: {
      "zh-CN": "例句“{example}”容易被当成规则“{other}”的意思（那里有“{otherExample}”）。",
      en: 'the example "{example}" is easily taken for rule "{other}" (which has "{otherExample}").',
    },
    mend: {
      "zh-CN": "请给两条规则各补几句更能区分的例句，或者把这句挪过去。",
      en: "Give both rules a few more examples that tell them apart, or move this one.",
    },
  },
} as const satisfies DiagnosticTable;
