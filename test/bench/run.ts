import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { benches } from "./list.ts";
import type { BenchResult } from "./result.ts";

const { values } = parseArgs({
  options: { json: { type: "string" }, only: { type: "string" }, help: { type: "boolean" } },
});

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const shown = (value: number | null): string => {
  if (value === null) return "crashes";
  return value.toLocaleString("en", { maximumSignificantDigits: 3, maximumFractionDigits: 2 });
};

const table = (result: BenchResult): void => {
  say(
    `  ${result.reached ? "reached" : "MISSED "}  ${result.id}: ${shown(result.figure)} ${result.unit}`,
  );
  const limit = result.limit === null ? "" : `limit ${shown(result.limit)} · `;
  say(`           ${limit}ratio ${shown(result.ratio)} · goal ${result.goal}`);
  for (const [name, value] of Object.entries(result.peers))
    say(`           ${name}: ${shown(value)}`);
};

const main = async (): Promise<void> => {
  const wanted = values.only?.split(",");
  const chosen = benches.filter(({ id }) => wanted === undefined || wanted.includes(id));
  if (values.help === true || chosen.length === 0) {
    say(`npm run bench -- [--only ${benches.map(({ id }) => id).join(",")}] [--json FILE]`);
    return;
  }
  const results: BenchResult[] = [];
  for (const bench of chosen) {
    const began = process.hrtime.bigint();
    say(`${bench.id} ${bench.title}`);
    for (const result of await bench.run()) {
      results.push(result);
      table(result);
    }
    say(`           (${Number((process.hrtime.bigint() - began) / 1_000_000n)} ms on the clock)`);
  }
  if (values.json !== undefined)
    await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`, "utf8");
};

await main();
