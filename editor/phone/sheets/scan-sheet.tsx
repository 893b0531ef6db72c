import { useEffect, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { usePhone, usePhoneState } from "../use-phone.ts";
import { Field } from "./field.tsx";
import { Sheet } from "./sheet.tsx";

/** Asks what stands on the code; the account's channels can be chosen. */
export const ScanSheet = ({
  onScanned,
  onClose,
}: {
  readonly onScanned: (scanned: string) => void;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const { refreshChannels } = usePhone();
  const { channels } = usePhoneState();
  const [scanned, setScanned] = useState("");
  useEffect(() => void refreshChannels(), [refreshChannels]);
  return (
    <Sheet
      title={words.sheet.scanTitle}
      confirm={words.sheet.ok}
      isReady={scanned.trim() !== ""}
      onConfirm={() => onScanned(scanned.trim())}
      onClose={onClose}
    >
      <Field label={words.sheet.scanned} value={scanned} onChange={setScanned} />
      {channels.length > 0 && (
        <ul className="ph-choices" aria-label={words.desk.channels}>
          {channels.map(({ scene, url }) => (
            <li key={url}>
              <button type="button" onClick={() => setScanned(scene)}>
                {scene}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
};
