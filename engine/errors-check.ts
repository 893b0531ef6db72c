import type { DiagnosticTable } from "./schema/diagnostic.ts";

/** What can be wrong with rules, tests and data files that are written correctly: names, conditions, patterns, what fits together (language.md §8). */
export const checkErrors = {
  // Places
  "place-nowhere": {
    severity: "error",
    says: {
      "zh-CN": "这个地点既没有坐标，也没有地址。",
      en: "this place has neither a position nor an address.",
    },
    mend: {
      "zh-CN": "请写 lat 和 lng，或写上带城市和门牌号的 address。",
      en: "Write lat and lng, or an address with city and house number.",
    },
  },
  // Merchants
  "half-public-key": {
    severity: "error",
    says: {
      "zh-CN": "商户写了 {name}，却没有 {missing}。",
      en: "the merchant has {name} but no {missing}.",
    },
    mend: {
      "zh-CN":
        "请从商户平台（账户中心 → API 安全 → 微信支付公钥）抄来 {missing}；或两个都删掉，改用平台证书。",
      en: "Copy {missing} from the merchant's console (Account → API security → WeChat Pay public key), or delete both to use platform certificates.",
    },
  },
  "place-without-position": {
    severity: "warning",
    says: {
      "zh-CN": "地点“{id}”没有坐标，发布时会按地址“{address}”去查。",
      en: 'place "{id}" has no position; it is looked up by its address "{address}" when it is published.',
    },
  },
  "place-needs-position": {
    severity: "error",
    says: {
      "zh-CN": "地点“{id}”没有坐标，账号也没有地图 key，无法按地址去查。",
      en: 'place "{id}" has no position, and the account has no key for the map services to look its address up.',
    },
    mend: {
      "zh-CN": "请写 lat 和 lng，或在 account.yaml 写 map: { key: env:名称 }。",
      en: "Write lat and lng, or map: { key: env:NAME } in account.yaml.",
    },
  },
  "place-not-found": {
    severity: "error",
    says: {
      "zh-CN": "地点“{id}”按地址“{address}”查不到可靠的坐标（{code}）。",
      en: 'no position that could be trusted was found for place "{id}" by its address "{address}" ({code}).',
    },
    mend: {
      "zh-CN": "请把地址写完整（城市、路名、门牌号），或直接写 lat 和 lng。",
      en: "Write the whole address (city, road, house number), or lat and lng.",
    },
  },
  // Rows
  "rule-form": {
    severity: "error",
    says: {
      "zh-CN": "一条规则要写成“键: 值”的几行。",
      en: 'a rule is written as lines of "key: value".',
    },
  },
  "row-form": {
    severity: "error",
    says: {
      "zh-CN": "这一项要写成“名称: 内容”，或只写一个名称。",
      en: 'a row is written "name: content", or as a name alone.',
    },
  },
  "row-empty": {
    severity: "error",
    says: { "zh-CN": "这一项是空的。", en: "this row is empty." },
    mend: { "zh-CN": "请补上，或删掉这一行。", en: "Write it, or delete the line." },
  },
  "unknown-trigger": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的触发条件。", en: 'unknown trigger "{name}".' },
  },
  "unknown-action": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的动作。", en: 'unknown action "{name}".' },
  },
  "action-in-when": {
    severity: "error",
    says: {
      "zh-CN": "“{name}”是动作，不能写在 when 里。",
      en: '"{name}" is an action and cannot stand under when.',
    },
    mend: { "zh-CN": "请移到 then 里。", en: "Move it under then." },
  },
  "trigger-in-actions": {
    severity: "error",
    says: {
      "zh-CN": "“{name}”是触发条件，不能当动作用。",
      en: '"{name}" is a trigger and cannot stand among actions.',
    },
    mend: { "zh-CN": "请移到 when 里。", en: "Move it under when." },
  },
  "note-not-text": {
    severity: "error",
    says: { "zh-CN": "note 要写成一段文字。", en: "note must be a text." },
  },
  "enabled-not-boolean": {
    severity: "error",
    says: { "zh-CN": "enabled 只能写 true 或 false。", en: "enabled is true or false." },
  },
  // Conditions
  "condition-form": {
    severity: "error",
    says: { "zh-CN": "条件的写法不对。", en: "this is not how a condition is written." },
    mend: {
      "zh-CN": "请写成 { fact: 名称, operator: 比较, value: 值 }。",
      en: "Write { fact: NAME, operator: OPERATOR, value: VALUE }.",
    },
  },
  "condition-mixed": {
    severity: "error",
    says: {
      "zh-CN": "“{first}”和“{second}”不能写在同一个条件里。",
      en: '"{first}" and "{second}" cannot stand in one condition.',
    },
    mend: {
      "zh-CN": "请把其中一个作为一项写进另一个里面。",
      en: "Put one inside the other, as an entry of its own.",
    },
  },
  "group-empty": {
    severity: "error",
    says: { "zh-CN": "“{group}”里没有条件。", en: '"{group}" holds no condition.' },
  },
  "not-takes-one": {
    severity: "error",
    says: { "zh-CN": "not 里只能写一个条件。", en: "not takes one condition." },
    mend: {
      "zh-CN": "几个条件请写成 not: { any: [ … ] }。",
      en: "Write several as not: { any: [ … ] }.",
    },
  },
  "unknown-operator": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的比较。", en: 'unknown operator "{name}".' },
  },
  "operator-against-fact": {
    severity: "error",
    says: {
      "zh-CN": "“{fact}”不能用“{operator}”来比较。",
      en: '"{fact}" cannot be compared with "{operator}".',
    },
  },
  // Names and templates
  "unknown-name": {
    severity: "error",
    says: {
      "zh-CN": "没有叫“{name}”的名称，走到这里之前也没有哪一步取得它。",
      en: 'unknown name "{name}": nothing sets it before this place.',
    },
  },
  "name-form": {
    severity: "error",
    says: {
      "zh-CN": "“{name}”不能当名称：只能用字母、数字和下划线，且不以数字开头。",
      en: '"{name}" cannot be a name: letters, digits and underscores only, and no digit in front.',
    },
  },
  "name-taken": {
    severity: "error",
    says: {
      "zh-CN": "名称“{name}”已经有固定的含义。",
      en: 'the name "{name}" already has a meaning of its own.',
    },
  },
  "unknown-filter": {
    severity: "error",
    says: { "zh-CN": "模板里没有叫“{name}”的过滤器。", en: 'unknown template filter "{name}".' },
  },
  "unknown-tag": {
    severity: "error",
    says: { "zh-CN": "模板里没有叫“{name}”的标签。", en: 'unknown template tag "{name}".' },
  },
  "template-syntax": {
    severity: "error",
    says: { "zh-CN": "模板写得不完整：{reason}。", en: "the template cannot be read: {reason}." },
    mend: {
      "zh-CN": "请检查 {{ 与 }}、{% 与 %} 是否成对。",
      en: "Check that {{ and }}, {% and %} come in pairs.",
    },
  },
  // Patterns
  "pattern-too-long": {
    severity: "error",
    says: {
      "zh-CN": "正则太长，最多 {max} 个字符。",
      en: "the pattern is too long, at most {max} characters.",
    },
  },
  "pattern-look-around": {
    severity: "error",
    says: {
      "zh-CN": "正则不支持前后断言（(?= (?! (?<= (?<!）。",
      en: "patterns have no look-around ((?= (?! (?<= (?<!).",
    },
  },
  "pattern-back-reference": {
    severity: "error",
    says: {
      "zh-CN": "正则不支持反向引用（\\1、\\k、(?P=）。",
      en: "patterns have no back-references (\\1, \\k, (?P=).",
    },
  },
  "pattern-repeats": {
    severity: "error",
    says: { "zh-CN": "正则里的重复次数最多 {max}。", en: "a counted repeat goes up to {max}." },
  },
  "pattern-too-costly": {
    severity: "error",
    says: { "zh-CN": "这个正则太复杂。", en: "this pattern is too complex." },
    mend: { "zh-CN": "请拆成几个。", en: "Make several of it." },
  },
  "pattern-broken": {
    severity: "error",
    says: { "zh-CN": "正则写得不对：{reason}。", en: "the pattern cannot be read: {reason}." },
  },
  "patterns-too-many": {
    severity: "error",
    says: {
      "zh-CN": "一个账号最多 {max} 个正则。",
      en: "an account holds at most {max} patterns.",
    },
    mend: { "zh-CN": "能用 has 或 is 的请改用它们。", en: "Use has or is where they will do." },
  },
  "patterns-without-literal": {
    severity: "error",
    says: {
      "zh-CN": "没有固定文字的正则最多 {max} 个，这是多出来的一个。",
      en: "at most {max} patterns may have no fixed text in them; this is one too many.",
    },
    mend: {
      "zh-CN": "请在正则里加上一定会出现的文字。",
      en: "Put text into it that must appear.",
    },
  },
  // Values
  "text-too-many-bytes": {
    severity: "error",
    says: {
      "zh-CN": "文字有 {bytes} 字节，微信最多允许 {max} 字节（一个汉字 3 字节）。",
      en: "the text has {bytes} bytes, WeChat allows {max} (a Chinese character has 3).",
    },
  },
  "no-such-day": {
    severity: "error",
    says: { "zh-CN": "没有 {found} 这一天。", en: "there is no day {found}." },
  },
  "no-such-moment": {
    severity: "error",
    says: { "zh-CN": "没有 {found} 这个时刻。", en: "there is no moment {found}." },
  },
  "no-such-zone": {
    severity: "error",
    says: { "zh-CN": "没有叫“{found}”的时区。", en: 'unknown time zone "{found}".' },
    mend: { "zh-CN": "例如 Asia/Shanghai。", en: "For example Asia/Shanghai." },
  },
  "range-backwards": {
    severity: "error",
    says: { "zh-CN": "{found} 的结束早于开始。", en: "{found} ends before it begins." },
  },
  "range-too-long": {
    severity: "error",
    says: {
      "zh-CN": "{found} 太长，最多 {max} 天。",
      en: "{found} is too long, at most {max} days.",
    },
  },
  "schedule-form": {
    severity: "error",
    says: {
      "zh-CN": "“{found}”不是一个时间表（分 时 日 月 星期）。",
      en: '"{found}" is not a schedule (minute hour day month weekday).',
    },
  },
  "empty-example": {
    severity: "error",
    says: {
      "zh-CN": "例句“{found}”里没有字，学不到意思。",
      en: 'the example "{found}" has no words to learn a meaning from.',
    },
  },
  "money-form": {
    severity: "error",
    says: {
      "zh-CN": "金额以元为单位，最多两位小数，而不是 {found}。",
      en: "money is yuan with at most two decimals, not {found}.",
    },
  },
  // What fits together
  "not-in-continue": {
    severity: "error",
    says: {
      "zh-CN": "continue 规则里不能用“{name}”。",
      en: '"{name}" cannot stand in a continue rule.',
    },
  },
  "speaks-after-handover": {
    severity: "error",
    says: {
      "zh-CN": "转人工之后不能再说话，“{name}”要放在 handover 前面。",
      en: 'after handover nothing may speak: put "{name}" before it.',
    },
  },
  "nobody-to-speak-to": {
    severity: "error",
    says: {
      "zh-CN": "这条规则触发时没有人能收到消息，不能用“{name}”。",
      en: 'nobody can be spoken to when this rule acts, so "{name}" cannot stand here.',
    },
  },
  "reminder-window": {
    severity: "warning",
    says: {
      "zh-CN":
        "提醒“{id}”到时，客服消息的窗口（最后一条消息后 48 小时）可能已关，这句话就发不出去。",
      en: 'when the reminder "{id}" is due, the window of customer-service messages (48 hours after the last message) may be shut, and this is not sent.',
    },
    mend: {
      "zh-CN":
        "请用 choose 看 window：大于 0 时 reply，否则发通知（notice）或记下来（record、tag）。",
      en: "Let choose look at window: reply where it is above 0, otherwise send a notice, or note it (record, tag).",
    },
  },
  "needs-a-follower": {
    severity: "error",
    says: {
      "zh-CN": "定时任务和群发结果没有粉丝，不能用“{name}”。",
      en: 'a schedule and the result of a broadcast have no follower, so "{name}" cannot stand here.',
    },
  },
  // What is declared elsewhere
  "duplicate-id": {
    severity: "error",
    says: {
      "zh-CN": "编号“{id}”已经用过，见 {file} 第 {first} 行。",
      en: 'the id "{id}" is taken, see {file} line {first}.',
    },
  },
  "unknown-rule": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的规则。", en: 'unknown rule "{name}".' },
  },
  "unknown-place": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的地点。", en: 'unknown place "{name}".' },
  },
  "unknown-page": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的页面。", en: 'unknown page "{name}".' },
    mend: {
      "zh-CN": "自带的页面有 sign-in、bind、address、share、review，其他写在 pages.yaml 里。",
      en: "There are sign-in, bind, address, share and review; others stand in pages.yaml.",
    },
  },
  "unknown-picture": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的图片。", en: 'unknown picture "{name}".' },
  },
  "unknown-product": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的商品。", en: 'unknown product "{name}".' },
  },
  "unknown-hook": {
    severity: "error",
    says: {
      "zh-CN": "account.yaml 的 hooks 里没有“{name}”。",
      en: 'no hook "{name}" in account.yaml.',
    },
  },
  "unknown-desk": {
    severity: "error",
    says: {
      "zh-CN": "没有叫“{name}”的接待方。",
      en: 'nobody called "{name}" takes conversations.',
    },
    mend: {
      "zh-CN":
        "可以写 inbox（客服会话）、wechat、微信客服的账号（kf2001@…），或 account.yaml 的 hooks 里的名字。",
      en: "Write inbox (our own screen), wechat, an account of WeChat's agents (kf2001@…), or a name under hooks of account.yaml.",
    },
  },
  "unknown-notice-template": {
    severity: "error",
    says: {
      "zh-CN": "account.yaml 的 templates 里没有“{name}”。",
      en: 'no template "{name}" in account.yaml.',
    },
  },
  "unknown-menu-key": {
    severity: "error",
    says: { "zh-CN": "菜单里没有“{name}”。", en: 'no menu button "{name}".' },
  },
  "unknown-channel": {
    severity: "error",
    says: { "zh-CN": "没有叫“{name}”的渠道。", en: 'unknown channel "{name}".' },
  },
  "menu-key-undeclared": {
    severity: "warning",
    says: {
      "zh-CN": "menu.yaml 里没有“{name}”这个按钮；如果它在公众平台上，可以不管。",
      en: 'menu.yaml has no button "{name}"; that is fine if it stands on the platform.',
    },
  },
  "channel-undeclared": {
    severity: "warning",
    says: {
      "zh-CN": "channels.yaml 里没有渠道“{name}”；如果它在公众平台上，可以不管。",
      en: 'channels.yaml has no channel "{name}"; that is fine if it stands on the platform.',
    },
  },
  "menu-key-unused": {
    severity: "warning",
    says: {
      "zh-CN": "没有规则回答菜单按钮“{name}”（{key}）。",
      en: 'no rule answers the menu button "{name}" ({key}).',
    },
  },
  "channel-unused": {
    severity: "warning",
    says: {
      "zh-CN": "没有规则用到渠道“{id}”。",
      en: 'no rule answers the channel "{id}".',
    },
  },
  // What works, but hardly as meant
  "goto-loop": {
    severity: "warning",
    says: { "zh-CN": "goto 绕回了原处：{way}。", en: "goto comes back to where it began: {way}." },
  },
  "right-missing": {
    severity: "warning",
    says: {
      "zh-CN": "这个账号没有“{name}”需要的权限（{right}），微信会拒绝。",
      en: 'this kind of account lacks the right that "{name}" needs ({right}); WeChat will refuse.',
    },
  },
  "reply-not-delivered": {
    severity: "warning",
    says: {
      "zh-CN": "这个账号不能发客服消息，这里的回复送不到粉丝手里。",
      en: "this kind of account cannot send customer-service messages, so this reply reaches nobody.",
    },
  },
  "reply-left-out": {
    severity: "warning",
    says: {
      "zh-CN": "这个账号不能发客服消息：只有第一条回复和后面并入它的文字能送到，这一条送不到。",
      en: "this kind of account cannot send customer-service messages: only the first reply, with texts joined to it, is delivered; this one is not.",
    },
  },
  "articles-cut": {
    severity: "warning",
    says: {
      "zh-CN": "这里有 {count} 条图文，回复消息时微信只显示 {max} 条。",
      en: "of these {count} articles WeChat shows {max} in answer to a message.",
    },
  },
  "no-answer": {
    severity: "warning",
    says: {
      "zh-CN": "这条规则会回答，但什么也不说。",
      en: "this rule answers without saying anything.",
    },
    mend: {
      "zh-CN": "请加上 reply；有意不说话就写 silent。",
      en: "Add a reply, or silent if that is meant.",
    },
  },
  "no-trigger": {
    severity: "warning",
    says: {
      "zh-CN": "这条规则没有触发条件，也没有规则 goto 到它，永远不会运行。",
      en: "this rule has no trigger and no rule goes to it: it never runs.",
    },
  },
  // Data files
  "account-missing": {
    severity: "error",
    says: { "zh-CN": "文件夹里没有 account.yaml。", en: "the folder has no account.yaml." },
  },
  "account-id-differs": {
    severity: "error",
    says: {
      "zh-CN": "id 是“{found}”，而这个账号叫“{wanted}”。",
      en: 'the id is "{found}", but this account is "{wanted}".',
    },
  },
  "button-form": {
    severity: "error",
    says: {
      "zh-CN": "一个菜单按钮要有其中一个，而且只能有一个。",
      en: "a menu button has exactly one of these.",
    },
  },
  "opens-without-key": {
    severity: "error",
    says: { "zh-CN": "opens 只能和 key 写在一起。", en: "opens stands beside key only." },
  },
  // Tests
  "step-form": {
    severity: "error",
    says: {
      "zh-CN": "一步要有 send 或 wait 中的一个。",
      en: "a step has either send or wait.",
    },
  },
} as const satisfies DiagnosticTable;
