import { describe, expect, test } from "vitest";
import type { Schema } from "../../../editor/document/form-shape.ts";
import { asSchema, canShow, rowSchemas, shapeOf } from "../../../editor/document/form-shape.ts";
import { openRow } from "../../../editor/document/rows.ts";
import { hasSeparator, splitKeywords, splitSentences } from "../../../editor/forms/keywords.ts";
import { helpOf, labelOf } from "../../../editor/forms/labels.ts";
import { pickWidget, startOf, variantsOf } from "../../../editor/forms/pick-widget.ts";
import { operatorsFor, valueSchema } from "../../../editor/forms/value-schema.ts";
import { partsOf } from "../../../editor/forms/widgets/bubble.tsx";
import { startOfRow } from "../../../editor/rules/card/choices.ts";
import { file, registry } from "../example-rules.ts";

const rowDefinitions = [...registry.triggers.values(), ...registry.actions.values()];

describe("keywords", () => {
  test("are split at everything Excel and people put between them", () => {
    expect(splitKeywords("价格、多少钱，几钱,报价；价钱;a\tb\nc\r\nd").words).toEqual([
      ...["价格", "多少钱", "几钱", "报价", "价钱", "a", "b", "c", "d"],
    ]);
    expect(splitKeywords("how much").words).toEqual(["how much"]);
    expect(hasSeparator("how much")).toBe(false);
  });

  test("are trimmed and merged as the engine would compare them, with a count", () => {
    expect(splitKeywords(" VIP ，vip、ＶＩＰ,新", ["新"])).toEqual({ words: ["VIP"], merged: 3 });
  });
});

describe("example sentences", () => {
  test("are a line each: commas belong to them, a column of Excel is taken as it is", () => {
    const text = "不想飞了，钱能退多少\n机票能退吗?\t退票怎么收费\r\n\n 机票能退吗？";
    expect(splitSentences(text)).toEqual({
      words: ["不想飞了，钱能退多少", "机票能退吗?", "退票怎么收费"],
      merged: 1,
    });
  });
  test("are written in a field of their own", () => {
    const means = { type: "array", items: { type: "string", "x-shape": "example" }, minItems: 1 };
    expect(pickWidget(means)).toBe("sentences");
    expect(startOf(means)).toEqual([]);
  });
});

/** Our words differ from the keys they stand for; Chinese ones always do. */
const hasLabel = (use: string, key: string): boolean => labelOf(use, key)["zh-CN"] !== key;
/** Every field of a schema, by its key. */
const fieldsOf = (schema: Schema): readonly (readonly [string, Schema])[] => {
  const properties = Object.entries(asSchema(schema.properties)).map(
    ([key, one]) => [key, asSchema(one)] as const,
  );
  const inner = [
    ...properties.map(([, one]) => one),
    ...variantsOf(schema),
    asSchema(schema.items),
  ];
  const isEnd = Object.keys(schema).length === 0;
  return isEnd ? [] : [...properties, ...inner.flatMap(fieldsOf)];
};

describe("the widget of a field", () => {
  test("is found for everything our definitions hold; free data and corners alone are JSON", () => {
    const asJson = rowDefinitions.flatMap((definition) =>
      fieldsOf(rowSchemas(definition, file).params)
        .filter(([, schema]) => pickWidget(schema) === "json")
        .map(([key]) => `${definition.name}.${key}`),
    );
    expect(new Set(asJson)).toEqual(new Set(["location.inside", "http.body", "forward.data"]));
  });

  test.each([
    [{ type: "string", "x-shape": "duration" }, "duration"],
    [{ type: "array", items: { type: "string", "x-shape": "time-window" } }, "windows"],
    [{ type: "array", items: { type: "string", "x-shape": "days" } }, "weekdays"],
    [{ type: "string", "x-resource": "channel" }, "resource"],
    [{ $ref: "#/definitions/actions" }, "actions"],
    [{ type: "integer" }, "number"],
    [{ type: "object", additionalProperties: { type: "string" } }, "pairs"],
    [{ type: "object", properties: { a: { type: "string" } } }, "group"],
    [{ type: "array", items: { type: "array" } }, "json"],
    [{}, "json"],
  ])("of %j is %s", (schema, widget) => {
    expect(pickWidget(schema)).toBe(widget);
  });
});

describe("labels", () => {
  test("stand in both languages for every field of our definitions", () => {
    const missing = rowDefinitions.flatMap((definition) =>
      fieldsOf(rowSchemas(definition, file).params)
        .filter(([key]) => !hasLabel(definition.name, key))
        .map(([key]) => `${definition.name}.${key}`),
    );
    expect(missing).toEqual([]);
  });

  test("stand for the head of a rule", () => {
    const head = Object.keys(asSchema(asSchema(file.schemas.rule).properties));
    const fields = head.filter((key) => !/^(?:id|when|if|then|else)$/.test(key));
    expect(fields.filter((key) => !hasLabel("rule", key))).toEqual([]);
  });

  test("come from a plugin's schema where it has some", () => {
    expect(labelOf("coupon", "id", { title: "券编号" })).toEqual({
      "zh-CN": "券编号",
      en: "券编号",
    });
    expect(helpOf({ description: { "zh-CN": "看后台", en: "see the desk" } })?.en).toBe(
      "see the desk",
    );
    expect(labelOf("coupon", "colour").en).toBe("colour");
  });
});

describe("a new row", () => {
  test.each(rowDefinitions.map((definition) => [definition.name, definition] as const))(
    "of %s is one its form can show",
    (_, definition) => {
      const open = openRow(startOfRow(definition, file));
      expect(open?.use).toBe(definition.name);
      expect(shapeOf(definition, open?.value ?? null, file)).not.toBeNull();
    },
  );

  test("of a condition begins with a value its operator can show", () => {
    for (const fact of registry.facts.values())
      for (const operator of operatorsFor(registry.operators.values(), fact)) {
        const schema = valueSchema(operator, fact);
        expect(canShow(schema, startOf(schema) as never), `${fact.name} ${operator.name}`).toBe(
          true,
        );
      }
  });
});

describe("the bubble", () => {
  test("shows variables and links as such and everything else as text", () => {
    const text =
      '您好 {{ follower.name }}，<a href="https://x">看这里</a><script>alert(1)</script>';
    expect(partsOf(text).map(({ kind, text: part }) => [kind, part])).toEqual([
      ["text", "您好 "],
      ["variable", "follower.name"],
      ["text", "，"],
      ["link", "看这里"],
      ["text", "<script>alert(1)</script>"],
    ]);
  });
});
