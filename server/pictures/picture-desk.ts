import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sight } from "./find-picture.ts";
import type { LibraryFile } from "./library.ts";
import { PICTURE_ENDING } from "./limits.ts";
import type { PicturePlaces } from "./places.ts";
import type { Recogniser } from "./recogniser.ts";

/** A file of the library, and whether it was uploaded here. */
export interface DeskFile extends LibraryFile {
  readonly isUploaded: boolean;
}
/** What a person does to the pictures of an account. All of it rejects with `PictureError` for a picture that cannot be looked at. */
export interface PictureDesk {
  readonly list: (account: string) => Promise<readonly DeskFile[]>;
  /** A small JPEG; `null` for a file that is not there. */
  readonly preview: (account: string, file: string) => Promise<Uint8Array | null>;
  /** Looks at it, then keeps it; gives what it is like. `null`: the name is taken. */
  readonly add: (account: string, file: string, bytes: Uint8Array) => Promise<Sight | null>;
  /** Whether there was such an upload. */
  readonly remove: (account: string, file: string) => Promise<boolean>;
  readonly compare: (account: string, photo: Uint8Array) => Promise<Sight>;
}

const uploadedIn = async ({ folders: [uploads = ""] }: PicturePlaces): Promise<readonly string[]> =>
  // Before the first upload there is no such folder.
  (await readdir(uploads).catch(() => [])).filter((name) => PICTURE_ENDING.test(name));

/** Uploads lie in the first of an account's folders, under their own names. */
export const createPictureDesk = (
  recogniser: Recogniser,
  places: (account: string) => Promise<PicturePlaces>,
): PictureDesk => {
  const list: PictureDesk["list"] = async (account) => {
    const where = await places(account);
    const [files, uploaded] = [await recogniser.list(where), new Set(await uploadedIn(where))];
    return files.map((one) => ({ ...one, isUploaded: uploaded.has(one.file) }));
  };
  const add: PictureDesk["add"] = async (account, file, bytes) => {
    const where = await places(account);
    const sight = await recogniser.compare(where, bytes);
    if ((await recogniser.list(where)).some((one) => one.file === file)) return null;
    const [uploads = ""] = where.folders;
    await mkdir(uploads, { recursive: true });
    const path = join(uploads, file);
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
    await recogniser.list(where);
    return sight;
  };
  const remove: PictureDesk["remove"] = async (account, file) => {
    const where = await places(account);
    if (!(await uploadedIn(where)).includes(file)) return false;
    await rm(join(where.folders[0] ?? "", file));
    await recogniser.list(where);
    return true;
  };
  return {
    list,
    add,
    remove,
    preview: async (account, file) => recogniser.preview(await places(account), file),
    compare: async (account, photo) => recogniser.compare(await places(account), photo),
  };
};
