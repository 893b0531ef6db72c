import type { Account } from "../../schema/account.ts";
import type { Diagnostic } from "../../schema/diagnostic.ts";
import type { Json } from "../../schema/words.ts";
import type { CheckedData } from "./check-data-file.ts";
import { diagnosticAt } from "./checked-rule.ts";
import { isMap } from "./marks.ts";

/** Places that have an address alone: looked up when they are published, or refused where nobody can. */
export const warnPlaces = (places: CheckedData, account: Account): readonly Diagnostic[] => {
  const { places: list } = places.value;
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((one, place) => {
    if (!isMap(one) || one.lat !== undefined) return [];
    const code = account.map === true ? "place-without-position" : "place-needs-position";
    const params = { id: one.id ?? "", address: one.address ?? "" };
    return [diagnosticAt(places.where, code, { at: ["places", place], params })];
  });
};
