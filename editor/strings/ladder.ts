import type { Both } from "./text.ts";

/** How sure the engine was of what a text means. */
interface Scored {
  readonly score: number;
  readonly threshold: number;
  readonly pieces: readonly string[];
}
/** What a picture was compared with; `picture` is `""` where nothing is near. */
interface Compared {
  readonly picture: string;
  readonly score: number;
  readonly threshold: number;
}
const zhCn = {
  title: "决策过程",
  verdicts: {
    answered: "命中并回复",
    acted: "命中，继续往下找",
    "gave-way": "命中但让位",
    "did-not-hold": "未命中",
    "took-it": "对话接住了这句话",
    "refused-it": "对话没有接受这句话",
    "keeps-waiting": "对话继续等待",
    ended: "对话结束",
  },
  kinds: {
    "agent-has-it": "会话由客服接管，规则不处理",
    "nothing-matched": "没有规则命中，交给「未匹配」",
    heard: "微信语音接口识别出了语音里的文字",
    "follows-menu-tap": "这是菜单点击带来的图片或位置，已经回复过",
    "from-draft": "测试白名单里的粉丝：由草稿回答，不是线上版本",
  },
  action: "动作",
  left: { sent: "已发出", planned: "已安排", "left-out": "没有执行", failed: "失败" },
  meaning: { understood: "听懂了，是这个意思", refused: "最接近，但不够有把握" },
  scored: (step: Scored) =>
    `${step.score}（门槛 ${step.threshold}），依据 ${step.pieces.join("、")}；`,
  seen: { recognised: "认出了图片", refused: "没有认出图片" },
  compared: ({ picture, score, threshold }: Compared) =>
    picture === "" ? "和图片库里的哪一张都不像" : `${picture} ${score}（门槛 ${threshold}）`,
  next: "其次",
  missing: (name: string) => `没有值：${name}`,
  error: "出错",
  branch: { then: "则执行", else: "否则" },
  expected: "要求",
  actual: "实际",
  nothing: "（空）",
  parts: { active: "生效时间", limit: "次数限制", enabled: "启用" },
  condition: "且满足",
  by: "触发",
  empty: "没有记录过程",
  messages: {
    text: "文字",
    image: "图片",
    voice: "语音",
    video: "视频",
    music: "音乐",
    articles: "图文",
    options: "菜单消息",
    "mini-program": "小程序卡片",
  },
};

const en: typeof zhCn = {
  title: "How it was decided",
  verdicts: {
    answered: "Answered",
    acted: "Acted, the search went on",
    "gave-way": "Matched but gave way",
    "did-not-hold": "Did not hold",
    "took-it": "The dialog took the message",
    "refused-it": "The dialog refused the message",
    "keeps-waiting": "The dialog keeps waiting",
    ended: "The dialog ended",
  },
  kinds: {
    "agent-has-it": "An agent has the conversation; no rule sees it",
    "nothing-matched": "No rule answered; “nothing matched” is tried",
    heard: "The platform's speech interface gave the words of the voice",
    "follows-menu-tap": "A picture or position that follows a menu tap, answered already",
    "from-draft": "A tester: answered from a draft, not from what is published",
  },
  action: "Action",
  left: { sent: "sent", planned: "planned", "left-out": "left out", failed: "failed" },
  meaning: { understood: "this is what it means", refused: "nearest, but not sure enough" },
  scored: (step) => `${step.score} (from ${step.threshold}), because of ${step.pieces.join(", ")};`,
  seen: { recognised: "A picture was recognised", refused: "No picture was recognised" },
  compared: ({ picture, score, threshold }) =>
    picture === "" ? "like none of the library" : `${picture} ${score} (from ${threshold})`,
  next: "then",
  missing: (name) => `No value: ${name}`,
  error: "Error",
  branch: { then: "then", else: "else" },
  expected: "expected",
  actual: "actual",
  nothing: "(nothing)",
  parts: { active: "Active times", limit: "Limit", enabled: "Switched on" },
  condition: "Condition",
  by: "by",
  empty: "No record was kept",
  messages: {
    text: "Text",
    image: "Picture",
    voice: "Voice",
    video: "Video",
    music: "Music",
    articles: "Articles",
    options: "Message menu",
    "mini-program": "Mini program",
  },
};

/** Words of the ladder: who was asked, and why they did or did not answer. */
export const ladderWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
