import type { KeyboardEvent } from "react";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { Icon } from "../icon.tsx";
import { usePhone } from "../use-phone.ts";
import { IconButton } from "./icon-button.tsx";
import { noRecall, remember, step } from "./recall.ts";

const mostCharacters = 2048;

/** The text that is written, sending it, and finding earlier ones again. */
const useInput = () => {
  const { act } = usePhone();
  const [text, setText] = useState("");
  const [recall, setRecall] = useState(noRecall);
  const send = (): void => {
    if (text.trim() === "") return;
    void act({ kind: "text", text });
    setRecall(remember(recall, text));
    setText("");
  };
  const go = (by: -1 | 1): boolean => {
    const found = step(recall, by, text);
    if (found === null) return false;
    setRecall(found.recall);
    setText(found.text);
    return true;
  };
  return { text, setText, send, go };
};

const arrows: Readonly<Record<string, -1 | 1>> = { ArrowUp: -1, ArrowDown: 1 };

const TextField = ({ input }: { readonly input: ReturnType<typeof useInput> }) => {
  const { phone: words } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Enter that ends the choice of Chinese characters is not meant for us.
    if (event.nativeEvent.isComposing) return;
    const by = arrows[event.key];
    const isEnter = event.key === "Enter" && !event.shiftKey;
    if (isEnter) input.send();
    if (isEnter || (by !== undefined && input.go(by))) event.preventDefault();
  };
  return (
    <textarea
      ref={field}
      rows={1}
      aria-label={words.composer.text}
      value={input.text}
      maxLength={mostCharacters}
      onChange={({ target }) => input.setText(target.value)}
      onKeyDown={onKey}
    />
  );
};

/** The bar with the keyboard, or the button to talk. */
export const InputBar = ({
  onMenu,
  isPanelOpen,
  onPanel,
  onVoice,
}: {
  /** `null`: the account has no menu. */
  readonly onMenu: (() => void) | null;
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
  readonly onVoice: () => void;
}) => {
  const { phone: words } = useWords();
  const [isVoice, setVoice] = useState(false);
  const input = useInput();
  return (
    <div className="ph-input-bar">
      {onMenu !== null && <IconButton icon="menu" label={words.composer.menu} onClick={onMenu} />}
      <IconButton
        icon={isVoice ? "keyboard" : "voice"}
        label={isVoice ? words.composer.keyboard : words.composer.voice}
        onClick={() => setVoice(!isVoice)}
      />
      {isVoice ? (
        <button type="button" className="ph-hold-to-talk" onClick={onVoice}>
          {words.composer.hold}
        </button>
      ) : (
        <TextField input={input} />
      )}
      {input.text.trim() === "" || isVoice ? (
        <button
          type="button"
          className="ph-icon-button"
          aria-expanded={isPanelOpen}
          aria-label={words.composer.more}
          onClick={onPanel}
        >
          <Icon name="plus" />
        </button>
      ) : (
        <button type="button" className="ph-send-button" onClick={input.send}>
          {words.composer.send}
        </button>
      )}
    </div>
  );
};
