import type { LocalText } from "../../engine/index.ts";
import type { RemedyName } from "./remedies.ts";

/**
 * When a refused call may be made again. `now`: with a new token, which the client does by itself, once.
 * `later`: with growing distance · `next-minute`, `tomorrow` (00:00 in Beijing): when the quota begins anew.
 */
export type Retry = "now" | "later" | "next-minute" | "tomorrow" | "never";

export interface CodeRow {
  readonly retry: Retry;
  readonly means: LocalText;
  readonly remedy: RemedyName;
}
type Written = readonly [code: number, retry: Retry, zh: string, en: string, remedy: RemedyName];

const never = (
  remedy: RemedyName,
  rows: readonly (readonly [code: number, zh: string, en: string])[],
): readonly Written[] => rows.map(([code, zh, en]) => [code, "never", zh, en, remedy] as const);
const between = (
  first: number,
  last: number,
  [zh, en, remedy]: readonly [zh: string, en: string, remedy: RemedyName],
): readonly Written[] =>
  Array.from({ length: last - first + 1 }, (_, place) => [first + place, "never", zh, en, remedy]);

/** Later rows win over earlier ones, so that a range can be told more exactly. */
const rows: readonly Written[] = [
  [-1, "later", "系统繁忙", "the system is busy", "busy"],
  [
    40001,
    "now",
    "access_token 无效或不是最新的，或 AppSecret 有误",
    "the access_token is invalid or not the latest, or the AppSecret is wrong",
    "token",
  ],
  [40014, "now", "access_token 无效", "the access_token is invalid", "token"],
  [42001, "now", "access_token 已过期", "the access_token has expired", "token"],
  [41001, "now", "缺少 access_token", "the access_token is missing", "token"],
  [45009, "tomorrow", "今天的调用次数已用完", "the calls of the day are used up", "tomorrow"],
  [
    45011,
    "next-minute",
    "这一分钟的调用次数已用完",
    "the calls of the minute are used up",
    "minute",
  ],
  [45028, "tomorrow", "没有群发次数了", "no mass send is left", "mass"],
  [
    45066,
    "next-minute",
    "同一 clientmsgid 重试太快",
    "the same clientmsgid was used too soon",
    "minute",
  ],
  [45065, "never", "同一 clientmsgid 已经发过", "this clientmsgid was sent already", "none"],
  [45081, "never", "已经在输入状态", "typing is shown already", "none"],
  // Secrets and addresses: an operator can mend these while the message is still wanted.
  [40002, "never", "grant_type 有误", "the grant_type is wrong", "report"],
  [40013, "later", "AppID 有误", "the AppID is wrong", "secret"],
  [40125, "later", "AppSecret 有误", "the AppSecret is wrong", "secret"],
  [40164, "later", "调用 IP 不在白名单", "the address is not on the whitelist", "address"],
  [40243, "later", "AppSecret 已被冻结", "the AppSecret is frozen", "frozen"],
  [50004, "later", "禁止获取 access_token", "fetching a token is forbidden", "account"],
  [50007, "later", "账号已冻结", "the account is frozen", "account"],
  [
    61003,
    "later",
    "账号没有授权给第三方平台",
    "the account has not authorised the third-party platform",
    "thirdParty",
  ],
  [61004, "later", "调用 IP 未登记", "the address is not registered", "thirdParty"],
  [
    61007,
    "later",
    "接口未授权给第三方平台",
    "the call is not authorised for the third-party platform",
    "thirdParty",
  ],
  ...between(89501, 89507, [
    "此 IP 需要管理员确认",
    "the administrator must confirm this address",
    "admin",
  ]).map(([code, , zh, en, remedy]): Written => [code, "later", zh, en, remedy]),
  ...never("report", [
    [40008, "消息类型不合法", "the message type is invalid"],
    [40031, "openid 列表不合法", "the list of openids is invalid"],
    [40032, "openid 列表长度不合法", "the list of openids has a wrong length"],
    [40130, "openid 列表至少要有两个", "the list of openids needs two at least"],
    [40033, "请求里含有 \\uXXXX 转义", "the request holds \\uXXXX escapes"],
    [47002, "请求里含有 \\uXXXX 转义", "the request holds \\uXXXX escapes"],
    [40035, "参数不合法", "a parameter is invalid"],
    [40097, "参数不合法", "a parameter is invalid"],
    [40038, "请求格式不合法", "the request has a wrong format"],
    [40066, "接口地址不存在", "there is no such path"],
    [40132, "微信号不合法", "the WeChat id is invalid"],
    [41002, "缺少 appid", "the appid is missing"],
    [41009, "缺少 openid", "the openid is missing"],
    [43001, "应使用 GET", "GET is needed"],
    [43002, "应使用 POST", "POST is needed"],
    [43003, "应使用 HTTPS", "HTTPS is needed"],
    [44002, "POST 内容为空", "the request has no body"],
    [45072, "typing 指令不合法", "the typing command is invalid"],
    [47001, "JSON 或 XML 解析失败", "the JSON or XML cannot be parsed"],
  ]),
  ...never("secret", [[41004, "缺少 AppSecret", "the AppSecret is missing"]]),
  ...never("follower", [
    [
      40003,
      "openid 不合法（未关注，或属于别的公众号）",
      "the openid is invalid (does not follow, or belongs to another account)",
    ],
    [43004, "对方需要先关注", "the receiver must follow first"],
    [46004, "没有这个用户", "there is no such user"],
    [49003, "openid 不属于这个账号", "the openid does not belong to this account"],
    [50005, "用户没有关注", "the user does not follow"],
  ]),
  ...never("refuses", [
    [43005, "需要好友关系", "the two must be friends"],
    [43101, "用户拒绝接收", "the user refuses it"],
    [48002, "用户拒收消息", "the user refuses messages"],
    [50002, "用户受限", "the user is restricted"],
  ]),
  ...never("blacklist", [[43019, "对方在黑名单里", "the receiver is on the blacklist"]]),
  ...never("window", [
    [45015, "超过回复时限，或已取消关注", "the reply window is closed, or the user unfollowed"],
    [45080, "30 秒内没有和用户互动", "the user did nothing in the last 30 s"],
  ]),
  ...never("windowCount", [
    [45047, "客服消息条数超过上限", "the count of customer-service messages is used up"],
  ]),
  ...never("media", [
    [40007, "素材编号无效", "the media_id is invalid"],
    [40118, "素材编号长度不合法", "the media_id has a wrong length"],
    [40121, "素材编号类型不合法", "the media_id is of another type"],
    [46001, "素材不存在", "the media does not exist"],
  ]),
  ...never("file", [
    [40004, "素材类型不合法", "the media type is invalid"],
    [40005, "文件类型不合法", "the file type is invalid"],
    [40006, "文件大小不合法", "the file size is invalid"],
    [40009, "图片大小不合法", "the picture's size is invalid"],
    [40010, "语音大小不合法", "the voice's size is invalid"],
    [40011, "视频大小不合法", "the video's size is invalid"],
    [40012, "缩略图大小不合法", "the thumbnail's size is invalid"],
    [40113, "不支持的文件类型", "the file type is not supported"],
    [40137, "图片格式不合法", "the picture's format is invalid"],
    [44001, "素材文件为空", "the media file is empty"],
    [45001, "素材文件过大", "the media file is too large"],
    [45007, "语音超过 60 秒", "the voice is longer than 60 s"],
  ]),
  ...never("content", [
    [41005, "缺少素材文件", "the media file is missing"],
    [41006, "缺少素材编号", "the media_id is missing"],
    [44003, "图文内容为空", "the articles are missing"],
    [44004, "文本内容为空", "the text is empty"],
  ]),
  ...never("shorter", [
    [45002, "内容过长", "the content is too long"],
    [45003, "标题过长", "the title is too long"],
    [45004, "描述过长", "the description is too long"],
    [45005, "链接过长", "the link is too long"],
    [45006, "图片链接过长", "the picture's link is too long"],
    [45067, "clientmsgid 过长", "the clientmsgid is too long"],
    [40039, "链接长度不合法", "the link's length is invalid"],
  ]),
  ...never("articles", [[45008, "图文条数超过上限", "there are too many articles"]]),
  ...never("link", [
    [40048, "链接域名不合法", "the link's host is invalid"],
    [40155, "链接是别的公众号的文章", "the link is an article of another account"],
    [41039, "content_source_url 不合法", "the content_source_url is invalid"],
  ]),
  ...never("miniProgram", [
    [40165, "小程序页面路径不合法", "the mini program's page is invalid"],
    [41030, "页面路径不合法", "the page is invalid"],
    [45064, "小程序没有关联公众号", "the mini program is not linked to the account"],
  ]),
  ...between(40015, 40028, ["菜单不合法", "the menu is invalid", "menu"]),
  ...never("menu", [
    [40015, "菜单类型不合法", "the menu type is invalid"],
    [40016, "一级按钮数量不合法", "the count of top buttons is invalid"],
    [40017, "按钮类型不合法", "a button's type is invalid"],
    [40018, "按钮名称长度不合法", "a button's name has a wrong length"],
    [40019, "按钮 KEY 长度不合法", "a button's key has a wrong length"],
    [40020, "按钮链接长度不合法", "a button's link has a wrong length"],
    [40021, "菜单版本不合法", "the menu version is invalid"],
    [40022, "子菜单级数不合法", "the menu has too many levels"],
    [40023, "子菜单按钮数量不合法", "the count of sub-buttons is invalid"],
    [40024, "子菜单按钮类型不合法", "a sub-button's type is invalid"],
    [40025, "子菜单按钮名称长度不合法", "a sub-button's name has a wrong length"],
    [40026, "子菜单按钮 KEY 长度不合法", "a sub-button's key has a wrong length"],
    [40027, "子菜单按钮链接长度不合法", "a sub-button's link has a wrong length"],
    [40028, "菜单的用户不合法", "the menu's user is invalid"],
    [40054, "子菜单按钮链接域名不合法", "a sub-button's host is invalid"],
    [40055, "按钮链接域名不合法", "a button's host is invalid"],
    [40119, "按钮类型不能使用", "the button type cannot be used"],
    [40120, "子菜单按钮类型不能使用", "the sub-button type cannot be used"],
    [41007, "缺少子菜单", "the sub-menu is missing"],
    [45010, "菜单数量超过上限", "there are too many menus"],
    [46002, "菜单版本不存在", "the menu version does not exist"],
    [46003, "没有菜单", "there is no menu"],
  ]),
  ...between(65301, 65317, [
    "个性化菜单不合法",
    "the conditional menu is invalid",
    "conditionalMenu",
  ]),
  ...never("conditionalMenu", [
    [65301, "没有这个个性化菜单", "there is no such conditional menu"],
    [65302, "没有这个用户", "there is no such user"],
    [65303, "还没有默认菜单", "there is no default menu"],
    [65304, "匹配条件为空", "the match rule is empty"],
    [65305, "个性化菜单数量超过上限", "there are too many conditional menus"],
    [65316, "个性化菜单链接的域名超过 3 个", "the conditional menu links to more than 3 hosts"],
    [65317, "链接不合法", "a link is invalid"],
  ]),
  ...never("tags", [
    [45056, "标签已满 100 个", "the account has 100 tags already"],
    [45057, "标签下粉丝超过 10 万，不能删除", "the tag has more than 100,000 followers"],
    [45058, "系统标签不能修改", "the platform's own tags cannot be changed"],
    [45059, "粉丝的标签已满 20 个", "the follower has 20 tags already"],
    [45159, "没有这个标签", "there is no such tag"],
  ]),
  ...never("tagName", [
    [45157, "标签名不合法或重名", "the tag's name is invalid or taken"],
    [45158, "标签名过长", "the tag's name is too long"],
  ]),
  ...never("group", [
    [40050, "分组编号不合法", "the group's id is invalid"],
    [40051, "分组名不合法", "the group's name is invalid"],
    [40117, "分组名不合法", "the group's name is invalid"],
    [45016, "系统分组不能修改", "the platform's own groups cannot be changed"],
    [45017, "分组名过长", "the group's name is too long"],
    [45018, "分组数量超过上限", "there are too many groups"],
  ]),
  ...never("template", [
    [40036, "模板编号长度不合法", "the template_id has a wrong length"],
    [40037, "模板编号不合法", "the template_id is invalid"],
    [43100, "修改行业太频繁（每月一次）", "the industry was changed too often (once a month)"],
    [45027, "模板与行业冲突", "the template conflicts with the industry"],
    [47003, "模板字段不合规", "a template field breaks its rule"],
  ]),
  ...never("templateCount", [[45026, "模板数量超过上限", "there are too many templates"]]),
  ...never("qrCode", [[45029, "二维码数量超过上限", "there are too many QR codes"]]),
  ...never("material", [[45034, "素材数量超过上限", "the library is full"]]),
  ...never("inUse", [
    [45060, "素材正在使用", "the media is in use"],
    [48005, "素材正在使用", "the media is in use"],
  ]),
  ...never("article", [
    [40114, "图文序号不合法", "the article's place is invalid"],
    [45166, "图文内容不合法", "the article's content is invalid"],
    [44005, "内容为空", "the content is empty"],
  ]),
  ...never("signIn", [
    [40029, "网页授权 code 无效", "the sign-in code is invalid"],
    [40030, "refresh_token 无效", "the refresh_token is invalid"],
    [40163, "网页授权 code 已用过", "the sign-in code was used already"],
    [41003, "缺少 refresh_token", "the refresh_token is missing"],
    [41008, "缺少网页授权 code", "the sign-in code is missing"],
    [42002, "refresh_token 已过期", "the refresh_token has expired"],
    [42003, "网页授权 code 已过期", "the sign-in code has expired"],
    [42007, "用户改了密码，授权失效", "the user changed the password; the sign-in is void"],
    [50001, "用户没有授权", "the user has not authorised this"],
  ]),
  ...never("right", [
    [48001, "账号没有此接口权限", "the account has no right to this call"],
    [48008, "账号没有发送此类消息的权限", "the account has no right to this type of message"],
  ]),
  ...never("account", [[48004, "接口已被封禁", "the call is banned for this account"]]),
  ...never("quotaClear", [
    [48006, "清零次数已用完", "the quota cannot be cleared again this month"],
  ]),
  ...never("mass", [
    [45083, "群发速度不合法", "the mass-send speed is invalid"],
    [45084, "没有设置群发速度的权限", "there is no right to set the mass-send speed"],
  ]),
  ...never("article", [
    [53404, "商品信息不合法", "the goods in the article are invalid"],
    [53405, "商品信息不合法", "the goods in the article are invalid"],
    [53406, "商品信息不合法", "the goods in the article are invalid"],
    [53503, "文章没有通过发布检查", "the article failed the check before publishing"],
    [53504, "需要到公众平台后台操作", "this must be done in the platform's console"],
    [53505, "需要先手动保存", "it must be saved by hand first"],
    [53600, "文章编号不合法", "the article_id is invalid"],
  ]),
  ...never("report", [
    [76021, "查询的接口地址不存在", "there is no such path to ask about"],
    [76022, "不能查询这个接口", "the path is not yours to ask about"],
  ]),
  ...never("miniProgram", [
    [85005, "小程序没有关联公众号", "the mini program is not linked to the account"],
  ]),
  ...never("file", [
    [101000, "图片地址或内容不合法", "the picture's address or content is invalid"],
  ]),
  ...never("comments", [[88000, "没有留言权限", "there is no right to comments"]]),
  ...never("dates", [
    [61500, "日期格式不合法", "a date has a wrong format"],
    [61501, "日期范围不合法", "the range of dates is invalid"],
  ]),
  ...between(61450, 61457, ["客服账号不合法", "the agent's account is invalid", "agent"]),
  ...between(65400, 65417, ["客服调用失败", "the call for agents failed", "agent"]),
  ...never("agent", [
    [65400, "未开通新版客服功能", "the feature of agents is not switched on"],
    [65401, "没有这个客服账号", "there is no such agent"],
    [65402, "客服账号没有绑定微信号", "the agent is not bound to a WeChat id"],
    [65403, "客服昵称不合法", "the agent's nickname is invalid"],
    [65404, "客服账号不合法", "the agent's account is invalid"],
    [65405, "客服账号数量超过上限", "there are too many agents"],
    [65406, "客服账号已存在", "the agent exists already"],
    [65413, "没有这个会话", "there is no such session"],
    [65414, "粉丝正由别的客服接待", "another agent serves the follower"],
    [65415, "客服不在线", "the agent is offline"],
    [65416, "查询参数不合法", "a parameter is invalid"],
    [65417, "查询时间段过长", "the span is too long"],
  ]),
  ...between(9001001, 9001036, ["摇一摇周边接口（已停用）", "a beacon call (retired)", "retired"]),
];

const table: ReadonlyMap<number, CodeRow> = new Map(
  rows.map(([code, retry, zh, en, remedy]) => [
    code,
    { retry, means: { "zh-CN": zh, en }, remedy },
  ]),
);

const unknown: CodeRow = {
  retry: "later",
  means: { "zh-CN": "平台返回了未知的错误码", en: "the platform gave an unknown code" },
  remedy: "later",
};

/** What an errcode of the platform means (contract §4.14); a code nobody listed may be tried again later. */
export const rowOfErrcode = (errcode: number): CodeRow => table.get(errcode) ?? unknown;

/** Whether the code is listed. */
export const isListed = (errcode: number): boolean => table.has(errcode);

/** Every listed code. */
export const listedErrcodes = (): readonly number[] => [...table.keys()];

/** Codes that say the token is no good: it is given back if it still is the same, and the call made once more. */
export const TOKEN_CODES: ReadonlySet<number> = new Set([40001, 40014, 42001]);
