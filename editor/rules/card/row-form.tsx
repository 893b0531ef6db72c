import { Alert, Input } from "antd";
import type { Json } from "../../../engine/index.ts";
import type { CardRow } from "../../document/card-rows.ts";
import { changeAt } from "../../document/change.ts";
import { applyEdit } from "../../document/edit.ts";
import type { FormShape, RowDefinition } from "../../document/form-shape.ts";
import { rowSchemas, stepsOfParam, writtenFor } from "../../document/form-shape.ts";
import { setRowNote } from "../../document/rows.ts";
import { DefinitionForm } from "../../forms/definition-form.tsx";
import type { JsonMap } from "../../forms/field-props.ts";
import type { NestedProps } from "../../forms/form-context.ts";
import { cardWords } from "../../strings/card.ts";
import { useSay, useText } from "../../strings/text.ts";
import type { Card } from "./card-context.ts";
import { useCard } from "./card-context.ts";
import { useNested } from "./nested.ts";
import { RowYaml } from "./row-yaml.tsx";

type Shown = CardRow & { readonly definition: RowDefinition; readonly shape: FormShape };
const isShown = (row: CardRow): row is Shown => row.definition !== null && row.shape !== null;

/** Writes a row's parameters: as short as its author did. */
const changeRow = (row: Shown, params: JsonMap, { source }: Card) => {
  const { definition, shape, value, valueAt, at, use } = row;
  const next = writtenFor(definition, params, shape.written, source.file);
  const isBare = valueAt.length === at.length;
  return (text: string): string => {
    if (!isBare) return changeAt(text, valueAt, value, next);
    return next === "any" ? text : applyEdit(text, { kind: "set", at, value: { [use]: next } });
  };
};

/** Lists of actions and conditions inside a row's form, at their place in the rule. */
const useNestedParts = (row: Shown) => {
  const nested = useNested();
  const stepsOf = ({ path, value }: NestedProps) => {
    const steps = stepsOfParam(row.shape, row.valueAt, path);
    // What is not written yet can only be put where its map is written out.
    return value === undefined && row.shape.written === "short" && path.length < 2 ? null : steps;
  };
  return {
    actions: (props: NestedProps) => nested.actions({ ...props, steps: stepsOf(props) }),
    condition: (props: NestedProps) => nested.condition({ ...props, steps: stepsOf(props) }),
  };
};

const ParamsForm = ({ row, id }: { readonly row: Shown; readonly id: string }) => {
  const words = useText(cardWords);
  const say = useSay();
  const card = useCard();
  const { source, names, captured, isReadOnly, edit } = card;
  const { params } = rowSchemas(row.definition, source.file);
  const nested = useNestedParts(row);
  const label = words.labels.field(say(row.definition.title));
  const onChange = (value: Json | undefined): void => {
    const next = (value ?? {}) as JsonMap;
    edit({ label, group: `form-${id}`, change: changeRow(row, next, card) });
  };
  const registry = source.registry;
  return (
    <DefinitionForm
      id={id}
      schema={params}
      value={row.shape.params as Json}
      onChange={onChange}
      environment={{ use: row.use, registry, names, captured, isReadOnly, ...nested }}
    />
  );
};

/** The note beside a row. */
export const RowNote = ({
  row,
  id,
}: {
  readonly row: Pick<CardRow, "at" | "note">;
  readonly id: string;
}) => {
  const words = useText(cardWords);
  const { edit, isReadOnly } = useCard();
  return (
    <div className="field">
      <label className="field-label" htmlFor={`${id}-note`}>
        {words.note}
      </label>
      <Input
        id={`${id}-note`}
        maxLength={2_000}
        readOnly={isReadOnly}
        value={row.note}
        onChange={({ target }) =>
          edit({
            label: words.labels.note,
            group: `note-${id}`,
            change: (text) => setRowNote(text, row.at, target.value),
          })
        }
      />
    </div>
  );
};

/** What an open row shows: its form, or its YAML where no form can show it. */
export const RowBody = ({
  row,
  id,
  isYaml,
  hasNote,
}: {
  readonly row: CardRow;
  readonly id: string;
  readonly isYaml: boolean;
  readonly hasNote: boolean;
}) => {
  const words = useText(cardWords);
  const say = useSay();
  const note = (hasNote || row.note !== "") && <RowNote row={row} id={id} />;
  if (isShown(row) && !isYaml)
    return (
      <>
        <p className="help">{say(row.definition.help)}</p>
        <ParamsForm row={row} id={id} />
        {note}
      </>
    );
  return (
    <>
      {!isYaml && (
        <Alert
          type="info"
          showIcon
          className="gap-below"
          title={row.definition === null ? words.missingPlugin : words.yamlOnly}
        />
      )}
      <RowYaml at={row.at} id={id} />
    </>
  );
};
