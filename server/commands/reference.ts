import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { builtIn, makeRegistry, reference } from "../../engine/index.ts";
import type { Command } from "./command.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGES = [
  { file: join(ROOT, "docs/reference.zh-CN.md"), lang: "zh-CN" },
  { file: join(ROOT, "docs/reference.en.md"), lang: "en" },
] as const;

/** The reference page of the rule language, made from the definitions. */
export const referencePage: Command = {
  name: "reference",
  usage: "[--write | --check]",
  help: {
    "zh-CN": "打印规则语言的参考页（--write 写入 docs/，--check 检查是否最新）",
    en: "print the reference page of the rule language (--write: into docs/, --check: is it current)",
  },
  run: async (args, io) => {
    const { values } = parseArgs({
      args: [...args],
      options: { write: { type: "boolean" }, check: { type: "boolean" } },
    });
    const registry = makeRegistry(builtIn);
    if (values.write !== true && values.check !== true) {
      io.out(reference(registry, io.lang));
      return 0;
    }
    let stale = 0;
    for (const { file, lang } of PAGES) {
      const text = reference(registry, lang);
      if (text === (await readFile(file, "utf8").catch(() => ""))) continue;
      stale += 1;
      if (values.write !== true) io.err(`${file}: npm run yingda -- reference --write`);
      else {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        io.out(file);
      }
    }
    return values.check === true && stale > 0 ? 1 : 0;
  },
};
