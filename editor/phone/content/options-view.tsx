import type { Content } from "../lines.ts";
import { usePhone } from "../use-phone.ts";
import { Text } from "./text-view.tsx";

/** A message menu: a tap on a line sends it. */
export const OptionsView = ({
  content: { head, items, tail },
}: {
  readonly content: Extract<Content, { readonly kind: "options" }>;
}) => {
  const { act } = usePhone();
  return (
    <div className="ph-options">
      {head !== "" && <Text text={head} />}
      <ul>
        {items.map(({ id, text }) => (
          <li key={id}>
            <button
              type="button"
              className="ph-text-link"
              onClick={() => act({ kind: "text", text, option: id })}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
      {tail !== "" && <Text text={tail} />}
    </div>
  );
};
