import type { LocalText } from "../../engine/index.ts";

const text = (zh: string, en: string): LocalText => ({ "zh-CN": zh, en });

/** What can be done about a refusal of the platform; many codes share one. */
export const remedies = {
  none: text("无需处理。", "Nothing needs to be done."),
  busy: text("系统会自动重试。", "It is tried again by itself."),
  minute: text("下一分钟自动重试。", "It is tried again in the next minute by itself."),
  tomorrow: text(
    "今天的调用次数已用完，北京时间 0 点后自动继续；急用可在公众平台后台清零（每月 10 次）。",
    "The calls of the day are used up; it goes on after 00:00 Beijing time. If it is urgent, clear the quota in the platform's console (10 times a month).",
  ),
  token: text(
    "系统会换新的 access_token 重试；若一直出现，请检查 AppSecret，并确认没有别的程序在用旧接口换取 token。",
    "A new access_token is fetched by itself. If it stays, check the AppSecret, and that no other program fetches tokens the old way.",
  ),
  secret: text(
    "请在 account.yaml 里核对 appId 与 appSecret（公众平台 → 设置与开发 → 基本配置）。",
    "Compare appId and appSecret in account.yaml with the platform's console (Settings → Basic configuration).",
  ),
  frozen: text(
    "请在公众平台后台解冻 AppSecret，或重置后写入 account.yaml。",
    "Unfreeze the AppSecret in the platform's console, or reset it and write it into account.yaml.",
  ),
  address: text(
    "请把本服务器的出口 IP 加入公众平台的 IP 白名单（设置与开发 → 基本配置）。",
    "Add this server's outgoing address to the IP whitelist in the platform's console (Settings → Basic configuration).",
  ),
  admin: text(
    "请让公众号管理员在微信里确认这次 IP 调用。",
    "Let the account's administrator confirm this address in WeChat.",
  ),
  account: text(
    "请在公众平台查看账号状态。",
    "Look at the account's state in the platform's console.",
  ),
  right: text(
    "这种账号没有此接口权限：需要微信认证，或换成服务号；也请核对 account.yaml 里的 kind 与 verified。",
    "This kind of account has no right to this call: it must be verified, or be a service account. Check kind and verified in account.yaml, too.",
  ),
  follower: text(
    "此人没有关注本公众号（或已取消关注），不再发送。",
    "This person does not follow the account (any more); nothing more is sent.",
  ),
  refuses: text(
    "此人不接收消息，不再发送。",
    "This person does not take messages; nothing more is sent.",
  ),
  blacklist: text(
    "此人在黑名单里；要发消息请先移出。",
    "This person is on the blacklist; take them off it to send messages.",
  ),
  window: text(
    "只能在粉丝互动后的有效期内发送（发消息后 48 小时，点菜单、关注、扫码后 1 分钟）；过期可改用模板消息或订阅通知。",
    "Messages can only be sent after the follower did something (48 h after a message; 1 min after a menu tap, a follow or a scan). Later, use a template message or a notice.",
  ),
  windowCount: text(
    "这次互动允许的条数已用完（发消息后 5 条，点菜单、关注、扫码后 3 条）；等粉丝再次互动，或把几条合成一条。",
    "The messages allowed after this action are used up (5 after a message; 3 after a tap, a follow or a scan). Wait for the follower to act again, or join several into one.",
  ),
  media: text(
    "素材不存在或已过期（临时素材只保留 3 天）；用 media/ 里的文件名代替编号，系统会自动上传并续期。",
    "The media does not exist or has expired (temporary media live 3 days). Name a file in media/ instead of an id: it is uploaded and renewed by itself.",
  ),
  file: text(
    "请换一个文件：图片 10 MB 以内 png/jpg/gif，语音 2 MB、60 秒以内 amr/mp3，视频 10 MB 以内 mp4，缩略图 64 KB 以内 jpg。",
    "Use another file: pictures up to 10 MB png/jpg/gif, voice up to 2 MB and 60 s amr/mp3, video up to 10 MB mp4, thumbnails up to 64 KB jpg.",
  ),
  shorter: text("内容太长，请缩短。", "It is too long; shorten it."),
  content: text("请补上缺少的内容。", "Add what is missing."),
  articles: text("客服消息只能带一篇图文。", "A customer-service message carries one article."),
  link: text(
    "请检查链接：必须是完整的网址，域名已在公众平台登记。",
    "Check the link: a full address whose host is registered in the platform's console.",
  ),
  miniProgram: text(
    "请检查小程序的 appid、页面路径，以及是否已与公众号关联。",
    "Check the mini program's appid and page, and that it is linked to the account.",
  ),
  menu: text("请修改 menu.yaml 后重新发布菜单。", "Change menu.yaml and publish the menu again."),
  conditionalMenu: text(
    "请检查个性化菜单的匹配条件；发布前需要先有默认菜单。",
    "Check whom the conditional menu is for; a default menu must exist first.",
  ),
  tags: text(
    "请在公众平台删除不用的标签（每个账号 100 个，每个粉丝 20 个）。",
    "Delete tags that are not used (100 an account, 20 a follower).",
  ),
  tagName: text(
    "请换一个标签名（30 字以内，不能重名）。",
    "Use another tag name (up to 30 characters, no other tag's).",
  ),
  template: text(
    "请在公众平台核对模板编号和字段内容。",
    "Check the template's id and its fields in the platform's console.",
  ),
  templateCount: text(
    "请在公众平台删除不用的模板（最多 25 个）。",
    "Delete templates that are not used (25 at most).",
  ),
  qrCode: text(
    "永久二维码已满 10 万个，请改用临时二维码。",
    "All 100,000 permanent codes are used; use temporary ones.",
  ),
  material: text("素材库已满，请删除不用的素材。", "The library is full; delete what is not used."),
  inUse: text(
    "素材正被菜单或自动回复使用，请先解除。",
    "The media is used by a menu or an automatic reply; take it out there first.",
  ),
  signIn: text("请让粉丝重新打开网页授权。", "Let the follower open the sign-in again."),
  agent: text(
    "请核对客服账号，以及它是否在线、是否绑定了微信号。",
    "Check the agent's account: whether it exists, is online and is bound to a WeChat id.",
  ),
  mass: text(
    "群发次数或间隔受限，请稍后或下个月再发。",
    "Mass sending is limited in number and distance; send later.",
  ),
  group: text(
    "请核对分组；旧分组接口已由标签代替。",
    "Check the group; tags have taken the place of groups.",
  ),
  dates: text(
    "请检查起止日期（截止日期最晚是昨天）。",
    "Check the two dates (the last one is yesterday at the latest).",
  ),
  article: text("请检查图文素材的内容。", "Check the article's content."),
  comments: text("此账号没有留言权限。", "This account has no right to comments."),
  quotaClear: text(
    "清零次数每月 10 次，已用完。",
    "A quota can be cleared 10 times a month; they are used up.",
  ),
  thirdParty: text(
    "请核对第三方平台的授权。",
    "Check the authorisation of the third-party platform.",
  ),
  retired: text("这是已停用的接口。", "This call is retired by the platform."),
  later: text("请稍后再试。", "Try again later."),
  report: text(
    "这多半是本程序的错误，请把日志里的 rid 一起反馈。",
    "This is most likely a mistake of this program; report it with the rid in the log.",
  ),
} as const;
export type RemedyName = keyof typeof remedies;
