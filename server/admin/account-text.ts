import { isMap, isPair, isScalar, parseDocument, visit } from "yaml";
import type { BodyOf } from "./contract.ts";

const COVER = "***";
const SECRET = ["token", "appSecret", "encodingAesKey", "secret", "apiV3Key", "privateKey"];

/** A key, or in a list of merchants the number of the one it is about. */
const nameOf = (step: unknown): readonly string[] => {
  if (isPair(step)) return isScalar(step.key) ? [String(step.key.value)] : [];
  const mchid = isMap(step) ? step.get("mchid") : undefined;
  return mchid === undefined ? [] : [String(mchid)];
};

/** Where secrets stand in an account file, by their way in. */
const secretsIn = (text: string) => {
  const document = parseDocument(text, { schema: "failsafe", keepSourceTokens: true });
  const found: {
    readonly way: string;
    readonly value: string;
    readonly range: readonly [number, number];
  }[] = [];
  visit(document, {
    Pair: (_, pair, path) => {
      if (!isScalar(pair.key) || !SECRET.includes(String(pair.key.value))) return;
      const { value } = pair;
      if (!isScalar(value) || !value.range) return;
      const way = [...path, pair].flatMap((step) => nameOf(step)).join("/");
      found.push({ way, value: String(value.value), range: [value.range[0], value.range[1]] });
    },
  });
  return isMap(document.contents) ? found : [];
};

const replace = (
  text: string,
  edits: readonly { readonly range: readonly [number, number]; readonly by: string }[],
): string =>
  [...edits]
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce(
      (changed, { range: [from, until], by }) => changed.slice(0, from) + by + changed.slice(until),
      text,
    );

/** An account file as it may be shown: every secret reads `***`, names of the environment stay. */
export const coverSecrets = (text: string): string =>
  replace(
    text,
    secretsIn(text)
      .filter(({ value }) => !value.startsWith("env:"))
      .map(({ range }) => ({ range, by: `"${COVER}"` })),
  );

/** Puts the secrets back that were sent as they are shown. */
export const uncoverSecrets = (text: string, stored: string): string => {
  const known = new Map(secretsIn(stored).map(({ way, value }) => [way, value]));
  return replace(
    text,
    secretsIn(text).flatMap(({ way, value, range }) => {
      const secret = known.get(way);
      return value === COVER && secret !== undefined ? [{ range, by: JSON.stringify(secret) }] : [];
    }),
  );
};

/** The `account.yaml` of a new account. */
export const newAccountText = (given: BodyOf<"POST /accounts">): string => {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["id", given.id],
    ["name", JSON.stringify(given.name)],
    ["kind", given.kind],
    ["verified", String(given.verified)],
    ["originalId", given.originalId],
    ["appId", given.appId],
    ["appSecret", given.appSecret === undefined ? undefined : JSON.stringify(given.appSecret)],
    ["token", given.token],
    ["encodingAesKey", given.encodingAesKey],
    ["platform", given.platform],
    ["mode", given.mode],
  ];
  return lines.map(([key, value]) => (value === undefined ? "" : `${key}: ${value}\n`)).join("");
};
