import type { Registry } from "../definitions/registry.ts";
import type { Spot } from "../errors.ts";
import { taughtBy } from "../meaning/taught.ts";
import { modelFor } from "../meaning/train-meaning.ts";
import type { CheckShape } from "../ports.ts";
import type { AccountFile } from "../schema/account-file.ts";
import type { Diagnostic } from "../schema/diagnostic.ts";
import type { MeaningModel } from "../schema/meaning.ts";
import type { RuleSet } from "../schema/rule-set.ts";
import type { TestCase } from "../schema/test-case.ts";
import type { AccountId, RuleId, RulePath } from "../schema/words.ts";
import type { CheckedAccount, DataName, FolderFile } from "./check/check-account.ts";
import { checkAccount, DATA_NAMES } from "./check/check-account.ts";
import { checkEntry } from "./check/check-entry.ts";
import { checkTest } from "./check/check-test.ts";
import type { CheckedRule } from "./check/checked-rule.ts";
import { findGotoLoops } from "./check/goto-loops.ts";
import type { LinkContext } from "./check/link-rules.ts";
import { linkRules, lookupFor } from "./check/link-rules.ts";
import { findUnusedButtons, findUnusedChannels } from "./check/unused.ts";
import { warnChannels, warnMenus } from "./check/warn-menus.ts";
import { warnPlaces } from "./check/warn-places.ts";
import { warnRights } from "./check/warn-rights.ts";
import { warnRule } from "./check/warn-rules.ts";
import type { Compiler } from "./compiler.ts";
import { makeCompiler } from "./compiler.ts";
import type { ReadEntry } from "./read/read-entry.ts";
import type { FilePart, ReadRuleFile } from "./read/read-rule-file.ts";
import { readRuleFile } from "./read/read-rule-file.ts";

/** An analysis of a whole rule set (`engine/lint/`); `spotOf` finds the place in the files of a rule path. */
export type Lint = (of: {
  readonly ruleSet: RuleSet;
  readonly registry: Registry;
  readonly spotOf: (path: RulePath) => Spot;
}) => readonly Diagnostic[];

/** One rule or test as the author wrote it: what the database keeps. */
export interface AuthoredText {
  /** The rule's id or the test's name; `null` if none can be made out. */
  readonly id: string | null;
  /** Comments and all. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
  /** Over all files, from 0: rules that rank equal are tried in this order. */
  readonly position: number;
}
/** A file's stretches; joined they are the file again. */
export interface FileParts {
  readonly file: string;
  readonly parts: readonly FilePart[];
}
export interface CompiledFolder {
  /** `null` if `account.yaml` is missing or has a mistake; broken rules are left out. Its version is 0 until it is published. */
  readonly ruleSet: RuleSet | null;
  readonly file: AccountFile;
  readonly tests: readonly TestCase[];
  readonly texts: readonly AuthoredText[];
  readonly testTexts: readonly AuthoredText[];
  readonly files: readonly FileParts[];
  readonly diagnostics: readonly Diagnostic[];
  /** For `compileRule`: the folder as it was checked. */
  readonly checked: CheckedFolder;
}
/** A rule file as it was read and checked by itself: the same text gives the same again. */
interface CheckedFile {
  readonly text: string;
  readonly read: ReadRuleFile;
  readonly rules: readonly CheckedRule[];
}
/** What checking one changed rule needs of all the others. */
export interface CheckedFolder {
  /** By name. */
  readonly files: ReadonlyMap<string, CheckedFile>;
  readonly compiler: Compiler;
  readonly account: CheckedAccount;
  readonly rules: readonly CheckedRule[];
  /** What the examples were trained to; taken again while they stay the same. */
  readonly meaning: MeaningModel | null;
}

const stemOf = (name: string): string =>
  (name.split("/").at(-1) ?? name).replace(/\.(?:ya?ml|json)$/i, "");
const isDataName = (stem: string): stem is DataName =>
  (DATA_NAMES as readonly string[]).includes(stem);

