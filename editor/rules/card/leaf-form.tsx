import { Input } from "antd";
import type { FactDefinition, Json } from "../../../engine/index.ts";
import { changeAt } from "../../document/change.ts";
import type { CardLeaf } from "../../document/conditions.ts";
import { DefinitionForm } from "../../forms/definition-form.tsx";
import { textOf } from "../../forms/field-props.ts";
import { startOf } from "../../forms/pick-widget.ts";
import { operatorsFor, valueSchema } from "../../forms/value-schema.ts";
import { SelectBox } from "../../forms/widgets/choice-field.tsx";
import { cardWords } from "../../strings/card.ts";
import { useSay, useText } from "../../strings/text.ts";
import { useCard } from "./card-context.ts";

interface LeafValue {
  readonly fact: string;
  readonly operator: string;
  readonly value: Json;
}
const OWN = "\u0000own";

/** A leaf with another name or operator; its value stays where it still makes sense. */
const useNextLeaf = () => {
  const { source } = useCard();
  const { facts, operators } = source.registry;
  return (before: LeafValue, name: string, operator: string): LeafValue => {
    const fact = facts.get(name);
    const able = operatorsFor(operators.values(), fact);
    const chosen = able.find((one) => one.name === operator) ?? able[0];
    if (chosen === undefined) return { ...before, fact: name, operator };
    const now = valueSchema(chosen, fact);
    const old = operators.get(before.operator);
    const was = old === undefined ? {} : valueSchema(old, facts.get(before.fact));
    const isAlike = JSON.stringify(was) === JSON.stringify(now);
    const isText = now.type === "string" && typeof before.value === "string" && !now.enum;
    const value = isAlike || isText ? before.value : (startOf(now) as Json);
    return { fact: name, operator: chosen.name, value };
  };
};

const FactSelect = ({
  id,
  fact,
  facts,
  onFact,
}: {
  readonly id: string;
  readonly fact: string;
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly onFact: (name: string) => void;
}) => {
  const words = useText(cardWords);
  const say = useSay();
  const { isReadOnly } = useCard();
  const isOwn = !facts.has(fact);
  const options = [...facts.values()].flatMap(({ name, title }) =>
    name.endsWith("*") ? [] : [{ value: name, label: say(title) }],
  );
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {words.fact}
        </label>
        <SelectBox
          id={id}
          value={isOwn ? OWN : fact}
          options={[...options, { value: OWN, label: words.ownName }]}
          onChange={(name) => onFact(name === OWN ? "follower." : name)}
        />
      </div>
      {isOwn && (
        <div className="field">
          <label className="field-label" htmlFor={`${id}-own`}>
            {words.ownName}
          </label>
          <Input
            id={`${id}-own`}
            readOnly={isReadOnly}
            value={fact}
            onChange={({ target }) => onFact(target.value)}
          />
        </div>
      )}
    </>
  );
};

const NO_PARTS = { actions: () => null, condition: () => null };

/** One condition: what it looks at, how it compares, and with what. */
export const LeafForm = ({ leaf, id }: { readonly leaf: CardLeaf; readonly id: string }) => {
  const words = useText(cardWords);
  const say = useSay();
  const { source, names, captured, isReadOnly, edit } = useCard();
  const { facts, operators } = source.registry;
  const next = useNextLeaf();
  const { fact, operator, value, at } = leaf;
  const before: LeafValue = { fact, operator, value };
  const write = (after: LeafValue): void => {
    const change = (text: string): string =>
      changeAt(text, at, { ...before }, { ...after } as unknown as Json);
    edit({ label: words.labels.field(words.parts.if), group: `leaf-${id}`, change });
  };
  const known = facts.get(fact);
  const chosen = operators.get(operator);
  const able = operatorsFor(operators.values(), known);
  const shown = chosen !== undefined && !able.includes(chosen) ? [...able, chosen] : able;
  return (
    <div className="leaf-form">
      <FactSelect
        id={`${id}-fact`}
        {...{ fact, facts }}
        onFact={(name) => write(next(before, name, operator))}
      />
      <div className="field">
        <label className="field-label" htmlFor={`${id}-operator`}>
          {words.operator}
        </label>
        <SelectBox
          id={`${id}-operator`}
          value={operator}
          options={shown.map((one) => ({ value: one.name, label: say(one.title) }))}
          onChange={(name) => write(next(before, fact, name))}
        />
      </div>
      {chosen !== undefined && (
        <DefinitionForm
          id={`${id}-value`}
          label={words.value}
          schema={valueSchema(chosen, known)}
          value={typeof value === "number" ? textOf(value) : value}
          onChange={(after) => write({ ...before, value: after ?? "" })}
          environment={{
            use: fact === "tags" ? "tag" : fact,
            registry: source.registry,
            ...{ names, captured, isReadOnly },
            ...NO_PARTS,
          }}
        />
      )}
    </div>
  );
};
