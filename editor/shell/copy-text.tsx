import { Button } from "antd";
import { shellWords } from "../strings/shell.ts";
import { useText } from "../strings/text.ts";
import { useNotice } from "./use-notice.ts";

/** A text to take elsewhere, with its button. */
export const CopyText = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const words = useText(shellWords);
  const notice = useNotice();
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => notice.done(words.copied),
      (error: unknown) => notice.failed(error),
    );
  };
  return (
    <span className="copyable">
      <code>{text}</code>
      <Button size="small" onClick={copy} aria-label={`${words.copy}：${label}`}>
        {words.copy}
      </Button>
    </span>
  );
};
