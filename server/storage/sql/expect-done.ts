import { StorageError } from "../storage-error.ts";
import type { UnitResult } from "../unit-of-work.ts";

/** For a unit that nobody can get in the way of. Throws `storage-unexpected`, naming the statement. */
export const expectDone = (result: UnitResult): readonly number[] => {
  if (result.done) return result.rows;
  throw new StorageError("storage-unexpected", `${result.failed}.`);
};
