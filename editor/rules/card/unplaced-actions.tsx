import { Button } from "antd";
import { useState } from "react";
import type { Json } from "../../../engine/index.ts";
import { cardWords } from "../../strings/card.ts";
import { useText } from "../../strings/text.ts";
import { AddDialog } from "./add-dialog.tsx";
import { useCard } from "./card-context.ts";
import { rowChoices } from "./choices.ts";
import type { PlacedProps } from "./nested.ts";

/** A list of actions that is not written yet, in a row written in short: its first action writes the row out. */
export const UnplacedActions = ({ label, onChange }: PlacedProps) => {
  const words = useText(cardWords);
  const { source, isReadOnly } = useCard();
  const [isAdding, setAdding] = useState(false);
  if (isReadOnly) return null;
  return (
    <div className="nested-part">
      <span className="field-label">{label}</span>
      <Button size="small" className="start" onClick={() => setAdding(true)}>
        + {words.add.then}
      </Button>
      {isAdding && (
        <AddDialog
          title={words.addTitle.action}
          choices={rowChoices("action", source.registry, source.file)}
          onClose={() => setAdding(false)}
          onChoose={({ value }) => {
            setAdding(false);
            onChange([value] as Json);
          }}
        />
      )}
    </div>
  );
};
