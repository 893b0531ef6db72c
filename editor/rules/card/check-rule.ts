import type { CheckedFolder, Diagnostic, Registry } from "../../../engine/index.ts";
import { checkShapeTypebox, compileFolder, compileRule } from "../../../engine/index.ts";
import type { ResourceNames } from "../../forms/form-context.ts";

const quoted = (text: string): string => JSON.stringify(text);
const listed = (names: readonly string[]): string => `[${names.map(quoted).join(", ")}]`;
const mapped = (names: readonly string[], value: string): string =>
  `{ ${names.map((name) => `${quoted(name)}: ${value}`).join(", ")} }`;

/** An account that declares what rules may point to, and nothing else. */
const accountOf = (names: ResourceNames): string =>
  [
    "id: account",
    "name: account",
    "kind: service",
    "originalId: gh_000000000000",
    "appId: wx0000000000000000",
    `tags: ${listed(names.tags)}`,
    `vars: ${mapped(names.vars, "x")}`,
    `hooks: ${mapped(names.hooks, '{ url: "https://example.com/" }')}`,
    `templates: ${mapped(names.templates, "x")}`,
    "",
  ].join("\n");

const itemsOf = (key: string, ids: readonly string[], rest: string): string =>
  `${key}: [${ids.map((id) => `{ id: ${quoted(id)}, ${rest} }`).join(", ")}]\n`;
const idsOf = (list: readonly { readonly id: string }[]): readonly string[] =>
  list.map(({ id }) => id);

/** Only rules this text may mean: an account can have ten thousand others. */
const namedRules = (names: ResourceNames, text: string): readonly string[] =>
  idsOf(names.rules).filter((id) => text.includes(id));

/** A folder in which one rule can be compiled alone: what it may point to is declared, nothing else is there. */
export const folderFor = (registry: Registry, names: ResourceNames, rules: readonly string[]) => {
  const stubs = rules.map((id) => `  - id: ${id}\n    then: [silent]\n`).join("");
  const files = [
    { name: "account.yaml", text: accountOf(names) },
    { name: "channels.yaml", text: itemsOf("channels", idsOf(names.channels), "name: x") },
    {
      name: "places.yaml",
      text: itemsOf("places", idsOf(names.places), "name: x, lat: 0, lng: 0"),
    },
    { name: "pages.yaml", text: itemsOf("pages", idsOf(names.pages), "title: x") },
    { name: "others.yaml", text: stubs === "" ? "rules: []\n" : `rules:\n${stubs}` },
  ];
  const checkShape = checkShapeTypebox;
  return compileFolder({ accountId: "account", files, registry, checkShape }).checked;
};

/** What the browser cannot know: the server says these when the rule is saved. */
const SERVERS =
  /^(?:unknown-(?:media|picture|product|menu-key)|menu-key|channel-u|right-missing|reply-)/;

/** Checks one rule's text as the server would, as far as one rule can show it. */
export type CheckRule = (text: string, id: string) => readonly Diagnostic[];
/** Makes the check for one account; asking it again and again is cheap. Never throws for what an author wrote. */
export const makeChecker = (registry: Registry, names: ResourceNames): CheckRule => {
  let known = "";
  let folder: CheckedFolder | null = null;
  return (text, id) => {
    const rules = namedRules(names, text).filter((one) => one !== id);
    if (folder === null || known !== rules.join()) {
      folder = folderFor(registry, names, rules);
      known = rules.join();
    }
    const compiled = compileRule({ folder, text, file: "", firstLine: 1, replaces: null });
    return compiled.diagnostics.filter(({ code }) => !SERVERS.test(code));
  };
};
