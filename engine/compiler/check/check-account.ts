import type { TSchema } from "typebox";
import {
  AccountYaml,
  ChannelsYaml,
  MenuYaml,
  PagesYaml,
  PicturesYaml,
  PlacesYaml,
  ProductsYaml,
} from "../../definitions/file-schema-account.ts";
import type { Registry } from "../../definitions/registry.ts";
import { makeDiagnostic } from "../../errors.ts";
import type { CheckShape } from "../../ports.ts";
import type { Account } from "../../schema/account.ts";
import type { AccountFile } from "../../schema/account-file.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { CheckedData, DataSchema } from "./check-data-file.ts";
import { checkDataFile, dataSchema } from "./check-data-file.ts";
import { diagnosticAt } from "./checked-rule.ts";
import type { DataRule } from "./data-rules.ts";
import {
  buttonsDoOneThing,
  idsOnce,
  placesAreSomewhere,
  pricesAreMoney,
  publicKeysAreWhole,
  varsAreNames,
} from "./data-rules.ts";
import type { Declared } from "./declared.ts";
import type { DataFiles } from "./read-account.ts";
import { accountFileOf, accountOf } from "./read-account.ts";

/** The files of an account folder that hold no rules. */
export const DATA_NAMES = [
  "account",
  "channels",
  "places",
  "menu",
  "products",
  "pictures",
  "pages",
] as const;
export type DataName = (typeof DATA_NAMES)[number];

const schemas: Readonly<Record<DataName, readonly [TSchema, readonly DataRule[]]>> = {
  account: [AccountYaml, [varsAreNames, publicKeysAreWhole]],
  channels: [ChannelsYaml, [idsOnce("channels")]],
  places: [PlacesYaml, [idsOnce("places"), placesAreSomewhere]],
  menu: [MenuYaml, [buttonsDoOneThing]],
  products: [ProductsYaml, [idsOnce("products"), pricesAreMoney]],
  pictures: [PicturesYaml, [idsOnce("pictures")]],
  pages: [PagesYaml, [idsOnce("pages")]],
};
export type DataSchemas = Readonly<Record<DataName, DataSchema>>;
/** Makes the checkers of all data files; done once. */
export const makeDataSchemas = (checkShape: CheckShape): DataSchemas =>
  Object.fromEntries(
    DATA_NAMES.map((name) => [name, dataSchema(...schemas[name], checkShape)]),
  ) as unknown as DataSchemas;

/** What rules name, by the file that declares it. */
const declares: Readonly<Partial<Record<DataName, readonly (keyof Declared)[]>>> = {
  account: ["hook", "notice-template"],
  channels: ["channel"],
  places: ["place"],
  menu: ["menu-key"],
  products: ["product"],
  pictures: ["picture"],
  pages: ["page"],
};

export interface CheckedAccount {
  readonly account: Account;
  readonly file: AccountFile;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the account may be used: `account.yaml` is there and without mistake. */
  readonly isSound: boolean;
  /** Kinds whose file has a mistake: what rules name of them may well be declared. */
  readonly unread: ReadonlySet<keyof Declared>;
  readonly data: Readonly<Partial<Record<DataName, CheckedData>>>;
}
/** A file of the account folder. */
export interface FolderFile {
  readonly name: string;
  readonly text: string;
}

const hasError = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === "error");

const identity = (data: CheckedData | undefined, accountId: string): readonly Diagnostic[] => {
  if (data === undefined) {
    const spot = { path: "account", file: "account.yaml", line: 1, column: 1 };
    return [makeDiagnostic("account-missing", spot)];
  }
  const { id } = data.value;
  if (typeof id !== "string" || id === accountId) return [];
  const params = { found: id, wanted: accountId };
  return [diagnosticAt(data.where, "account-id-differs", { at: ["id"], params })];
};

/** Reads and checks an account's data files, by name; a broken entry is left out, alone. */
export const checkAccount = (
  files: ReadonlyMap<DataName, FolderFile>,
  from: {
    readonly accountId: string;
    readonly registry: Registry;
    readonly schemas: DataSchemas;
  },
): CheckedAccount => {
  const checked = [...files].map(
    ([name, file]) => [name, checkDataFile(file, from.schemas[name], from.registry)] as const,
  );
  const data: Partial<Record<DataName, CheckedData>> = Object.fromEntries(checked);
  const values = Object.fromEntries(DATA_NAMES.map((name) => [name, data[name]?.value ?? {}]));
  const sound = values as unknown as DataFiles;
  const own = identity(data.account, from.accountId);
  const broken = checked.filter(([, { diagnostics }]) => hasError(diagnostics));
  return {
    account: accountOf(sound, from.accountId),
    file: accountFileOf(sound, from.accountId),
    diagnostics: [...own, ...checked.flatMap(([, { diagnostics }]) => diagnostics)],
    isSound: own.length === 0 && !broken.some(([name]) => name === "account"),
    unread: new Set(broken.flatMap(([name]) => declares[name] ?? [])),
    data,
  };
};
