import { Type } from "typebox";
import { closed, LocalText } from "./words.ts";

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
/** Every code the API refuses with: its status and what is said. Never reused. */
export const API_ERRORS = {
  "bad-request": { status: 400, says: both("请求的内容不对。", "The request is malformed.") },
  "bad-header": {
    status: 403,
    says: both("请求不是从这个页面发出的。", "The request did not come from this page."),
  },
  "not-set-up": {
    status: 403,
    says: both(
      "还没有管理员：请打开启动时打印的链接。",
      "There is no administrator yet: open the link that the start printed.",
    ),
  },
  "signed-out": { status: 401, says: both("请先登录。", "Please sign in.") },
  "login-wrong": {
    status: 401,
    says: both("用户名或密码不对。", "The name or the password is wrong."),
  },
  "too-many-tries": {
    status: 429,
    says: both("试得太多了，请过一会儿再试。", "Too many tries; please wait a while."),
  },
  "too-many-requests": {
    status: 429,
    says: both("请求太频繁，请稍候。", "Too many requests; please slow down."),
  },
  "link-expired": {
    status: 410,
    says: both("链接无效或已过期。", "The link is not valid, or no longer."),
  },
  "password-weak": {
    status: 422,
    says: both(
      "密码至少 12 个字符，不能是常见密码，也不能包含用户名。",
      "A password has at least 12 characters, is not a common one and does not hold the user's name.",
    ),
  },
  "not-allowed": { status: 403, says: both("没有这项权限。", "You may not do this.") },
  "needs-code": {
    status: 403,
    says: both(
      "http、hooks 和插件的改动需要“代码”权限。",
      "Changes of http, hooks and plugins need the right “code”.",
    ),
  },
  "not-found": { status: 404, says: both("没有找到。", "There is no such thing.") },
  "name-taken": { status: 409, says: both("这个名字已被使用。", "That name is taken.") },
  "last-admin": {
    status: 409,
    says: both("至少要留一位管理员。", "One administrator must stay."),
  },
  "changed-meanwhile": {
    status: 409,
    says: both(
      "打开之后，它已被改过；请合并后再保存。",
      "It was changed since you opened it; merge, then save again.",
    ),
  },
  "published-meanwhile": {
    status: 409,
    says: both(
      "别人刚刚发布了新版本；请看一遍再发布。",
      "Somebody published meanwhile; look again, then publish.",
    ),
  },
  conflicts: {
    status: 409,
    says: both(
      "有些规则别人已改过并发布，请先合并。",
      "Some rules were changed and published by somebody else; merge them first.",
    ),
  },
  "nothing-to-publish": { status: 409, says: both("没有要发布的改动。", "Nothing has changed.") },
  "has-errors": {
    status: 422,
    says: both("规则里有错误，改好后才能发布。", "There are mistakes; mend them, then publish."),
  },
  "tests-failing": {
    status: 422,
    says: both(
      "有测试没通过；管理员可以说明理由后强制发布。",
      "Tests fail; an administrator may publish all the same, with a reason.",
    ),
  },
  "cannot-read": {
    status: 422,
    says: both("这段 YAML 读不懂。", "This YAML cannot be read."),
  },
  "id-differs": {
    status: 422,
    says: both("规则的 id 不能改；请复制成新规则。", "A rule's id stays; make a copy instead."),
  },
  "cannot-edit-here": {
    status: 422,
    says: both(
      "它写在一行列表或 JSON 里，请直接编辑整个文件。",
      "It stands in an inline list or in JSON: edit the whole file.",
    ),
  },
  "account-refused": {
    status: 422,
    says: both("账号文件有错误。", "The account file has mistakes."),
  },
  "platform-refused": {
    status: 502,
    says: both(
      "微信没有接受；原因和办法见详情。",
      "WeChat refused; the details say why and what helps.",
    ),
  },
  "sync-running": {
    status: 409,
    says: both("已有一次同步在进行。", "The followers are being brought over already."),
  },
  "broadcast-over": {
    status: 409,
    says: both("已经没有可以停止的部分了。", "Nothing of it is left to stop."),
  },
  "conversation-held": {
    status: 409,
    says: both("这个会话在别的客服手里。", "A colleague has this conversation."),
  },
  "conversation-over": {
    status: 409,
    says: both("会话已经结束；请重新接入。", "The conversation is over; take it again."),
  },
  "window-shut": {
    status: 409,
    says: both(
      "现在不能发客服消息：粉丝发消息后 48 小时内可发 5 条（点菜单、关注、扫码后 1 分钟内 3 条）。等粉丝再说话，或在规则里用 notice 发模板消息、订阅通知。",
      "No customer-service message may be sent now: 5 within 48 hours of a message (3 within a minute of a menu tap, a follow or a scan). Wait until the follower writes, or send a notice (`notice` in a rule).",
    ),
  },
  "not-sent": {
    status: 409,
    says: both("没有发出；原因见详情。", "It was not sent; the details say why."),
  },
  "bad-message": {
    status: 422,
    says: both(
      "这条消息微信不收：文字不能为空，也不能超过 2048 字节（约 680 个汉字）。",
      "The platform would not take this message: a text is not empty, and 2048 bytes at most.",
    ),
  },
  "picture-refused": {
    status: 422,
    says: both("这张图片用不了。", "This picture cannot be used."),
  },
  "picture-in-use": {
    status: 409,
    says: both(
      "线上的 pictures.yaml 还在用这张图片。",
      "The published pictures.yaml still names this picture.",
    ),
  },
  "maps-refused": {
    status: 422,
    says: both(
      "地图服务没有给出结果；原因和办法见详情。",
      "The map services gave nothing; the details say why and what helps.",
    ),
  },
  "wrong-type": {
    status: 415,
    says: both("只接受 application/json。", "Only application/json is taken."),
  },
  "too-large": { status: 413, says: both("内容超过 1 MB。", "The body is over 1 MB.") },
  busy: { status: 503, says: both("服务器正忙，请再试一次。", "The server is busy; try again.") },
  internal: { status: 500, says: both("出错了，已记录。", "Something failed; it was logged.") },
} as const;
export type ApiErrorCode = keyof typeof API_ERRORS;

/** The body of every answer that is not 2xx. */
export const ApiError = Type.Object(
  { code: Type.String(), message: LocalText, details: Type.Unknown() },
  { ...closed, required: ["code", "message"] },
);
