import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importsTask, judgeCruise } from "./imports.ts";
import { runTasks } from "./run-tasks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders: string[] = [];
const repositoryOf = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), "yingda-imports-"));
  folders.push(folder);
  cpSync(path.join(root, "tsconfig.json"), path.join(folder, "tsconfig.json"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
};
const check = async (folder: string) => {
  const [result] = await runTasks(
    [importsTask(folder, root)],
    { root: folder, parallel: 1 },
    () => {},
  );
  return result;
};
const found = (output: string | undefined): readonly string[] =>
  [...(output ?? "").matchAll(/^([a-z-]+): (.*)$/gm)].map(([line]) => line).sort();

/** A line that each rule refuses; the rest of the repository is innocent. */
const planted: Readonly<Record<string, string>> = {
  "engine/index.ts": 'export * from "./engine.ts";',
  "engine/limits.ts": "export const limits = 1;",
  "engine/plugin.ts": "export const plugin = 1;",
  "engine/engine.ts":
    'export { a } from "./actions/a.ts";\nexport type { S } from "../server/app.ts";',
  "engine/ports.ts": 'export { readFileSync } from "node:fs";',
  "engine/schema/shape.ts": 'export { plugin } from "../plugin.ts";',
  "engine/definitions/list.ts": 'export { a } from "../actions/a.ts";',
  "engine/actions/a.ts": 'export { m as a } from "../matcher/m.ts";',
  "engine/matcher/m.ts": "export const m = 1;",
  "engine/matcher/one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;',
  "engine/matcher/two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;',
  "server/app.ts": 'export { m } from "../engine/matcher/m.ts";\nexport type S = 1;',
  "server/main.ts": 'export { sandbox } from "./sandbox/sandbox.ts";',
  "server/cli.ts": 'export { start } from "./commands/start.ts";\nexport const cli = 1;',
  "server/commands/start.ts": 'export { sandbox } from "../main.ts";\nexport const start = 1;',
  "server/webhook/route.ts":
    'export { sandbox } from "../sandbox/sandbox.ts";\nexport { guard } from "../admin/guard.ts";',
  "server/admin/guard.ts": 'export const guard = 1;\nexport { cli } from "../cli.ts";',
  "server/wechat/client.ts": 'export { guard } from "../admin/guard.ts";',
  "server/wechat/wire/xml.ts": "export const xml = 1;",
  "server/sandbox/sandbox.ts":
    'export const sandbox = 1;\nexport { xml } from "../wechat/wire/xml.ts";\nexport * from "../wechat/client.ts";',
  "server/pages/test-it.ts":
    'export { helper } from "../../test/helper.ts";\nexport type { E } from "../../editor/app.ts";',
  "editor/app.ts":
    'export { m } from "../engine/matcher/m.ts";\nexport { guard } from "../server/admin/guard.ts";\nexport type E = 1;',
  "rules/shop/plugins/good.ts": 'export { plugin } from "yingda/plugin";',
  "rules/shop/plugins/bad.ts": 'export * from "../../../engine/index.ts";',
  "test/helper.ts": "export const helper = 1;",
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe("the check of import directions", () => {
  let lines: readonly string[] = [];
  beforeAll(async () => {
    lines = found((await check(repositoryOf(planted)))?.output);
  });
  it.each([
    ["engine-stands-alone", "engine/engine.ts → server/app.ts"],
    ["engine-has-no-io", "engine/ports.ts → fs"],
    ["schema-is-the-floor", "engine/schema/shape.ts → engine/plugin.ts"],
    ["definitions-below-rooms", "engine/definitions/list.ts → engine/actions/a.ts"],
    ["rooms-do-not-meet", "engine/actions/a.ts → engine/matcher/m.ts"],
    ["no-cycles", "engine/matcher/one.ts → engine/matcher/two.ts"],
    ["server-enters-by-the-door", "server/app.ts → engine/matcher/m.ts"],
    ["only-wiring-starts-the-sandbox", "server/webhook/route.ts → server/sandbox/sandbox.ts"],
    ["desks-do-not-meet", "server/webhook/route.ts → server/admin/guard.ts"],
    ["nothing-imports-the-wiring", "server/admin/guard.ts → server/cli.ts"],
    ["clients-and-storage-below", "server/wechat/client.ts → server/admin/guard.ts"],
    ["sandbox-is-outside", "server/sandbox/sandbox.ts → server/wechat/client.ts"],
    ["code-not-tests", "server/pages/test-it.ts → test/helper.ts"],
    ["server-not-editor", "server/pages/test-it.ts → editor/app.ts"],
    ["editor-enters-by-the-door", "editor/app.ts → engine/matcher/m.ts"],
    ["editor-shares-only-the-contract", "editor/app.ts → server/admin/guard.ts"],
    ["plugins-enter-by-their-door", "rules/shop/plugins/bad.ts → engine/index.ts"],
  ])("catches %s", (rule, edge) => {
    expect(lines).toContain(`${rule}: ${edge}`);
  });
  it("lets a plugin enter by its door, the command line start everything, and the sandbox share the wire format", () => {
    const innocent = /good\.ts|main\.ts → |commands\/start\.ts|wire\/xml/;
    expect(lines.filter((line) => innocent.test(line))).toEqual([]);
  });

  it("is content with innocent files", async () => {
    const result = await check(repositoryOf({ "engine/index.ts": "export const fine = 1;" }));
    expect(result).toMatchObject({ isGood: true });
  });
  it("refuses a report in which no file was read", () => {
    const report = JSON.stringify({ summary: { totalCruised: 0, violations: [] } });
    expect(judgeCruise(report)).toContain("0 modules");
    expect(judgeCruise("")).toContain("no report");
  });
});
