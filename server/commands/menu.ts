import { parseArgs } from "node:util";
import type { MenuChange } from "../menus/compare-menus.ts";
import type { MenuDesk, MenuPublished } from "../menus/menu-desk.ts";
import { menuDeskOf } from "../start/menu-desk.ts";
import type { PlatformButton } from "../wechat/api/menu-buttons.ts";
import type { ApiResult } from "../wechat/refusal.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";
import { printRefusal, withPlatform } from "./with-platform.ts";

const WORDS = {
  "zh-CN": {
    same: "平台上的菜单与 menu.yaml 一致",
    console: "平台上的菜单是在公众平台网页里做的，发布会替换它",
    published: "已发布",
    restored: "已恢复",
    kept: "原菜单已保留，可恢复：",
    everybody: "默认菜单",
    unknown: "没有这份保留的菜单",
    none: "没有保留的菜单",
    nothing: "没有已发布的规则：先运行 yingda start 或 yingda import",
  },
  en: {
    same: "the platform's menu is what menu.yaml says",
    console: "the platform's menu was made in the console; publishing replaces it",
    published: "published",
    restored: "restored",
    kept: "what was there is kept; to put it back:",
    everybody: "default menu",
    unknown: "no kept menu of that id",
    none: "no menu is kept",
    nothing: "nothing is published: run yingda start or yingda import first",
  },
} as const;
const SIGNS: Readonly<Record<MenuChange["what"], string>> = {
  added: "+",
  removed: "-",
  changed: "~",
  moved: "↕",
};

const does = (button: PlatformButton | null): string => {
  if (button === null) return "";
  const { name: _name, sub_button: sub, type, ...what } = button;
  if (sub !== undefined) return `[${sub.map(({ name }) => name).join(" · ")}]`;
  return [type, ...Object.values(what)].join(" ");
};
const lineOf = (change: MenuChange, everybody: string): string => {
  const { what, before, after } = change;
  const who = change.for === "" ? "" : `(${change.for}) `;
  const at = change.at.length === 0 ? `${who}${everybody}` : `${who}${change.at.join(" › ")}`;
  const [was, is] = [does(before), does(after)];
  if (what === "changed") return `${SIGNS[what]} ${at}: ${was} → ${is}`;
  return `${SIGNS[what]} ${at}${what === "moved" || was + is === "" ? "" : `: ${is || was}`}`;
};
const printChanges = (io: Io, changes: readonly MenuChange[]): void => {
  const words = WORDS[io.lang];
  if (changes.length === 0) io.out(words.same);
  for (const change of changes) io.out(lineOf(change, words.everybody));
};

const printDone = (
  io: Io,
  account: string,
  result: ApiResult<MenuPublished>,
  word: "published" | "restored",
): number => {
  if (!result.ok) return printRefusal(io, result);
  const words = WORDS[io.lang];
  const { changes, backup } = result.data;
  printChanges(io, changes);
  if (backup === null) return 0;
  io.out(words[word]);
  io.out(`${words.kept} yingda menu ${account} --restore ${backup}`);
  return 0;
};

const AUTHOR = "command line";

const listBackups = async (io: Io, account: string, menus: MenuDesk): Promise<number> => {
  const backups = await menus.backups(account);
  if (backups.length === 0) io.out(WORDS[io.lang].none);
  for (const { id, atMs, author } of backups)
    io.out(`${id}  ${new Date(atMs).toISOString().slice(0, 16)}  ${author}`);
  return 0;
};

/** Shows what publishing would change, publishes, or puts a replaced menu back. */
export const menu: Command = {
  name: "menu",
  usage: "ACCOUNT [--publish | --backups | --restore ID] [--url URL]",
  help: {
    "zh-CN": "比较 menu.yaml 与平台上的菜单，发布或恢复",
    en: "compare menu.yaml with the platform's menu, publish it, or put one back",
  },
  run: (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        publish: { type: "boolean" },
        backups: { type: "boolean" },
        restore: { type: "string" },
        url: { type: "string" },
      },
      allowPositionals: true,
    });
    const [account] = positionals;
    if (account === undefined || positionals.length > 1)
      throw new UsageError("one account is needed");
    const words = WORDS[io.lang];
    return withPlatform(io, values.url, async ({ opened, api, nowMs }) => {
      const { library, store } = opened;
      const menus = menuDeskOf(api, { library, nowMs });
      if (values.backups === true) return listBackups(io, account, menus);
      if (values.restore !== undefined) {
        const restored = await menus.restore(account, values.restore, AUTHOR);
        if (restored === null) throw new UsageError(words.unknown);
        return printDone(io, account, restored, "restored");
      }
      const settings = (await store.ruleSet(account, "active"))?.account;
      if (settings === undefined) throw new UsageError(words.nothing);
      if (values.publish === true)
        return printDone(io, account, await menus.publish(settings, AUTHOR), "published");
      const view = await menus.view(settings);
      if (!view.ok) return printRefusal(io, view);
      if (view.data.isConsoleMade) io.out(words.console);
      printChanges(io, view.data.changes);
      return 0;
    });
  },
};