const compareBytes = (a: string, b: string): number => {
  // Code points sort as their UTF-8 bytes do; UTF-16 units do not.
  const [left, right] = [[...a], [...b]];
  for (const [place, sign] of left.entries()) {
    const other = right[place];
    if (other === undefined) return 1;
    const order = (sign.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return left.length - right.length;
};

const sortFiles = (files: readonly FolderFile[]) => {
  const data = new Map<DataName, FolderFile>();
  const rules: FolderFile[] = [];
  for (const file of [...files].sort((a, b) => compareBytes(a.name, b.name))) {
    const stem = stemOf(file.name);
    if (isDataName(stem)) data.set(stem, file);
    else rules.push(file);
  }
  return { data, rules };
};

const textsOf = (entries: readonly ReadEntry[]): readonly AuthoredText[] =>
  entries.map(({ id, text, where, firstLine }, position) => ({
    id,
    text,
    file: where.file,
    line: firstLine,
    position,
  }));

const hasError = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === "error");

/** Everything that only the whole folder shows to be odd. */
const warnings = (
  { account, rules }: CheckedFolder,
  context: LinkContext,
  used: ReadonlySet<RuleId>,
): readonly Diagnostic[] => {
  const { arrivals } = lookupFor(rules, context);
  const { account: own, channels, menu, places } = account.data;
  const sound = rules.filter(({ rule }) => rule !== null && used.has(rule.id));
  return [
    ...sound.flatMap((rule) => warnRule(rule, { ...context, arrivals })),
    ...findGotoLoops(sound),
    ...(own === undefined || hasError(own.diagnostics) ? [] : warnRights(own, context.account)),
    ...(menu === undefined || hasError(menu.diagnostics)
      ? []
      : [...findUnusedButtons(menu, rules), ...warnMenus(menu, context.account)]),
    ...(channels === undefined || hasError(channels.diagnostics)
      ? []
      : [...findUnusedChannels(channels, rules), ...warnChannels(channels, context.account)]),
    ...(places === undefined || hasError(places.diagnostics)
      ? []
      : warnPlaces(places, context.account)),
  ];
};

const spotFinder = (rules: readonly CheckedRule[]): ((path: RulePath) => Spot) => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return (path) => {
    const [, id = "", ...steps] = path
      .split("/")
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    const at = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const rule = byId.get(id);
    return rule === undefined ? { path, file: "", line: 1, column: 1 } : rule.where.value(at);
  };
};

/** Reads and checks each file; what an earlier check read from the same text is taken from there. */
const checkFiles = (
  files: readonly FolderFile[],
  compiler: Compiler,
  earlier: CheckedFolder | undefined,
): ReadonlyMap<string, CheckedFile> => {
  const known = earlier?.compiler === compiler ? earlier.files : undefined;
  return new Map(
    files.map(({ name, text }) => {
      const before = known?.get(name);
      if (before?.text === text) return [name, before];
      const read = readRuleFile({ file: name, text, schemas: compiler.ruleSchemas });
      return [name, { text, read, rules: read.rules.map((entry) => checkEntry(entry, compiler)) }];
    }),
  );
};

const checkTests = (read: readonly ReadRuleFile[], folder: CheckedFolder) => {
  const ids = new Set(folder.rules.flatMap(({ id }) => (id === null ? [] : [id])));
  return read.flatMap(({ tests }) =>
    tests.map((entry) => checkTest(entry, { ...folder.compiler, ids })),
  );
};

/**
 * Compiles an account folder: texts in, a checked rule set and every diagnostic out. Never throws for what
 * an author wrote; a broken rule, test or entry is left out, alone.
 */
export const compileFolder = (from: {
  readonly accountId: AccountId;
  readonly files: readonly FolderFile[];
  readonly registry: Registry;
  readonly checkShape: CheckShape;
  readonly lints?: readonly Lint[];
  /** An earlier check of this account: files that say the same are not read again. */
  readonly earlier?: CheckedFolder;
}): CompiledFolder => {
  const { accountId, registry, lints = [] } = from;
  const compiler = makeCompiler(registry, from.checkShape);
  const { data, rules: ruleFiles } = sortFiles(from.files);
  const account = checkAccount(data, { accountId, registry, schemas: compiler.dataSchemas });
  const checkedFiles = checkFiles(ruleFiles, compiler, from.earlier);
  const read = [...checkedFiles.values()].map((file) => file.read);
  const entries = read.flatMap((file) => file.rules);
  const rules = [...checkedFiles.values()].flatMap((file) => file.rules);
  const context = {
    account: account.account,
    registry: compiler.registry,
    unread: account.unread,
  };
  const linked = linkRules(rules, context);
  const taught = taughtBy(linked.rules, registry, account.account);
  const meaning = modelFor(taught, from.earlier?.meaning);
  const checked: CheckedFolder = { compiler, account, rules, files: checkedFiles, meaning };
  const tests = checkTests(read, checked);
  const ruleSet: RuleSet = {
    version: 0,
    account: account.account,
    rules: linked.rules,
    ...(meaning === null ? {} : { meaning }),
  };
  const used = new Set(linked.rules.map(({ id }) => id));
  const spotOf = spotFinder(rules);
  return {
    ruleSet: account.isSound ? ruleSet : null,
    file: account.file,
    tests: tests.flatMap(({ test }) => (test === null ? [] : [test])),
    texts: textsOf(entries),
    testTexts: textsOf(read.flatMap((file) => file.tests)),
    files: read.map(({ file, parts }) => ({ file, parts })),
    diagnostics: inFileOrder([
      ...account.diagnostics,
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...rules.flatMap(({ diagnostics }) => diagnostics),
      ...linked.diagnostics,
      ...tests.flatMap(({ diagnostics }) => diagnostics),
      ...warnings(checked, context, used),
      ...lints.flatMap((lint) => lint({ ruleSet, registry, spotOf })),
    ]),
    checked,
  };
};

const inFileOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...diagnostics].sort(
    (a, b) => compareBytes(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
