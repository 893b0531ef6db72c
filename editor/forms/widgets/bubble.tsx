import { formWords } from "../../strings/forms.ts";
import { useText } from "../../strings/text.ts";

interface Part {
  readonly kind: "text" | "variable" | "link";
  readonly text: string;
  readonly at: number;
}
const PARTS = /\{\{\s*(.*?)\s*\}\}|\{%.*?%\}|<a\s[^>]*>(.*?)<\/a>/gs;

/** A text in the parts it will be seen as; markup that is no link stays text. */
export const partsOf = (text: string): readonly Part[] => {
  const parts: Part[] = [];
  let done = 0;
  for (const found of text.matchAll(PARTS)) {
    if (found.index > done)
      parts.push({ kind: "text", text: text.slice(done, found.index), at: done });
    const [whole, variable, link] = found;
    if (link !== undefined) parts.push({ kind: "link", text: link, at: found.index });
    else parts.push({ kind: "variable", text: variable ?? whole, at: found.index });
    done = found.index + whole.length;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done), at: done });
  return parts;
};

/** How a text looks in the chat, as it is typed. */
export const Bubble = ({ text }: { readonly text: string }) => {
  const words = useText(formWords);
  return (
    <div className="bubble-line">
      <span className="visually-hidden">{words.preview}</span>
      <div className="bubble">
        {partsOf(text).map((part) => (
          <span key={part.at} className={`bubble-${part.kind}`}>
            {part.text}
          </span>
        ))}
      </div>
    </div>
  );
};
