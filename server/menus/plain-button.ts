import type { PlatformButton } from "../wechat/api/menu-buttons.ts";

/** Fields that make a button what it is; the platform's answers hold others beside them. */
const FIELDS = ["type", "key", "url", "appid", "pagepath", "media_id", "article_id"] as const;

/** Everything about a button that matters, in one order: what two sides are compared by, and what is kept of a menu. */
export const plainButton = (button: PlatformButton): PlatformButton => {
  const sub = button.sub_button ?? [];
  if (sub.length > 0) return { name: button.name, sub_button: sub.map(plainButton) };
  const own = FIELDS.flatMap((field) => {
    const value = button[field];
    return typeof value === "string" && value !== "" ? [[field, value] as const] : [];
  });
  return { name: button.name, ...Object.fromEntries(own) };
};

/** A match rule without its empty fields, numbers as text. */
export const plainRule = (
  rule: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(rule)
      .filter(([, value]) => value !== "" && value !== null && value !== undefined)
      .map(([name, value]) => [name, String(value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Whether two menus show the same buttons doing the same. */
export const sameButtons = (a: readonly PlatformButton[], b: readonly PlatformButton[]): boolean =>
  JSON.stringify(a.map(plainButton)) === JSON.stringify(b.map(plainButton));
