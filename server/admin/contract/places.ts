import { Type } from "typebox";
import {
  Count,
  choice,
  closed,
  LocalText,
  Ms,
  nullable,
  Problem,
  Revision,
  SourceText,
} from "./words.ts";

const Datum = choice("gcj02", "wgs84", "bd09");
export const PlacesState = Type.Object(
  {
    /** Where places stand in the draft: `places.yaml`, or what the account calls it. */
    file: Type.String(),
    /** `null`: there is no such file yet. */
    text: nullable(Type.String()),
    /** Goes with `PUT /accounts/:account/files/:file`. */
    revision: Revision,
    problems: Type.Array(Problem),
    /** Whether addresses can be looked up. */
    hasKey: Type.Boolean(),
    /** Lists that were brought in from a sheet; they are served beside the file. */
    lists: Type.Array(Type.Object({ list: Type.String(), count: Count, atMs: Ms }, closed)),
    /** What the draft's rules point to: ids of places, names of lists, `places` for all. */
    uses: Type.Array(
      Type.Object(
        { rule: Type.String(), name: Type.String(), of: Type.Array(Type.String()) },
        closed,
      ),
    ),
  },
  closed,
);
export const PlacesText = Type.Object({ text: SourceText }, closed);
export const PlaceProblems = Type.Object({ problems: Type.Array(Problem) }, closed);
export const AddressBody = Type.Object(
  { address: Type.String({ minLength: 1, maxLength: 200 }) },
  closed,
);
/** GCJ-02. */
export const AddressFound = Type.Object({ lat: Type.Number(), lng: Type.Number() }, closed);

export const SheetBody = Type.Object(
  {
    /** CSV with a head. */
    text: SourceText,
    /** Looks rows up that have an address alone; a hundred at most. */
    lookUp: Type.Boolean(),
  },
  closed,
);
const SheetRow = Type.Object(
  {
    line: Count,
    id: Type.String(),
    name: Type.String(),
    address: Type.String(),
    tel: Type.String(),
    hours: Type.Array(Type.String()),
    days: Type.Array(Type.String()),
    /** As written, or GCJ-02 where it was looked up; `null`: only the address is known. */
    at: nullable(
      Type.Object(
        { lat: Type.Number(), lng: Type.Number(), datum: nullable(Datum), isFound: Type.Boolean() },
        closed,
      ),
    ),
  },
  closed,
);
export const SheetRead = Type.Object(
  {
    rows: Type.Array(SheetRow),
    /** Rows that are not taken, and why. */
    problems: Type.Array(
      Type.Object(
        {
          line: Count,
          code: Type.String(),
          found: Type.String(),
          means: LocalText,
          remedy: LocalText,
        },
        closed,
      ),
    ),
  },
  closed,
);
