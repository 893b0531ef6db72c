import type { Line } from "../lines.ts";
import type { MenuButton } from "../transport.ts";
import { usePhoneState } from "../use-phone.ts";

/** The name of the button with that key; the key itself when the menu has changed since. */
export const buttonName = (menu: readonly MenuButton[], key: string): string =>
  menu.flatMap((button) => [button, ...button.sub]).find((button) => button.key === key)?.name ??
  key;

/** What a grey line names: the button that was tapped by its name. */
export const useDetail = (line: Line): string => {
  const { menu } = usePhoneState();
  if (line.kind !== "happened") return "";
  return line.what === "tapped" ? buttonName(menu, line.detail) : line.detail;
};
