import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PictureCode } from "./codes.ts";
import { PictureError } from "./codes.ts";
import type { Pictures } from "./find-picture.ts";
import { PICTURE_ENDING, PICTURE_LIMITS } from "./limits.ts";
import type { Remembered } from "./remember.ts";
import { rememberPicture } from "./remember.ts";

/** A file of a library as it was found. */
export interface LibraryFile {
  readonly file: string;
  readonly bytes: number;
  /** Why it cannot be recognised; `null`: it can. */
  readonly problem: PictureCode | null;
}
interface Known {
  readonly path: string;
  /** Changes with the file. */
  readonly stamp: string;
  readonly bytes: number;
  readonly picture: Remembered | null;
  readonly problem: PictureCode | null;
}
interface Found {
  readonly path: string;
  readonly stamp: string;
  readonly bytes: number;
}

/** The files of the folders that may be pictures; of two with one name that of the first folder counts. */
const filesIn = async (folders: readonly string[]): Promise<ReadonlyMap<string, Found>> => {
  const files = new Map<string, Found>();
  for (const folder of folders) {
    // An account without pictures has no such folder.
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => PICTURE_ENDING.test(one)).sort()) {
      if (files.has(name) || files.size >= PICTURE_LIMITS.files) continue;
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile() !== true) continue;
      const { size: bytes, mtimeMs } = found;
      files.set(name, { path, stamp: `${path}\n${bytes}\n${mtimeMs}`, bytes });
    }
  }
  return files;
};

const remember = async ({ path, bytes }: Found): Promise<Pick<Known, "picture" | "problem">> => {
  try {
    if (bytes > PICTURE_LIMITS.bytes) throw new PictureError("picture-too-large");
    return { picture: await rememberPicture(await readFile(path)), problem: null };
  } catch (error) {
    const problem = error instanceof PictureError ? error.code : "picture-unreadable";
    return { picture: null, problem };
  }
};

/** The pictures of one account, as they lie in its folders: each is looked at once, and again when it changes. */
export class PictureLibrary {
  readonly #folders: readonly string[];
  readonly #known = new Map<string, Known>();
  #looking: Promise<void> | null = null;

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** Brings what is known up to date with the folders; one look at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** The same, with what came since a look that is under way. */
  async lookAgain(): Promise<void> {
    await this.#looking;
    await this.look();
  }

  async #look(): Promise<void> {
    const files = await filesIn(this.#folders);
    for (const file of this.#known.keys()) if (!files.has(file)) this.#known.delete(file);
    for (const [file, found] of files) {
      if (this.#known.get(file)?.stamp === found.stamp) continue;
      this.#known.set(file, { ...found, ...(await remember(found)) });
    }
  }

  get pictures(): Pictures {
    return [...this.#known].flatMap(([file, { picture }]) =>
      picture === null ? [] : [[file, picture] as const],
    );
  }

  get files(): readonly LibraryFile[] {
    return [...this.#known].map(([file, { bytes, problem }]) => ({ file, bytes, problem }));
  }
}
