import { describe, expect, it } from "vitest";
import type { Json, ReadyRules } from "../../engine/index.ts";
import { builtIn } from "../../engine/index.ts";
import { withFolder } from "../../server/commands/open-folder.ts";
import { accountFolders } from "../../server/rules/read-folder.ts";

const used = {
  triggers: new Set<string>(),
  actions: new Set<string>(),
  operators: new Set<string>(),
  names: "",
  replies: new Set<string>(),
};
const REPLY_KINDS = [
  "text",
  "image",
  "voice",
  "video",
  "music",
  "articles",
  "mini-program",
  "random",
];

const visit = (value: Json): void => {
  if (Array.isArray(value)) value.forEach(visit);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const map = value as Readonly<Record<string, Json>>;
  if (typeof map["use"] === "string" && typeof map["path"] === "string") {
    const isTrigger = /^rules\/[^/]+\/when\//.test(map["path"]);
    (isTrigger ? used.triggers : used.actions).add(map["use"]);
    if (map["use"] === "reply")
      for (const kind of Object.keys(map["params"] as object)) used.replies.add(kind);
  }
  if (typeof map["operator"] === "string") used.operators.add(map["operator"]);
  Object.values(map).forEach(visit);
};
const note = ({ rules }: ReadyRules): void => {
  visit(rules as unknown as Json);
  used.names += JSON.stringify(rules);
};

describe("the example accounts", () => {
  it("use between them every trigger, action, operator and reply kind there is", async () => {
    for (const folder of await accountFolders("rules"))
      await withFolder(folder, async ({ rules }) => {
        if (rules !== null) note(rules);
      });
    const missing = (all: readonly { readonly name: string }[], seen: ReadonlySet<string>) =>
      all.map(({ name }) => name).filter((name) => !seen.has(name));
    expect(missing(builtIn.triggers, used.triggers)).toEqual([]);
    expect(missing(builtIn.actions, used.actions)).toEqual([]);
    expect(missing(builtIn.operators, used.operators)).toEqual([]);
    expect(REPLY_KINDS.filter((kind) => !used.replies.has(kind))).toEqual([]);
  });
});
