import type { MenuButtonShape } from "../../server/admin/contract.ts";
import { menuWords } from "../strings/menu.ts";
import { useText } from "../strings/text.ts";

/** What a button does, in a few words. */
export const useDoes = (): ((button: MenuButtonShape | null) => string) => {
  const words = useText(menuWords);
  const kinds: Readonly<Record<string, string>> = words.kinds;
  return (button) => {
    if (button === null) return "";
    const { sub_button: sub, type = "", key, url, pagepath, media_id, article_id } = button;
    if (sub !== undefined) return sub.map(({ name }) => name).join(" · ");
    const to = key ?? pagepath ?? url ?? media_id ?? article_id ?? "";
    return `${kinds[type] ?? type} ${to}`.trim();
  };
};

/** A menu as it stands at the foot of the phone, its sub-menus open. */
export const MenuBar = ({
  title,
  buttons,
}: {
  readonly title: string;
  readonly buttons: readonly MenuButtonShape[];
}) => {
  const words = useText(menuWords);
  const does = useDoes();
  return (
    <figure className="menu-bar">
      <figcaption>{title}</figcaption>
      {buttons.length === 0 && <p className="help">{words.empty}</p>}
      <ul>
        {buttons.map((button, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, places do not
          <li key={place}>
            {button.sub_button !== undefined && (
              <ul>
                {button.sub_button.map((inner, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, places do not
                  <li key={at} title={does(inner)}>
                    {inner.name}
                  </li>
                ))}
              </ul>
            )}
            <b title={does(button)}>{button.name}</b>
          </li>
        ))}
      </ul>
    </figure>
  );
};
