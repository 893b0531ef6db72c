import { Type } from "typebox";
import { defineAction } from "../definitions/definition.ts";
import { Actions, ConditionShape } from "../definitions/shapes.ts";

const Branches = Type.Array(
  Type.Object(
    { if: Type.Optional(ConditionShape), then: Actions },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 50 },
);
const listName = (place: number): string => `branches/${place}/then`;

/** The first branch whose `if` holds runs; afterwards the outer list goes on. */
export const choose = defineAction({
  name: "choose",
  title: { "zh-CN": "分情况", en: "Choose" },
  help: {
    "zh-CN": "从上到下看条件，做第一个成立的分支，然后继续后面的动作；最后一个分支可以不写条件。",
    en: "Runs the first branch whose condition holds, then goes on with what follows; the last branch may omit its condition.",
  },
  group: "flow",
  params: Type.Object({ branches: Branches }, { additionalProperties: false }),
  short: { schema: Branches, expand: (branches) => ({ branches: branches as [] }) },
  sentence: { "zh-CN": "分情况处理", en: "choose a branch" },
  needs: [],
  example:
    "choose: [{ if: { fact: tags, operator: includes, value: VIP }, then: { reply: 尊敬的会员，您好。 } }, { then: { reply: 您好。 } }]",
  traits: ["without-follower"],
  lists: ({ branches }) =>
    Object.fromEntries(branches.map(({ then }, place) => [listName(place), then])),
  run: async ({ params, holds }) => {
    for (const place of params.branches.keys())
      if (await holds(place)) return { next: { list: listName(place), instead: false } };
    return {};
  },
});
