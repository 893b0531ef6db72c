import type { LocalText } from "../../engine/index.ts";
import type { Schema } from "../document/form-shape.ts";

const both = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

/** What the fields of our own definitions are called: by definition and key, else by key alone. A plugin's schema brings `title` and `description`. */
export const LABELS: Readonly<Record<string, LocalText>> = {
  "text.any": both("任意文字", "Any text"),
  "text.is": both("全匹配", "Is exactly"),
  "text.has": both("半匹配（含有关键词）", "Contains"),
  "text.starts": both("开头是", "Begins with"),
  "text.matches": both("正则", "Fits a pattern"),
  "location.any": both("任意位置", "Anywhere"),
  "menu.names": both("菜单按钮", "Menu buttons"),
  "scan.names": both("渠道二维码", "Channels"),
  "follow.names": both("渠道二维码", "Channels"),
  "event.names": both("事件名称", "Events"),
  "goto.rule": both("转到哪条规则", "Rule"),
  "record.name": both("统计名称", "Name"),
  "record.value": both("数值", "Value"),
  "tag.names": both("标签", "Tags"),
  "untag.names": both("标签", "Tags"),
  "ask.save": both("保存到", "Keep as"),
  "ask.else": both("没有得到回答时", "Without a usable answer"),
  "http.else": both("失败时", "When it fails"),
  "http.save": both("结果保存到", "Keep the answer as"),
  "http.body": both("请求内容", "Body"),
  "accept.number": both("数字范围", "Number between"),
  "accept.is": both("等于其中之一", "One of these"),
  "accept.matches": both("符合正则", "Fits a pattern"),
  "rule.name": both("规则名称", "Name"),
  "rule.note": both("备注", "Note"),
  "rule.group": both("分组", "Group"),
  "rule.priority": both("优先级（0–100，大的先）", "Priority (0–100, higher first)"),
  "rule.enabled": both("启用", "Switched on"),
  "rule.active": both("生效时间", "Active"),
  "rule.limit": both("频率限制（每位粉丝）", "Limit (per follower)"),
  "rule.continue": both("命中后继续匹配", "Go on matching afterwards"),
  from: both("从", "From"),
  until: both("到（含）", "Until (included)"),
  hours: both("时间段", "Hours"),
  days: both("星期", "Days"),
  times: both("次数", "Times"),
  every: both("每", "Every"),
  any: both("任意", "Any"),
  names: both("名称", "Names"),
  name: both("名称", "Name"),
  within: both("多远以内", "Within"),
  of: both("离哪里", "Of"),
  inside: both("多边形范围", "Inside"),
  reported: both("手机自动上报的位置", "Reported by the phone"),
  lat: both("纬度", "Latitude"),
  lng: both("经度", "Longitude"),
  cron: both("执行时间（cron）", "When (cron)"),
  question: both("问题", "Question"),
  options: both("选项", "Options"),
  accept: both("要什么样的回答", "What is accepted"),
  save: both("保存到", "Keep as"),
  retry: both("答得不对时再问", "When the answer is wrong"),
  tries: both("最多问几次", "Tries"),
  timeout: both("等多久", "Timeout"),
  secret: both("保密（加密保存，不进轨迹）", "Secret (kept encrypted, not traced)"),
  else: both("否则", "Otherwise"),
  then: both("则执行", "Then"),
  if: both("条件", "Condition"),
  branches: both("分支", "Branches"),
  rule: both("规则", "Rule"),
  url: both("网址", "Address"),
  method: both("方法", "Method"),
  headers: both("请求头", "Headers"),
  body: both("内容", "Body"),
  values: both("资料", "Values"),
  value: both("值", "Value"),
  text: both("文字", "Text"),
  image: both("图片", "Picture"),
  voice: both("语音", "Voice"),
  video: both("视频", "Video"),
  music: both("音乐", "Music"),
  articles: both("图文", "Articles"),
  "mini-program": both("小程序卡片", "Mini-program"),
  random: both("随机回复一条", "One of several"),
  title: both("标题", "Title"),
  description: both("说明", "Description"),
  picture: both("图片网址", "Picture address"),
  media: both("素材", "Media"),
  thumb: both("封面图", "Cover"),
  appid: both("小程序 AppID", "App id"),
  page: both("页面", "Page"),
  number: both("数字", "Number"),
  phone: both("手机号", "Phone number"),
  date: both("日期", "Date"),
  time: both("时间", "Time"),
  "id-card": both("身份证号", "Identity card"),
  location: both("位置", "Position"),
  link: both("链接", "Link"),
  file: both("文件", "File"),
  is: both("等于", "Is"),
  has: both("包含", "Contains"),
  starts: both("开头是", "Begins with"),
  matches: both("符合正则", "Fits a pattern"),
  state: both("状态", "State"),
  product: both("商品", "Product"),
  amount: both("金额（元）", "Amount (yuan)"),
  id: both("编号", "Id"),
  expires: both("有效期", "Expires"),
  after: both("多久以后", "After"),
  at: both("时间", "At"),
  before: both("提前", "Before"),
  to: both("交给", "To"),
  message: both("说明", "Message"),
  quiet: both("多久没人说话就交还", "Hand back after"),
  template: both("模板", "Template"),
  data: both("数据", "Data"),
  places: both("地点", "Places"),
  count: both("数量", "Count"),
  all: both("全部粉丝", "Everyone"),
  tag: both("标签", "Tag"),
  workday: both("工作日", "Workday"),
  restday: both("休息日", "Day of rest"),
  mon: both("周一", "Mon"),
  tue: both("周二", "Tue"),
  wed: both("周三", "Wed"),
  thu: both("周四", "Thu"),
  fri: both("周五", "Fri"),
  sat: both("周六", "Sat"),
  sun: both("周日", "Sun"),
};

const own = (key: string): LocalText | undefined =>
  Object.hasOwn(LABELS, key) ? LABELS[key] : undefined;

const said = (value: unknown): LocalText | null => {
  if (typeof value === "string" && value !== "") return both(value, value);
  if (typeof value !== "object" || value === null) return null;
  const { "zh-CN": zh, en } = value as Readonly<Record<string, unknown>>;
  return typeof zh === "string" && typeof en === "string" ? both(zh, en) : null;
};

/** What a field is called: its schema's own title, else our word for it, else its key. */
export const labelOf = (use: string, key: string, schema: Schema = {}): LocalText =>
  said(schema.title) ?? own(`${use}.${key}`) ?? own(key) ?? both(key, key);

/** One line of help of a plugin's field; `null` if it has none. */
export const helpOf = (schema: Schema): LocalText | null => said(schema.description);

/** Whether our table has a word for a field: a test asks for all of our definitions. */
export const hasLabel = (use: string, key: string): boolean =>
  own(`${use}.${key}`) !== undefined || own(key) !== undefined;
