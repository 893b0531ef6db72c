import { parseArgs } from "node:util";
import { meaningFigures } from "./figures.ts";
import { readLabelled } from "./read-labelled.ts";

/** A figure, its goal, and whether it is reached. */
type Goal = readonly [
  name: string,
  figure: number,
  sign: "≥" | "≤",
  goal: number | null,
  unit: string,
];

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const shown = (value: number): string =>
  value.toLocaleString("en", { maximumSignificantDigits: 4, useGrouping: false });
const reached = ([, figure, sign, goal]: Goal): boolean =>
  goal === null || (sign === "≥" ? figure >= goal : figure <= goal);

const goalsOf = (of: Awaited<ReturnType<typeof meaningFigures>>): readonly Goal[] => [
  [`accuracy, ${of.classes} classes`, of.accuracy, "≥", 0.91, ""],
  ["accuracy, five examples a class (mean of five draws)", of.fewAccuracy, "≥", 0.75, ""],
  ["accuracy, twenty examples a class", of.typicalAccuracy, "≥", null, ""],
  ["accuracy, read as speech", of.accuracySpoken, "≥", null, ""],
  ["out-of-scope AUROC", of.auroc, "≥", 0.95, ""],
  ["in scope, answered rightly at its own threshold", of.answeredRightly, "≥", null, ""],
  ["out of scope, refused", of.refusedRightly, "≥", null, ""],
  ["of what is answered, right", of.precision, "≥", null, ""],
  ["a message", of.judgeUs, "≤", 30, "µs CPU"],
  ["a spoken message", of.spokenUs, "≤", null, "µs CPU"],
  [
    "a keyword rule, with a meaning rule beside it",
    of.keywordBesideUs / of.keywordAloneUs,
    "≤",
    1.15,
    "× alone",
  ],
  ["training, twenty examples a class", of.typicalTrainingMs, "≤", 1000, "ms CPU"],
  ["training on all", of.trainingMs, "≤", null, "ms CPU"],
  ["model of all, as JSON", of.megabytes, "≤", 5, "MB"],
];

const main = async (): Promise<void> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [learn, attempt] = positionals;
  if (learn === undefined || attempt === undefined) {
    say("npm run bench:meaning -- TRAIN.json TRY.json");
    say('two files of [{ "text", "label" }]; the label "chat" is what nobody should answer');
    process.exitCode = 2;
    return;
  }
  const [learned, tried] = [await readLabelled(learn), await readLabelled(attempt)];
  say(`${learned.length} sentences learned, ${tried.length} tried`);
  const goals = goalsOf(await meaningFigures(learned, tried));
  for (const one of goals) {
    const [name, figure, sign, goal, unit] = one;
    const mark = goal === null ? "       " : reached(one) ? "reached" : "MISSED ";
    const limit = goal === null ? "" : ` (${sign} ${goal})`;
    say(`  ${mark}  ${name}: ${shown(figure)} ${unit}${limit}`);
  }
  if (!goals.every(reached)) process.exitCode = 1;
};

await main();
