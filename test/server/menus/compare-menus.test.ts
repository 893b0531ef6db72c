import { expect, test } from "vitest";
import { compareMenus } from "../../../server/menus/compare-menus.ts";
import type { MenuSet } from "../../../server/menus/menu-set.ts";
import type { PlatformButton } from "../../../server/wechat/api/menu-buttons.ts";

const key = (name: string, value: string): PlatformButton => ({ name, type: "click", key: value });
const sub = (name: string, ...sub_button: PlatformButton[]): PlatformButton => ({
  name,
  sub_button,
});
const set = (
  buttons: readonly PlatformButton[],
  conditional: MenuSet["conditional"] = [],
): MenuSet => ({ buttons, conditional });
const forTag = (tag: string, ...buttons: PlatformButton[]): MenuSet["conditional"][number] => ({
  for: tag,
  rule: { tag_id: tag },
  buttons,
});
const told = (before: MenuSet, after: MenuSet): readonly string[] =>
  compareMenus(before, after).map(
    ({ what, for: who, at }) => `${what} ${who === "" ? "" : `(${who}) `}${at.join("/")}`,
  );

test("tells what was added, removed, changed and moved, by name and place", () => {
  const before = set([key("甲", "A"), sub("乙", key("一", "1"), key("二", "2")), key("丙", "C")]);
  const after = set([sub("乙", key("一", "1"), key("二", "22"), key("三", "3")), key("丁", "D")]);
  expect(told(before, after)).toEqual([
    "moved 乙",
    "changed 乙/二",
    "added 乙/三",
    "added 丁",
    "removed 甲",
    "removed 丙",
  ]);
});

test("takes a renamed button for the same one while it stays in its place", () => {
  expect(told(set([key("点单", "ORDER")]), set([key("去点单", "ORDER")]))).toEqual([
    "changed 去点单",
  ]);
});

test("does not care for what the platform adds by itself", () => {
  const held = { ...key("甲", "A"), sub_button: [], url: "" };
  expect(told(set([held]), set([key("甲", "A")]))).toEqual([]);
});

test("tells a sub-menu from a button of the same name", () => {
  expect(told(set([key("甲", "A")]), set([sub("甲", key("一", "1"))]))).toEqual(["changed 甲"]);
});

test("compares conditional menus by whom they are for, and sees another order", () => {
  const [vip, staff] = [forTag("VIP", key("甲", "A")), forTag("员工", key("乙", "B"))];
  const buttons = [key("默认", "X")];
  expect(told(set(buttons, [vip]), set(buttons, [vip, staff]))).toEqual(["added (员工) "]);
  expect(told(set(buttons, [vip, staff]), set(buttons, [staff]))).toEqual([
    "moved (员工) ",
    "removed (VIP) ",
  ]);
  expect(told(set(buttons, [vip]), set(buttons, [forTag("VIP", key("甲", "AA"))]))).toEqual([
    "changed (VIP) 甲",
  ]);
});
