import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileDefinitions } from "../../editor/document/read-rule.ts";
import type { Registry } from "../../engine/index.ts";
import { builtIn, makeRegistry, readRuleFile } from "../../engine/index.ts";

/** Our own definitions. */
export const registry: Registry = makeRegistry(builtIn);
/** The schemas made of them. */
export const file = fileDefinitions(registry);

const folder = fileURLToPath(new URL("../../rules/", import.meta.url));
const DATA = /^(?:account|channels|menu|places|products|pictures)\.yaml$/;

/** Every rule of the example accounts, as it stands in its file. */
export const exampleRules = (): readonly { readonly name: string; readonly text: string }[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: account }) =>
      readdirSync(join(folder, account))
        .filter((name) => name.endsWith(".yaml") && !DATA.test(name))
        .flatMap((name) => {
          const text = readFileSync(join(folder, account, name), "utf8");
          const { rules } = readRuleFile({ file: name, text, schemas: file.schemas });
          return rules.map((rule) => ({ name: `${account}/${name} ${rule.id}`, text: rule.text }));
        }),
    );
