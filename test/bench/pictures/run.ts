import { isGood, measureKind } from "./figures.ts";
import { makeLibrary } from "./library.ts";
import { QUERIES } from "./queries.ts";

const [count = "1000", tries = "200"] = process.argv.slice(2);
const pictures = Number(count);
if (!Number.isInteger(pictures) || pictures < 10 || !Number.isInteger(Number(tries))) {
  console.error("npm run bench:pictures -- [PICTURES] [QUERIES OF A KIND]");
  process.exit(2);
}

const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

const before = megabytes();
const began = process.cpuUsage();
const library = makeLibrary(pictures, (done) => {
  if (done % 500 === 0) console.error(`${done} pictures`);
});
library.index.candidates((library.all[0] as (typeof library.all)[number]).features, 1);
const { user } = process.cpuUsage(began);
console.log(
  `${pictures} pictures drawn and looked at, ${(user / 1_000 / pictures).toFixed(0)} ms CPU each; ${(megabytes() - before).toFixed(0)} MB`,
);
let isAllGood = true;
for (const kind of QUERIES) {
  const figures = await measureKind(kind, { library, pictures, tries: Number(tries) });
  const good = isGood(kind, figures);
  isAllGood &&= good;
  const { name, tried, right, wrong, medianScore, medianMs, p95Ms, medianCpuMs } = figures;
  const recall = kind.recall === null ? "" : `${((100 * right) / tried).toFixed(1)} % recognised, `;
  console.log(
    `${good ? "✓" : "✗"} ${name}: ${recall}${wrong} of ${tried} wrong; score ${medianScore}; ${medianMs.toFixed(0)} ms (p95 ${p95Ms.toFixed(0)}, CPU ${medianCpuMs.toFixed(0)})`,
  );
}
process.exitCode = isAllGood ? 0 : 1;
