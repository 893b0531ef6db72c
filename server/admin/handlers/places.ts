import type { Diagnostic } from "../../../engine/index.ts";
import { textOfCode } from "../../errors.ts";
import { locate } from "../../maps/geocode.ts";
import type { MapResult } from "../../maps/map-result.ts";
import type { PlaceRow } from "../../maps/read-places.ts";
import { readRows } from "../../maps/read-places.ts";
import type { CopyView } from "../../rules/copies.ts";
import type { HandlersOf } from "../call.ts";
import type { AnswerOf, RouteName } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { viewOf } from "../desk.ts";
import { cutFiles, fileRevision, fileTexts, withFiles } from "../file-copy.ts";
import { placeUses } from "../place-uses.ts";
import { problemsOf } from "../problems.ts";
import { Refusal } from "../refusal.ts";

type Routes = Extract<RouteName, `${string}/places${string}`>;
type SheetRow = AnswerOf<"POST /accounts/:account/places-sheet">["rows"][number];
type SheetProblem = AnswerOf<"POST /accounts/:account/places-sheet">["problems"][number];

const PLACES_FILE = /^places\.(?:ya?ml|json)$/;
/** Looked up for one request: at the services' pace that is half a minute. */
const MOST_LOOKED_UP = 100;

const placesFile = (view: CopyView): string =>
  view.parts.find(({ file }) => PLACES_FILE.test(file))?.file ?? "places.yaml";
const inFile = (diagnostics: readonly Diagnostic[], name: string) =>
  problemsOf(diagnostics.filter(({ file }) => file === name));

const mapData = <T>(result: MapResult<T>): T => {
  if (result.ok) return result.data;
  throw new Refusal("maps-refused", { code: result.code, ...textOfCode(result.code) });
};
const writtenRow = ({ at, hours, days, ...row }: PlaceRow): SheetRow => ({
  ...{ ...row, hours: [...hours], days: [...days] },
  at: at === null ? null : { ...at, datum: at.datum === "" ? null : at.datum, isFound: false },
});
const sheetProblem = (line: number, code: string, found: string): SheetProblem => {
  const { means, remedy } = textOfCode(code);
  return { line, code, found, means, remedy };
};
type Looked = { readonly row: SheetRow } | { readonly problem: SheetProblem };
const lookRowUp = async ({ maps }: Desk, account: string, row: SheetRow): Promise<Looked> => {
  const got = await locate(maps, account, { address: row.address });
  if (!got.ok) return { problem: sheetProblem(row.line, got.code, row.address) };
  const { lat, lng } = got.data;
  return { row: { ...row, at: { lat, lng, datum: "gcj02", isFound: true } } };
};
/** Rows that have an address alone, one after the other: the services count a second's questions. */
const lookUp = async (
  desk: Desk,
  account: string,
  rows: readonly SheetRow[],
): Promise<readonly Looked[]> => {
  const looked: Looked[] = [];
  let asked = 0;
  for (const row of rows) {
    const isAsked = row.at === null && asked < MOST_LOOKED_UP;
    if (isAsked) asked += 1;
    looked.push(isAsked ? await lookRowUp(desk, account, row) : { row });
  }
  return looked;
};

/** The account's places: what the draft says, what would be wrong with it, sheets, and positions of addresses. */
export const placeHandlers = (desk: Desk): HandlersOf<Routes> => ({
  "GET /accounts/:account/places": async ({ params: { account }, me }) => {
    const view = await viewOf(desk, account, me.member.id);
    const file = placesFile(view);
    const [checked, tables, known] = await Promise.all([
      desk.copies.check(view),
      desk.library.placeTables.all(),
      desk.maps.account(account),
    ]);
    return {
      file,
      text: fileTexts(view, file).text,
      revision: fileRevision(view, file),
      problems: inFile(checked.compiled.diagnostics, file),
      hasKey: known.ok,
      lists: tables
        .filter((one) => one.account === account)
        .map(({ list, count, atMs }) => ({ list, count, atMs })),
      uses: placeUses(checked.rules.values()),
    };
  },
  "POST /accounts/:account/places-check": async ({ params: { account }, body, me }) => {
    const view = await viewOf(desk, account, me.member.id);
    const name = placesFile(view);
    const cut = await cutFiles(desk, view, [{ name, text: body.text }]);
    const compiled = await desk.copies.compile(view, withFiles(view.parts, cut));
    return { problems: inFile(compiled.diagnostics, name) };
  },
  "POST /accounts/:account/places-locate": async ({ params: { account }, body }) => {
    const { lat, lng } = mapData(await locate(desk.maps, account, { address: body.address }));
    return { lat, lng };
  },
  "POST /accounts/:account/places-sheet": async ({ params: { account }, body }) => {
    const { rows, problems } = readRows(body.text);
    const written = rows.map(writtenRow);
    if (body.lookUp) mapData(await desk.maps.account(account));
    const looked = body.lookUp
      ? await lookUp(desk, account, written)
      : written.map((row) => ({ row }));
    return {
      rows: looked.flatMap((one) => ("row" in one ? [one.row] : [])),
      problems: [
        ...problems.map(({ line, code, found }) => sheetProblem(line, code, found)),
        ...looked.flatMap((one) => ("problem" in one ? [one.problem] : [])),
      ].sort((a, b) => a.line - b.line),
    };
  },
});
