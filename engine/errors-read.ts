import type { DiagnosticTable } from "./schema/diagnostic.ts";

/** What can be wrong with a file before any schema is asked: limits, YAML and JSON, the known slips (language.md §8). */
export const readErrors = {
  // Limits
  "file-too-large": {
    severity: "error",
    says: {
      "zh-CN": "文件有 {bytes} 字节，最多 {max} 字节。",
      en: "the file has {bytes} bytes, at most {max} are allowed.",
    },
    mend: { "zh-CN": "请把规则分到几个文件里。", en: "Spread the rules over several files." },
  },
  "too-many-keys": {
    severity: "error",
    says: {
      "zh-CN": "文件里的键超过 {max} 个。",
      en: "the file has more than {max} keys.",
    },
    mend: { "zh-CN": "请把规则分到几个文件里。", en: "Spread the rules over several files." },
  },
  "too-deep": {
    severity: "error",
    says: {
      "zh-CN": "嵌套超过 {max} 层。",
      en: "nested more than {max} levels deep.",
    },
    mend: {
      "zh-CN": "多半是括号没有成对，或缩进越来越深。",
      en: "Most often brackets that are not closed, or indentation that only grows.",
    },
  },
  "control-character": {
    severity: "error",
    says: {
      "zh-CN": "这里有一个看不见的控制字符（{character}）。",
      en: "an invisible control character ({character}) stands here.",
    },
    mend: {
      "zh-CN": "请删掉它；多半是从别处粘贴进来的。",
      en: "Delete it; it usually came with pasted text.",
    },
  },
  "tab-indent": {
    severity: "error",
    says: {
      "zh-CN": "这一行用制表符（Tab）缩进。",
      en: "this line is indented with a tab.",
    },
    mend: { "zh-CN": "请改用空格。", en: "Use spaces." },
  },
  "full-width-indent": {
    severity: "error",
    says: {
      "zh-CN": "这一行用全角空格缩进。",
      en: "this line is indented with full-width spaces.",
    },
    mend: { "zh-CN": "请改用半角空格。", en: "Use ordinary spaces." },
  },
  // YAML and JSON
  "quote-not-closed": {
    severity: "error",
    says: {
      "zh-CN": "这里开始的引号 {quote} 没有结束。",
      en: "the quote {quote} that opens here is not closed.",
    },
  },
  "text-after-quote": {
    severity: "error",
    says: {
      "zh-CN": "引号结束之后还有文字。",
      en: "there is more text after the closing quote.",
    },
    mend: {
      "zh-CN": "请把整段文字放进一对引号里；文字里本身有引号时，外面用另一种引号。",
      en: "Put the whole text inside one pair of quotes; if the text itself has quotes, use the other kind outside.",
    },
  },
  "bracket-not-closed": {
    severity: "error",
    says: {
      "zh-CN": "这里开始的括号 {bracket} 没有结束，或者中间的写法不对。",
      en: "the bracket {bracket} that opens here is not closed, or something inside it is wrong.",
    },
  },
  "bracket-too-many": {
    severity: "error",
    says: {
      "zh-CN": "这个括号 {bracket} 没有对应的开头。",
      en: "the bracket {bracket} has no beginning.",
    },
  },
  "comma-missing": {
    severity: "error",
    says: {
      "zh-CN": "括号里的两项之间少了逗号。",
      en: "a comma is missing between two entries in the brackets.",
    },
  },
  "comma-too-many": {
    severity: "error",
    says: { "zh-CN": "这里多了一个逗号。", en: "there is a comma too many." },
  },
  "dash-behind-key": {
    severity: "error",
    says: {
      "zh-CN": "列表不能写在键的同一行。",
      en: "a list cannot begin on the line of its key.",
    },
    mend: {
      "zh-CN": "请把“- ”移到下一行并缩进，或写成 [一, 二]。",
      en: 'Move the "- " to the next line, indented, or write [one, two].',
    },
  },
  "indent-wrong": {
    severity: "error",
    says: {
      "zh-CN": "这一行的缩进和上面的对不上。",
      en: "the indentation of this line does not fit the lines above.",
    },
    mend: {
      "zh-CN": "同一层的内容要从同一列开始。",
      en: "What belongs to one level begins in one column.",
    },
  },
  "colon-in-text": {
    severity: "error",
    says: {
      "zh-CN": "这一行有两个“: ”，读不出哪个是键。",
      en: 'this line has two ": ", so it is unclear which one ends the key.',
    },
    mend: {
      "zh-CN": "文字里有英文冒号加空格时，请给整段文字加引号。",
      en: "If the text holds a colon and a space, quote the whole text.",
    },
  },
  "colon-missing": {
    severity: "error",
    says: {
      "zh-CN": "这一行像是一个键，但后面没有“: ”。",
      en: 'this line looks like a key, but no ": " follows.',
    },
    mend: {
      "zh-CN": "冒号后面要有一个空格；如果它是上一行文字的继续，请给文字加引号。",
      en: "A space must follow the colon; if it continues the text above, quote that text.",
    },
  },
  "text-needs-quotes": {
    severity: "error",
    says: {
      "zh-CN": "不加引号的文字不能以 {character} 开头。",
      en: "text without quotes cannot begin with {character}.",
    },
    mend: { "zh-CN": "请给整段文字加引号。", en: "Quote the whole text." },
  },
  "escape-unknown": {
    severity: "error",
    says: {
      "zh-CN": "双引号里的 {escape} 不是一个转义。",
      en: "{escape} is not an escape inside double quotes.",
    },
    mend: {
      "zh-CN": "请改用单引号，单引号里反斜杠就是它自己。",
      en: "Use single quotes: there a backslash is just a backslash.",
    },
  },
  "yaml-broken": {
    severity: "error",
    says: {
      "zh-CN": "从这里起读不懂（不是合格的 YAML）。",
      en: "this cannot be read (it is not valid YAML).",
    },
    mend: {
      "zh-CN": "请检查这一行和上一行的引号、冒号和缩进。",
      en: "Check quotes, colons and indentation of this line and the one above.",
    },
  },
  "json-broken": {
    severity: "error",
    says: {
      "zh-CN": "从这里起读不懂（不是合格的 JSON）：这里应该是 {wanted}。",
      en: "this cannot be read (it is not valid JSON): {wanted} is expected here.",
    },
  },
  "duplicate-key": {
    severity: "error",
    says: {
      "zh-CN": "键“{key}”写了两次，第一次在第 {first} 行。",
      en: 'the key "{key}" is written twice, first in line {first}.',
    },
    mend: {
      "zh-CN": "请留下一个；同一个键下的几项写成列表。",
      en: "Keep one; several entries of one key are written as a list.",
    },
  },
  "forbidden-key": {
    severity: "error",
    says: {
      "zh-CN": "键“{key}”不允许使用。",
      en: 'the key "{key}" is not allowed.',
    },
    mend: { "zh-CN": "请换一个名字。", en: "Choose another name." },
  },
  "key-not-text": {
    severity: "error",
    says: {
      "zh-CN": "键必须是一段文字，不能是列表或括号。",
      en: "a key must be a text, not a list or braces.",
    },
  },
  "yaml-alias": {
    severity: "error",
    says: {
      "zh-CN": "不支持 YAML 的引用（*{name}）。",
      en: "YAML aliases (*{name}) are not supported.",
    },
    mend: {
      "zh-CN": "如果这是文字，请加引号；否则请把内容再写一遍。",
      en: "If it is text, quote it; otherwise write the content out again.",
    },
  },
  "yaml-anchor": {
    severity: "error",
    says: {
      "zh-CN": "不支持 YAML 的锚点（&{name}）。",
      en: "YAML anchors (&{name}) are not supported.",
    },
    mend: { "zh-CN": "如果这是文字，请加引号。", en: "If it is text, quote it." },
  },
  "yaml-tag": {
    severity: "error",
    says: {
      "zh-CN": "不支持 YAML 的标签（{name}）。",
      en: "YAML tags ({name}) are not supported.",
    },
    mend: { "zh-CN": "如果这是文字，请加引号。", en: "If it is text, quote it." },
  },
  "yaml-merge": {
    severity: "error",
    says: {
      "zh-CN": "不支持 YAML 的合并键（<<）。",
      en: "YAML merge keys (<<) are not supported.",
    },
    mend: { "zh-CN": "请把内容再写一遍。", en: "Write the content out again." },
  },
  "yaml-documents": {
    severity: "error",
    says: {
      "zh-CN": "一个文件里只能有一份文档，这里用 --- 开始了第二份。",
      en: "a file holds one document, but --- begins a second one here.",
    },
    mend: { "zh-CN": "请删掉 ---，或分成两个文件。", en: "Delete the --- or make two files." },
  },
  "yaml-directive": {
    severity: "error",
    says: {
      "zh-CN": "不支持 YAML 的 % 指令。",
      en: "YAML directives (%) are not supported.",
    },
    mend: { "zh-CN": "请删掉这一行。", en: "Delete this line." },
  },
  // Files
  "section-twice": {
    severity: "error",
    says: {
      "zh-CN": "“{key}:”在文件里写了两次，第一次在第 {first} 行。",
      en: '"{key}:" stands twice in the file, first in line {first}.',
    },
    mend: {
      "zh-CN": "请把下面的各项移到第一处之下。",
      en: "Move the entries below under the first one.",
    },
  },
  "section-not-a-list": {
    severity: "error",
    says: {
      "zh-CN": "“{key}:”下面要写成列表，每项以“- ”开头。",
      en: '"{key}:" must hold a list, each entry beginning with "- ".',
    },
  },
  "entry-indent": {
    severity: "error",
    says: {
      "zh-CN": "这一项的“- ”在第 {found} 列，而前面各项在第 {wanted} 列。",
      en: 'the "- " of this entry stands in column {found}, those before it in column {wanted}.',
    },
    mend: { "zh-CN": "请对齐。", en: "Align them." },
  },
  "too-many-entries": {
    severity: "error",
    says: {
      "zh-CN": "文件里的列表项超过 {max} 个。",
      en: "the file has more than {max} list entries.",
    },
    mend: { "zh-CN": "请分到几个文件里。", en: "Spread them over several files." },
  },
  "stray-line": {
    severity: "error",
    says: {
      "zh-CN": "这一行从第 1 列开始，不属于任何一项。",
      en: "this line begins in column 1 and belongs to no entry.",
    },
    mend: {
      "zh-CN": "请缩进到它所属的那一项之下；第 1 列只能写 rules: 和 tests:。",
      en: "Indent it under the entry it belongs to; only rules: and tests: may stand in column 1.",
    },
  },
  "entry-not-a-map": {
    severity: "error",
    says: {
      "zh-CN": "这一项要写成“键: 值”。",
      en: 'this entry must be written as "key: value".',
    },
  },
  "file-not-a-map": {
    severity: "error",
    says: {
      "zh-CN": "文件的最外层要写成“键: 值”。",
      en: 'the outermost level of the file must be written as "key: value".',
    },
  },
  // Slips
  "full-width-punctuation": {
    severity: "error",
    says: {
      "zh-CN": "这里是全角的“{found}”，要用半角的 {wanted} 。",
      en: 'this is a full-width "{found}" where {wanted} is wanted.',
    },
    mend: {
      "zh-CN": "请切换到英文输入法再输入一次；如果它是文字的一部分，请给整段文字加引号。",
      en: "Type it again with an English keyboard; if it is part of a text, quote the whole text.",
    },
  },
  "two-keywords": {
    severity: "warning",
    says: {
      "zh-CN": "“{text}”里有“{found}”：是不是想写两个关键词？",
      en: '"{text}" holds "{found}": are these two keywords?',
    },
    mend: {
      "zh-CN": "列表各项之间用半角逗号；如果它就是一个关键词，请加引号。",
      en: "Entries of a list are separated by an ASCII comma; if it is one keyword, quote it.",
    },
  },
  "template-needs-quotes": {
    severity: "error",
    says: {
      "zh-CN": "以 {{ 开头的文字要加引号。",
      en: "a text that begins with {{ must be quoted.",
    },
    mend: {
      "zh-CN": "例如 reply: '{{ text }}'。",
      en: "For example reply: '{{ text }}'.",
    },
  },
  "braces-in-flow": {
    severity: "error",
    says: {
      "zh-CN": "写在括号里的文字如果含有花括号或方括号，要加引号。",
      en: "text inside brackets that itself holds braces or brackets must be quoted.",
    },
    mend: {
      "zh-CN": "例如 { has: '{{ name }}' }。",
      en: "For example { has: '{{ name }}' }.",
    },
  },
  "backslash-in-double-quotes": {
    severity: "error",
    says: {
      "zh-CN": "双引号里的反斜杠另有含义，{escape} 写不进去。",
      en: "inside double quotes a backslash has a meaning of its own, so {escape} cannot stand there.",
    },
    mend: {
      "zh-CN": "正则请用单引号，例如 matches: '\\d+'。",
      en: "Write patterns in single quotes, for example matches: '\\d+'.",
    },
  },
  "comment-cuts-text": {
    severity: "warning",
    says: {
      "zh-CN": "从“{comment}”起被当成注释，文字只剩“{text}”。",
      en: 'from "{comment}" on this is a comment; the text is only "{text}".',
    },
    mend: {
      "zh-CN": "如果 # 是文字的一部分，请给整段文字加引号；如果是注释，请在 # 后加空格。",
      en: "If the # belongs to the text, quote the whole text; if it is a comment, put a space after the #.",
    },
  },
  "comment-cuts-brackets": {
    severity: "error",
    says: {
      "zh-CN": "从“{comment}”起被当成注释，括号因此没有结束。",
      en: 'from "{comment}" on this is a comment, so the bracket is never closed.',
    },
    mend: {
      "zh-CN": "如果 # 是文字的一部分，请给文字加引号。",
      en: "If the # belongs to the text, quote the text.",
    },
  },
  "newline-not-meant": {
    severity: "warning",
    says: {
      "zh-CN": "这里的 \\n 会照原样发出，不会换行。",
      en: "this \\n is sent as it stands and breaks no line.",
    },
    mend: {
      "zh-CN": "要换行请用双引号，或用 | 另起几行写。",
      en: "For a line break use double quotes, or | and several lines.",
    },
  },
  "two-in-one-row": {
    severity: "error",
    says: {
      "zh-CN": "“{first}”和“{second}”写在了同一项里。",
      en: '"{first}" and "{second}" stand in one row.',
    },
    mend: {
      "zh-CN": "请各写一行，各以“- ”开头。",
      en: 'Give each a line of its own, beginning with "- ".',
    },
  },
  "lone-star": {
    severity: "error",
    says: {
      "zh-CN": "单独的 * 要加引号。",
      en: "a lone * must be quoted.",
    },
    mend: {
      "zh-CN": "请写成 '*'；表示“任意”也可以写 any。",
      en: "Write '*'; for \"anything\" you can also write any.",
    },
  },
  "cron-needs-quotes": {
    severity: "error",
    says: {
      "zh-CN": "以 * 开头的时间表要加引号。",
      en: "a schedule that begins with * must be quoted.",
    },
    mend: {
      "zh-CN": "例如 schedule: '*/10 * * * *'。",
      en: "For example schedule: '*/10 * * * *'.",
    },
  },
  "space-after-colon": {
    severity: "error",
    says: {
      "zh-CN": "“{key}:”的冒号后面少了一个空格。",
      en: 'a space is missing after the colon of "{key}:".',
    },
  },
  "space-after-dash": {
    severity: "error",
    says: {
      "zh-CN": "开头的“-”后面少了一个空格。",
      en: 'a space is missing after the leading "-".',
    },
  },
} as const satisfies DiagnosticTable;
