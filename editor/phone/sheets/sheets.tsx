import type { Act } from "../transport.ts";
import { usePhone } from "../use-phone.ts";
import { FileSheet } from "./file-sheet.tsx";
import { LinkSheet } from "./link-sheet.tsx";
import { LocationSheet } from "./location-sheet.tsx";
import { PictureSheet } from "./picture-sheet.tsx";
import { ScanSheet } from "./scan-sheet.tsx";
import type { SheetAsked } from "./sheet-asked.ts";
import { VoiceSheet } from "./voice-sheet.tsx";

/** The sheet that is asked for; what it gives is sent, through the menu button that asked where one did. */
export const Sheets = ({
  asked: { kind, path },
  onClose,
}: {
  readonly asked: SheetAsked;
  readonly onClose: () => void;
}) => {
  const { act } = usePhone();
  const isTap = path.length > 0;
  const send = (deed: Act): void => {
    onClose();
    void act(deed);
  };
  switch (kind) {
    case "voice":
      return <VoiceSheet onClose={onClose} onVoice={(heard) => send({ kind: "voice", heard })} />;
    case "link":
      return <LinkSheet onClose={onClose} onLink={(link) => send({ kind: "link", ...link })} />;
    case "file":
      return <FileSheet onClose={onClose} onFile={(file) => send({ kind: "file", ...file })} />;
    case "picture":
      return (
        <PictureSheet
          onClose={onClose}
          onPicture={(data, picture) =>
            send(
              isTap
                ? { kind: "tap", path, pictures: [data] }
                : { kind: "image", data, ...(picture === undefined ? {} : { picture }) },
            )
          }
        />
      );
    case "scan":
      return (
        <ScanSheet
          onClose={onClose}
          onScanned={(scanned) =>
            send(isTap ? { kind: "tap", path, scanned } : { kind: "scan", scene: scanned })
          }
        />
      );
    case "location":
      return (
        <LocationSheet
          onClose={onClose}
          onSpot={(spot) =>
            send(isTap ? { kind: "tap", path, spot } : { kind: "location", ...spot })
          }
        />
      );
  }
};
