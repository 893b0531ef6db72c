import { useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { Field } from "./field.tsx";
import { Sheet } from "./sheet.tsx";

/** Speaks by typing: what is written is what the platform understood. */
export const VoiceSheet = ({
  onVoice,
  onClose,
}: {
  /** `null`: nothing was recognised. */
  readonly onVoice: (heard: string | null) => void;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const [text, setText] = useState("");
  const [isUnheard, setUnheard] = useState(false);
  return (
    <Sheet
      title={words.sheet.voiceTitle}
      confirm={words.sheet.send}
      onConfirm={() => onVoice(isUnheard ? null : text)}
      onClose={onClose}
    >
      <Field label={words.sheet.voiceText} value={text} onChange={setText} isDisabled={isUnheard} />
      <label className="ph-check">
        <input
          type="checkbox"
          checked={isUnheard}
          onChange={({ target }) => setUnheard(target.checked)}
        />
        {words.sheet.voiceNone}
      </label>
    </Sheet>
  );
};
