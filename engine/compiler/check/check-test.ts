import type { Registry } from "../../definitions/registry.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type {
  Expected,
  ExpectedEffect,
  ExpectedReply,
  Given,
  TestCase,
  TestStep,
} from "../../schema/test-case.ts";
import type { Json, RulePath } from "../../schema/words.ts";
import type { ReadEntry } from "../read/read-entry.ts";
import { joinPath } from "../read/where.ts";
import { byPlace, findingsAsDiagnostics } from "./diagnostics.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { Desk } from "./findings.ts";
import { noFindings, refuse } from "./findings.ts";
import type { Place } from "./marks.ts";
import { isMap, visitShape } from "./marks.ts";
import { tryPattern } from "./patterns.ts";
import { readMarks } from "./read-marks.ts";
import { sentOf } from "./read-sent.ts";
import type { Form, Validators } from "./validators.ts";

type JsonMap = Readonly<Record<string, Json>>;
/** A test that may be run, or `null` with what is wrong. */
export interface CheckedTest {
  readonly test: TestCase | null;
  readonly diagnostics: readonly Diagnostic[];
}
/** The moment tests begin at unless they say otherwise: a Monday. */
const DEFAULT_NOW = "2026-01-05T10:00";

const mapOf = (value: Json | undefined): JsonMap => (isMap(value) ? value : {});
const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" ? value : null;
const listOf = (value: Json | undefined): readonly Json[] | null =>
  Array.isArray(value) ? (value as readonly Json[]) : null;

const givenOf = (value: JsonMap): Given => {
  const { tags, "followed-at": followedAt, position, ...values } = mapOf(value.follower);
  const http = Object.entries(mapOf(value.http)).map(([name, stub]) => {
    const { status, body, ms } = mapOf(stub);
    return [name, { status: (status as number) ?? 200, body: body ?? "", ms: (ms as number) ?? 0 }];
  });
  return {
    now: textOf(value.now) ?? DEFAULT_NOW,
    follower: {
      tags: (tags as unknown as readonly string[]) ?? [],
      followedAt: textOf(followedAt),
      position: (position as unknown as Given["follower"]["position"]) ?? null,
      values,
    },
    bucket: (value.bucket as number | undefined) ?? null,
    seed: textOf(value.seed) ?? "test",
    http: Object.fromEntries(http) as Given["http"],
    agent: value.agent === true,
  };
};

const replyOf = (value: Json): ExpectedReply => {
  const { has, matches, kind, url } = mapOf(value);
  return {
    text: textOf(value),
    has: textOf(has),
    matches: textOf(matches),
    kind: textOf(kind),
    url: textOf(url),
  };
};
const effectOf = (value: Json): ExpectedEffect => {
  if (!isMap(value)) return { use: String(value), value: null };
  const [[use, first] = ["", null]] = Object.entries(value);
  return { use, value: first };
};
const expectedOf = (value: Json | undefined): Expected | null => {
  if (!isMap(value)) return null;
  return {
    rule: textOf(value.rule),
    branch: textOf(value.branch) as Expected["branch"],
    also: listOf(value.also) as readonly string[] | null,
    reply: listOf(value.reply)?.map(replyOf) ?? null,
    silent: (value.silent as boolean | undefined) ?? null,
    effects: listOf(value.effects)?.map(effectOf) ?? null,
  };
};

const stepOf = (value: JsonMap, path: RulePath): TestStep => ({
  path,
  send: value.send === undefined ? null : sentOf(value.send),
  wait: textOf(value.wait),
  expect: expectedOf(value.expect),
});

const checkPattern = (desk: Desk, expected: JsonMap, at: Place): void => {
  for (const [place, reply] of (listOf(expected.reply) ?? []).entries()) {
    const pattern = textOf(mapOf(reply).matches);
    const verdict = pattern === null ? null : tryPattern(pattern);
    if (verdict !== null && "code" in verdict)
      refuse(desk, verdict.code, [...at, "reply", place, "matches"], verdict.params);
  }
};

const noteRule = (desk: Desk, name: Json | undefined, at: Place): void => {
  if (typeof name !== "string" || name === "none") return;
  desk.found.references.push({ kind: "rule", name, declared: "refuse", at, use: "expect" });
};
const checkEffects = (desk: Desk, expected: JsonMap, at: Place): void => {
  const actions = [...desk.registry.actions.keys()];
  for (const [place, effect] of (listOf(expected.effects) ?? []).entries())
    if (typeof effect === "string" && !actions.includes(effect))
      refuse(desk, "unknown-action", [...at, "effects", place], {
        name: effect,
        ...didYouMean(effect, actions),
      });
};
const checkStep = (desk: Desk, value: JsonMap, at: Place): void => {
  const has = (key: string): boolean => Object.hasOwn(value, key);
  if (has("send") === has("wait")) refuse(desk, "step-form", at);
  const expected = mapOf(value.expect);
  const expectAt = [...at, "expect"];
  noteRule(desk, expected.rule, [...expectAt, "rule"]);
  for (const [place, id] of (listOf(expected.also) ?? []).entries())
    noteRule(desk, id, [...expectAt, "also", place]);
  checkPattern(desk, expected, expectAt);
  checkEffects(desk, expected, expectAt);
};

const checkValue = (desk: Desk, value: JsonMap, form: Form): void => {
  const problems = form.check(value);
  if (problems.length > 0) {
    desk.found.shapes.push({ at: [], value, schema: form.schema, problems });
    return;
  }
  const names = { scope: new Set<string>(), sets: new Set<string>(), use: "test" };
  visitShape({ at: [], value, schemas: [form.schema] }, (visited) =>
    readMarks(desk, visited, names),
  );
  for (const [place, step] of (listOf(value.steps) ?? []).entries())
    checkStep(desk, mapOf(step), ["steps", place]);
};

const checkRuleNames = (desk: Desk, ids: ReadonlySet<string>): void => {
  for (const { name, at } of desk.found.references)
    if (!ids.has(name)) refuse(desk, "unknown-rule", at, { name, ...didYouMean(name, [...ids]) });
};

/** Checks one test and turns it into its normal form; rules it names must be among `ids`. Never throws. */
export const checkTest = (
  entry: ReadEntry,
  tools: {
    readonly registry: Registry;
    readonly validators: Validators;
    readonly ids: ReadonlySet<string>;
  },
): CheckedTest => {
  const { value, where } = entry;
  if (!isMap(value)) return { test: null, diagnostics: entry.diagnostics };
  const found = noFindings();
  const { registry, validators, ids } = tools;
  const desk: Desk = { path: where.path, registry, validators, found };
  checkValue(desk, value, validators.test);
  checkRuleNames(desk, ids);
  const diagnostics = byPlace(
    entry.diagnostics,
    findingsAsDiagnostics(where, found, validators.checkShape),
  );
  if (diagnostics.some(({ severity }) => severity === "error")) return { test: null, diagnostics };
  const steps = listOf(value.steps) ?? [];
  const test: TestCase = {
    name: textOf(value.name) ?? "",
    path: where.path,
    given: givenOf(mapOf(value.given)),
    steps: steps.map((step, place) => stepOf(mapOf(step), joinPath(where.path, ["steps", place]))),
  };
  return { test, diagnostics };
};
