import { Engine } from "json-rules-engine";

/** json-rules-engine as its README has it: every rule in one engine, run for every message. */
export const naiveEngine = (keywords: readonly string[]): ((text: string) => Promise<number>) => {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator("containsText", (text: string, keyword: string) => text.includes(keyword));
  keywords.forEach((keyword, place) => {
    engine.addRule({
      conditions: { all: [{ fact: "text", operator: "containsText", value: keyword }] },
      event: { type: "reply", params: { place } },
    });
  });
  return async (text) => (await engine.run({ text })).events.length;
};
