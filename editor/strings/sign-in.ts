import type { Both } from "./text.ts";

const zhCn = {
  title: "登录",
  name: "用户名",
  password: "密码",
  submit: "登录",
  setupTitle: "设置管理员",
  setupHelp: "这是第一次启动。设好用户名和密码，你就是管理员。",
  shownName: "显示名",
  newPassword: "密码（至少 12 个字符）",
  create: "创建并登录",
  noToken: "请用启动时终端里打印的链接打开这一页。",
  waiting: "还没有管理员",
  waitingHelp: "在启动应答的终端里找到带有 /setup 的一次性链接，用浏览器打开。",
  inviteTitle: "设置密码",
  inviteHelp: "有人邀请你使用应答。设一个密码即可登录。",
  again: "去登录",
  nameHelp: "字母、数字和 . _ @ -",
  required: "请填写",
};

const en: typeof zhCn = {
  title: "Sign in",
  name: "Name",
  password: "Password",
  submit: "Sign in",
  setupTitle: "The first administrator",
  setupHelp: "This is the first start. Choose a name and a password and you are the administrator.",
  shownName: "Shown name",
  newPassword: "Password (at least 12 characters)",
  create: "Create and sign in",
  noToken: "Open this page by the link that the start printed in the terminal.",
  waiting: "There is no administrator yet",
  waitingHelp:
    "The terminal that started Yingda shows a one-time link with /setup: open it in the browser.",
  inviteTitle: "Choose a password",
  inviteHelp: "You were invited to Yingda. Choose a password to sign in.",
  again: "To the sign-in",
  nameHelp: "Letters, digits and . _ @ -",
  required: "Please fill this in",
};

/** Words of the pages before the sign-in. */
export const signInWords: Both<typeof zhCn> = { "zh-CN": zhCn, en };
