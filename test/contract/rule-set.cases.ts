import { describe, expect, it } from "vitest";
import type { Publication, SourcePart } from "../../server/storage/library.ts";
import type { Opened, Stage } from "./stored.ts";
import { reminderWait, ruleSet, START_MS, say } from "./stored.ts";

const part = (id: string, of: Partial<SourcePart> = {}): SourcePart => ({
  kind: "rule",
  id,
  file: "rules.yaml",
  position: 1,
  text: `  - id: ${id}\n    # 说明\n`,
  ...of,
});
const publication = (version: number, of: Partial<Publication> = {}): Publication => ({
  ruleSet: ruleSet(version),
  sources: [part("hours")],
  author: "lin",
  note: `第${version}版`,
  expectedGeneration: version - 1,
  ...of,
});
const publish = ({ library }: Opened, versions: readonly number[]) =>
  versions.reduce<Promise<unknown>>(
    (before, version) =>
      before.then(() => library.ruleSets.publish("coffee", publication(version))),
    Promise.resolve(),
  );

const versions = (stage: Stage): void => {
  it("serves what was published last, and any other version by its number", async () => {
    const opened = await stage.open();
    expect(await opened.store.ruleSet("coffee", "active")).toBeNull();
    expect(await opened.library.ruleSets.active("coffee")).toBeNull();
    expect(await opened.library.ruleSets.nextVersion("coffee")).toBe(1);
    await publish(opened, [1, 2]);
    expect(await opened.store.ruleSet("coffee", "active")).toEqual(ruleSet(2));
    expect(await opened.store.ruleSet("coffee", 1)).toEqual(ruleSet(1));
    expect(await opened.store.ruleSet("coffee", 3)).toBeNull();
    expect(await opened.library.ruleSets.nextVersion("coffee")).toBe(3);
    expect(await opened.library.ruleSets.sources("coffee", 2)).toEqual([part("hours")]);
    expect(await opened.library.ruleSets.sources("coffee", 9)).toBeNull();
  });

  it("lets one of two who publish at a time win, and keeps nothing of the other", async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    const results = await Promise.all(
      [one, other].map(({ library }, n) =>
        library.ruleSets.publish("coffee", publication(1, { author: `author ${n}` })),
      ),
    );
    expect(results).toEqual(["done", "stale"]);
    const late = publication(2, { expectedGeneration: 0 });
    expect(await other.library.ruleSets.publish("coffee", late)).toBe("stale");
    expect(await other.store.ruleSet("coffee", 2)).toBeNull();
    const list = await one.library.ruleSets.list("coffee", { beforeVersion: null, limit: 9 });
    expect(list).toEqual([{ version: 1, author: "author 0", note: "第1版", atMs: START_MS }]);
  });

  it("tells by a generation that something else is served", async () => {
    const opened = await stage.open();
    const { ruleSets } = opened.library;
    await publish(opened, [1, 2]);
    expect(await ruleSets.activeGenerations()).toEqual(
      new Map([["coffee", { version: 2, generation: 2 }]]),
    );
    const back = { version: 1, expectedGeneration: 2, author: "lin" };
    expect(await ruleSets.activate("coffee", { ...back, version: 9 })).toBe("unknown");
    expect(await ruleSets.activate("coffee", back)).toBe("done");
    expect(await ruleSets.activate("coffee", back)).toBe("stale");
    expect(await ruleSets.active("coffee")).toEqual({ version: 1, generation: 3 });
    await ruleSets.switchRule("coffee", { id: "hours", isOff: true, author: "lin" });
    expect(await ruleSets.rulesOff("coffee")).toEqual(new Set(["hours"]));
    expect(await ruleSets.active("coffee")).toEqual({ version: 1, generation: 4 });
    await ruleSets.switchRule("coffee", { id: "hours", isOff: false, author: "lin" });
    expect(await ruleSets.rulesOff("coffee")).toEqual(new Set());
  });

  it("keeps the versions that are served, new, or waited on", async () => {
    const opened = await stage.open();
    const { ruleSets } = opened.library;
    await publish(opened, [1, 2, 3, 4, 5, 6]);
    await ruleSets.activate("coffee", { version: 2, expectedGeneration: 6, author: "lin" });
    await say(opened, { key: "k1", changes: [reminderWait("a", START_MS, 3)] });
    expect(await opened.library.housekeeping.pruneRuleSets("coffee", 2)).toBe(2);
    const left = await ruleSets.list("coffee", { beforeVersion: null, limit: 10 });
    expect(left.map(({ version }) => version)).toEqual([6, 5, 3, 2]);
    expect(await opened.library.housekeeping.pruneRuleSets("coffee", 10)).toBe(0);
  });
};

const HERE = { account: "coffee", copy: "" };
const texts = (stage: Stage): void => {
  it("gives the parts of all files back byte for byte, in their order", async () => {
    const { sources } = (await stage.open()).library;
    const parts = [
      part("a.yaml#0", {
        kind: "outside",
        file: "a.yaml",
        position: 1,
        text: "\uFEFF# 你好\r\nrules:\n",
      }),
      part("b", { file: "a.yaml", position: 2 }),
      part("a", { file: "a.yaml", position: 3, text: "  - id: a" }),
      part("a", { kind: "test", file: "a.yaml", position: 4, text: "  - name: a\n" }),
    ];
    await sources.replace(HERE, parts);
    expect(await sources.read(HERE)).toEqual(parts.map((each) => ({ ...each, revision: 1 })));
    expect(await sources.read({ ...HERE, copy: "files" })).toEqual([]);
    expect(await sources.read({ ...HERE, account: "museum" })).toEqual([]);
  });

  it("changes nothing when the same parts are put there again", async () => {
    const { sources } = (await stage.open()).library;
    await sources.replace(HERE, [part("a"), part("b"), part("c")]);
    await sources.replace(HERE, [part("a"), part("b", { text: "new" }), part("d")]);
    const now = await sources.read(HERE);
    expect(now.map(({ id, revision }) => [id, revision])).toEqual([
      ["a", 1],
      ["b", 2],
      ["d", 1],
    ]);
  });

  it("refuses to save over somebody else's change of a rule", async () => {
    const { sources } = (await stage.open()).library;
    expect(await sources.put(HERE, part("a"), 0)).toBe("done");
    expect(await sources.put(HERE, part("a"), 0)).toBe("stale");
    expect(await sources.put(HERE, part("a", { text: "mine" }), 1)).toBe("done");
    expect(await sources.put(HERE, part("a", { text: "theirs" }), 1)).toBe("stale");
    expect(await sources.remove(HERE, { kind: "rule", id: "a", revision: 1 })).toBe("stale");
    expect(await sources.read(HERE)).toMatchObject([{ text: "mine", revision: 2 }]);
    expect(await sources.remove(HERE, { kind: "rule", id: "a", revision: 2 })).toBe("done");
    expect(await sources.read(HERE)).toEqual([]);
  });
};

export const ruleSetCases = (stage: Stage): void => {
  describe("rule sets and their texts", () => {
    for (const cases of [versions, texts]) cases(stage);
  });
};
