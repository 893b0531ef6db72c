import { builtIn } from "../../../engine/built-in.ts";
import { compileRules, makeRegistry } from "../../../engine/index.ts";
import type { Judge } from "../../../engine/meaning/open-meaning.ts";
import { openMeaning } from "../../../engine/meaning/open-meaning.ts";
import type { Taught } from "../../../engine/meaning/taught.ts";
import { trainMeaning } from "../../../engine/meaning/train-meaning.ts";
import type { MeaningModel } from "../../../engine/schema/meaning.ts";
import { event, rule, ruleSet } from "../../engine/index/builders.ts";
import { measure } from "../measure.ts";
import type { Labelled } from "./read-labelled.ts";

/** What is out of scope in the public set, and in files made like it. */
export const OUT_OF_SCOPE = "chat";
const FEW = 5;
const DRAWS = 5;
/** 30 rules with 20 examples each. */
const TYPICAL = 20;

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const taughtOf = (rows: readonly Labelled[]): readonly Taught[] => {
  const byLabel = new Map<string, string[]>();
  for (const { text, label } of rows) byLabel.set(label, [...(byLabel.get(label) ?? []), text]);
  return [...byLabel].map(([label, texts]) => ({
    rule: label,
    path: `rules/${label}/when/0`,
    examples: texts.map((text, at) => ({ text, path: `rules/${label}/when/0/text/means/${at}` })),
  }));
};

interface Trained {
  readonly judge: Judge;
  readonly model: MeaningModel;
  readonly trainedMs: number;
}
/** Trains as the compiler does, and reads the model as the server does: from JSON. */
const train = (rows: readonly Labelled[]): Trained => {
  const taught = taughtOf(rows);
  const began = cpuMs();
  const model = trainMeaning(taught);
  const trainedMs = cpuMs() - began;
  const judge = openMeaning(taught, JSON.parse(JSON.stringify(model)) as MeaningModel);
  if (judge === null || model === null) throw new Error("nothing to learn from");
  return { judge, model, trainedMs };
};

const accuracy = (judge: Judge, rows: readonly Labelled[]): number =>
  rows.filter(({ text, label }) => judge(text, false).nearest[0]?.rule === label).length /
  rows.length;

/** A share of each label's rows, drawn by a number: the same number draws the same. */
const draw = (rows: readonly Labelled[], count: number, seed: number): readonly Labelled[] => {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const taken = new Map<string, number>();
  return [...rows]
    .map((row) => ({ row, at: random() }))
    .sort((a, b) => a.at - b.at)
    .flatMap(({ row }) => {
      const had = taken.get(row.label) ?? 0;
      taken.set(row.label, had + 1);
      return had < count ? [row] : [];
    });
};

/** The chance that a sentence in scope scores higher than one out of scope. */
const auroc = (inside: readonly number[], outside: readonly number[]): number => {
  let wins = 0;
  for (const one of inside)
    for (const other of outside) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (inside.length * outside.length);
};

/** What refusing costs and gains at the model's own threshold. */
const refusal = (judge: Judge, inside: readonly Labelled[], outside: readonly Labelled[]) => {
  const judged = inside.map(({ text, label }) => ({ label, meant: judge(text, false) }));
  const others = outside.map(({ text }) => judge(text, false));
  const right = judged.filter(({ label, meant }) => meant.best?.rule === label).length;
  const answered =
    judged.filter(({ meant }) => meant.best !== null).length +
    others.filter(({ best }) => best !== null).length;
  const score = ({ nearest }: ReturnType<Judge>) => nearest[0]?.score ?? 0;
  return {
    auroc: auroc(
      judged.map(({ meant }) => score(meant)),
      others.map(score),
    ),
    answeredRightly: right / inside.length,
    refusedRightly: others.filter(({ best }) => best === null).length / Math.max(1, others.length),
    precision: right / Math.max(1, answered),
  };
};

/** What a message costs: judged, and in a rule set whose keyword answers it first. */
const costs = async (trained: Trained, rows: readonly Labelled[]) => {
  const texts = rows.map(({ text }) => text);
  const registry = makeRegistry(builtIn);
  const keyword = rule("keyword", [{ text: { has: ["的", "我", "天", "么", "一", "打"] } }]);
  const meaning = rule("meaning", [{ text: { means: ["我要退款", "怎么退货", "退钱"] } }]);
  const ready = (all: readonly (typeof keyword)[]) => compileRules(ruleSet(all), registry);
  const [alone, beside] = [ready([keyword]), ready([keyword, meaning])];
  const answered = texts
    .map((text) => event("text", { text, menuItem: null }))
    .filter((one) => alone.candidates(one)[Symbol.iterator]().next().done !== true);
  const first = (rules: typeof alone) => () =>
    answered.map((one) => rules.candidates(one)[Symbol.iterator]().next().done);
  const found = await measure([
    {
      name: "judge",
      operations: texts.length,
      run: () => texts.map((text) => trained.judge(text, false)),
    },
    {
      name: "spoken",
      operations: texts.length,
      run: () => texts.map((text) => trained.judge(text, true)),
    },
    { name: "alone", operations: answered.length, run: first(alone) },
    { name: "beside", operations: answered.length, run: first(beside) },
  ]);
  return (name: string): number => found.get(name) ?? Number.NaN;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Every figure of meaning, from what is learned and what it is tried on. */
export const meaningFigures = async (learned: readonly Labelled[], tried: readonly Labelled[]) => {
  const isInScope = ({ label }: Labelled): boolean => label !== OUT_OF_SCOPE;
  const known = learned.filter(isInScope);
  const inside = tried.filter(isInScope);
  const outside = tried.filter((row) => !isInScope(row));
  const all = train(learned);
  const scoped = train(known);
  const typical = train(draw(known, TYPICAL, 1));
  const few = Array.from({ length: DRAWS }, (_, at) => train(draw(known, FEW, at + 1)));
  const cost = await costs(all, tried);
  return {
    classes: new Set(learned.map(({ label }) => label)).size,
    accuracy: accuracy(all.judge, tried),
    accuracySpoken:
      tried.filter(({ text, label }) => all.judge(text, true).nearest[0]?.rule === label).length /
      tried.length,
    fewAccuracy: mean(few.map(({ judge }) => accuracy(judge, inside))),
    typicalAccuracy: accuracy(typical.judge, inside),
    ...refusal(scoped.judge, inside, outside),
    judgeUs: cost("judge"),
    spokenUs: cost("spoken"),
    keywordAloneUs: cost("alone"),
    keywordBesideUs: cost("beside"),
    typicalTrainingMs: typical.trainedMs,
    trainingMs: all.trainedMs,
    megabytes: JSON.stringify(all.model).length / 1_000_000,
  };
};
