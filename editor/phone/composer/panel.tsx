import { useWords } from "../../strings/language.tsx";
import type { IconName } from "../icon.tsx";
import { Icon } from "../icon.tsx";
import type { SheetAsked } from "../sheets/sheet-asked.ts";
import { usePhone } from "../use-phone.ts";

const sheets = ["picture", "location", "link", "file", "scan"] as const;
const icons: Readonly<Record<(typeof sheets)[number], IconName>> = {
  picture: "picture",
  location: "place",
  link: "link",
  file: "file",
  scan: "scan",
};

/** What else can be sent: opened by the + of the input bar. */
export const Panel = ({ onSheet }: { readonly onSheet: (kind: SheetAsked["kind"]) => void }) => {
  const { phone: words } = useWords();
  const { act } = usePhone();
  return (
    <ul className="ph-panel" aria-label={words.composer.panel}>
      {sheets.map((kind) => (
        <li key={kind}>
          <button type="button" onClick={() => onSheet(kind)}>
            <span className="ph-panel-icon">
              <Icon name={icons[kind]} />
            </span>
            {words.composer[kind]}
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => act({ kind: "video" })}>
          <span className="ph-panel-icon">
            <Icon name="video" />
          </span>
          {words.composer.video}
        </button>
      </li>
    </ul>
  );
};
