import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MARKS, mergeTexts } from "../../../editor/texts/merge-texts.ts";

const base =
  "- id: price\n  name: 价格\n  when:\n    - text: { has: [价格] }\n  then:\n    - reply: 好\n";

describe("merging two changes of a rule", () => {
  it("takes both when they changed different lines", () => {
    const mine = base.replace("name: 价格", "name: 价格咨询");
    const theirs = base.replace("reply: 好", "reply: 您好");
    const merged = mergeTexts({ base, mine, theirs });
    expect(merged.hasConflict).toBe(false);
    expect(merged.text).toBe(mine.replace("reply: 好", "reply: 您好"));
  });

  it("keeps comments that either side wrote", () => {
    const mine = `# 小王负责\n${base}`;
    const theirs = base.replace("  then:", "  # 十月改\n  then:");
    const { text, hasConflict } = mergeTexts({ base, mine, theirs });
    expect(hasConflict).toBe(false);
    expect(text).toContain("# 小王负责");
    expect(text).toContain("# 十月改");
  });

  it("marks the place that both changed, in comments", () => {
    const mine = base.replace("reply: 好", "reply: 甲");
    const theirs = base.replace("reply: 好", "reply: 乙");
    const { text, hasConflict } = mergeTexts({ base, mine, theirs });
    expect(hasConflict).toBe(true);
    expect(text).toContain(`${MARKS.mine}\n    - reply: 甲\n${MARKS.middle}\n    - reply: 乙`);
  });

  it("is content when both made the same change", () => {
    const same = base.replace("价格]", "价格, 报价]");
    expect(mergeTexts({ base, mine: same, theirs: same })).toEqual({
      text: same,
      hasConflict: false,
    });
  });

  const texts = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 12 });
  it("gives the one side when the other changed nothing", () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const [from, to] = [before.join("\n"), after.join("\n")];
        expect(mergeTexts({ base: from, mine: to, theirs: from }).text).toBe(to);
        expect(mergeTexts({ base: from, mine: from, theirs: to }).text).toBe(to);
      }),
    );
  });
});
