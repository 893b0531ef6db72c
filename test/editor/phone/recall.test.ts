import { describe, expect, test } from "vitest";
import { noRecall, remember, step } from "../../../editor/phone/composer/recall.ts";

const said = ["一", "二", "三"].reduce(remember, noRecall);

describe("recalling what was said", () => {
  test("goes back to the first and no further", () => {
    let recall = said;
    const seen: string[] = [];
    for (let found = step(recall, -1, ""); found !== null; found = step(recall, -1, "")) {
      recall = found.recall;
      seen.push(found.text);
    }
    expect(seen).toEqual(["三", "二", "一"]);
  });

  test("comes forth again to what was being written", () => {
    const back = step(said, -1, "没写完");
    expect(back?.text).toBe("三");
    expect(back && step(back.recall, 1, "三")).toEqual({ recall: said, text: "没写完" });
  });

  test("stays where it is when nothing was said, or at the end", () => {
    expect(step(noRecall, -1, "写")).toBeNull();
    expect(step(said, 1, "写")).toBeNull();
  });

  test("keeps the last twenty, each once", () => {
    const many = Array.from({ length: 30 }, (_, place) => `第${place}句`);
    expect(many.reduce(remember, noRecall).sent).toEqual(many.slice(10));
    expect(remember(said, "一").sent).toEqual(["二", "三", "一"]);
  });
});
