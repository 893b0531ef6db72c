import { describe, expect, it } from "vitest";
import { facts } from "../../../engine/facts/list.ts";
import { operators } from "../../../engine/operators/list.ts";
import { checkShape } from "../../../server/check-shape.ts";
import { textProblems } from "../definition-checks.ts";
import { CASES } from "./cases.ts";

/** language.md §5. */
const NAMES = [
  ...["text", "rest", "message.type", "message.title", "message.url", "message.description"],
  ...["message.label", "message.format", "message.menu", "message.recognised"],
  ...["follower.openid", "follower.name", "follower.remark", "follower.language"],
  ...["follower.city", "follower.channel", "follower.followed-at", "follower.days"],
  "follower.last-channel",
  ...["follower.position", "follower.*", "tags", "time", "date", "weekday", "day"],
  ...["distance", "place.id", "place.name", "place.address", "place.tel"],
  ...["place.hours", "place.open", "district"],
  ...["dialog", "visits", "misses", "window", "bucket", "agent.name"],
  ...["channel.id", "channel.name", "scan.type", "scan.result", "event.name", "event.*"],
  ...["picture.id", "picture.name", "picture.text"],
  ...["notice.template", "notice.reason"],
  ...["order.no", "order.state", "order.product", "order.amount", "order.refunded"],
  ...["order.expires", "order.channel"],
  ...["product.id", "product.name", "product.price", "product.valid"],
];

describe("the list of facts", () => {
  it("is that of the language", () => {
    expect(facts.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
  });
});

describe.each(facts)("the fact $name", (fact) => {
  it("has texts in both languages", () => {
    expect(textProblems(fact.title)).toEqual([]);
    expect(textProblems(fact.help)).toEqual([]);
    expect(fact.name).toMatch(/^[a-z-]+(\.([a-z-]+|\*))?$/);
  });

  it("can be asked by some operator", () => {
    const able = operators.filter(({ on }) => on.includes(fact.on));
    expect(able.length).toBeGreaterThan(1);
  });

  it("gives values of the kind it declares", () => {
    const examples = CASES.filter(([name]) => name === fact.name);
    expect(examples.length).toBeGreaterThan(0);
    const check = checkShape(fact.value);
    for (const [, , value] of examples) if (value !== undefined) expect(check(value)).toEqual([]);
  });
});
