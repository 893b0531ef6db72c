import type { LocalText } from "../engine/index.ts";
import type { PluginFailure } from "./plugins/pending-calls.ts";
import type { StorageErrorCode } from "./storage/storage-error.ts";
import { STORAGE_ERRORS } from "./storage/storage-error.ts";

interface CodeText {
  readonly means: LocalText;
  readonly remedy: LocalText;
}
const row = (
  [zh, en]: readonly [zh: string, en: string],
  [zhRemedy, enRemedy]: readonly [zh: string, en: string],
): CodeText => ({
  means: { "zh-CN": zh, en },
  remedy: { "zh-CN": zhRemedy, en: enRemedy },
});

/** Why the action `http` failed; `http-NUMBER` is an answer with that status. */
export const httpCodes = {
  "http-bad-url": row(
    ["网址不完整或不合法", "the address is not a full web address"],
    [
      "请检查 url；变量的值也要能拼成网址。",
      "Check url; what variables put in must make an address, too.",
    ],
  ),
  "http-host-not-listed": row(
    [
      "主机不在 account.yaml 的 hosts 里，或指向内网",
      "the host is not listed under hosts in account.yaml, or leads into a private network",
    ],
    ["请把主机名加进 hosts。", "Add the host to hosts."],
  ),
  "http-timeout": row(
    ["对方没有按时回答", "there was no answer in time"],
    [
      "可用 timeout 调整，最多几秒；或写好 else。",
      "Change timeout, a few seconds at most; or write an else.",
    ],
  ),
  "http-too-large": row(
    ["回答超过 64 KB", "the answer is larger than 64 kB"],
    ["请让对方接口少返回一些。", "Let the other side answer less."],
  ),
  "http-unreadable": row(
    ["回答不是合法的 UTF-8 或 JSON", "the answer is not UTF-8 or not JSON"],
    ["请检查对方接口。", "Look at the other side."],
  ),
  "http-failed": row(
    ["连不上对方", "the other side cannot be reached"],
    ["请检查网址与网络。", "Check the address and the network."],
  ),
} as const satisfies Readonly<Record<string, CodeText>>;

/** What `http-NUMBER` says. */
export const httpStatusText = (status: string): CodeText =>
  row(
    [`对方返回了 HTTP ${status}`, `the other side answered with HTTP ${status}`],
    ["请检查对方接口；规则会走 else。", "Look at the other side; the rule takes its else."],
  );

const seeLog = ["详情见日志。", "See the log."] as const;

/** Why a plugin's call failed: that action's failure alone. */
export const pluginCodes: Readonly<Record<PluginFailure, CodeText>> = {
  "plugin-unknown": row(
    ["没有这个插件", "there is no such plugin"],
    ["请检查 plugins/ 目录。", "Look into the plugins/ folder."],
  ),
  "plugin-timeout": row(
    ["插件超过 3 秒没有回答", "the plugin did not answer within 3 s"],
    ["请让插件更快，或改用动作 http。", "Make the plugin faster, or use the action http."],
  ),
  "plugin-crashed": row(["插件进程崩溃了", "the plugin's process crashed"], seeLog),
  "plugin-resting": row(
    ["插件反复崩溃，暂停片刻", "the plugin crashed again and again and rests for a while"],
    seeLog,
  ),
  "plugin-busy": row(
    ["插件正忙", "the plugin is busy"],
    [
      "系统会限制同时的调用；请让插件更快。",
      "Only so many calls run at once; make the plugin faster.",
    ],
  ),
  "plugin-failed": row(["插件报错", "the plugin threw"], seeLog),
  "plugin-bad-answer": row(
    ["插件返回的内容不合规", "the plugin's answer has a wrong shape"],
    seeLog,
  ),
  "plugin-closed": row(["插件已关闭", "the plugin was closed"], ["请重试。", "Try again."]),
};

const storageZh: Readonly<Record<StorageErrorCode, readonly [means: string, remedy: string]>> = {
  "storage-full": ["磁盘或数据库已满", "请腾出空间，无需重启。"],
  "storage-failed": ["数据库读写失败", "原因见日志。"],
  "storage-busy": ["等待写入的内容太多", "微信会再次投递，无需处理。"],
  "storage-closed": ["数据库已关闭", "请重启程序。"],
  "storage-settings": ["数据库的一项设置没有生效", "请检查磁盘与权限后重启。"],
  "storage-newer": ["数据库由更新的版本写入", "请启动那个版本。"],
  "storage-foreign": ["这是别的程序的数据库", "请把 YINGDA_DATA 指向别处。"],
  "storage-damaged": ["数据库文件已损坏", "请恢复最近一次完好的备份。"],
  "storage-unexpected": ["一条语句改动的行数不对", "请把日志反馈给我们。"],
  "secret-unreadable": ["密钥无法解密", "YINGDA_SECRET_KEY 不是写入时的那一个。"],
};

/** What storage throws, in both languages. */
export const storageCodes: Readonly<Record<string, CodeText>> = Object.fromEntries(
  Object.entries(storageZh).map(([code, [means, remedy]]) => {
    const [first = "", ...rest] = STORAGE_ERRORS[code as StorageErrorCode].split("; ");
    const english = rest.length === 0 ? first : rest.join("; ");
    return [
      code,
      { means: { "zh-CN": means, en: first }, remedy: { "zh-CN": remedy, en: english } },
    ];
  }),
);
