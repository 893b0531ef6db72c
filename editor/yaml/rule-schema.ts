import type { Schema } from "../document/form-shape.ts";
import { asSchema } from "../document/form-shape.ts";

/** One item may stand for a list: completion offers it right behind the colon. */
const oneOrList = (list: Schema): Schema => ({ anyOf: [asSchema(list.items), list] });

const withItems = (rule: Schema): Schema => {
  const properties = asSchema(rule.properties);
  return { ...rule, properties: { ...properties, when: oneOrList(asSchema(properties.when)) } };
};

/** A schema of a rule file as the schema of one rule's text: a list of one. For completion and hover; nothing is checked by it. */
export const ruleTextSchema = (file: Schema): Schema => {
  const definitions = asSchema(file.definitions);
  return {
    $schema: file.$schema,
    type: "array",
    items: { $ref: "#/definitions/rule" },
    definitions: {
      ...definitions,
      rule: withItems(asSchema(definitions.rule)),
      actions: oneOrList(asSchema(definitions.actions)),
    },
  };
};
