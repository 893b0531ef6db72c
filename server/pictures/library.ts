import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PictureCode } from "./codes.ts";
import { PictureError } from "./codes.ts";
import { decodePicture } from "./decode.ts";
import { PictureIndex } from "./features/picture-index.ts";
import type { LibraryPicture, Pictures } from "./find-picture.ts";
import type { KeptFile } from "./kept-index.ts";
import { KeptIndex } from "./kept-index.ts";
import { PICTURE_ENDING, PICTURE_LIMITS } from "./limits.ts";
import type { PicturePlaces } from "./places.ts";
import { PICTURE_SIDE, rememberPicture } from "./remember.ts";

/** A file of a library as it was found. */
export interface LibraryFile {
  readonly file: string;
  readonly bytes: number;
  /** Why it cannot be recognised; `null`: it can. */
  readonly problem: PictureCode | null;
}
interface Found {
  readonly path: string;
  readonly stamp: string;
  readonly bytes: number;
}
interface Known {
  readonly kept: KeptFile;
  readonly picture: LibraryPicture | null;
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

const lookAt = async (file: string, { path, stamp, bytes }: Found): Promise<KeptFile> => {
  const kept = { file, stamp, bytes };
  try {
    if (bytes > PICTURE_LIMITS.bytes) throw new PictureError("picture-too-large");
    const gray = await decodePicture(await readFile(path), PICTURE_SIDE);
    return { ...kept, picture: rememberPicture(gray), problem: null };
  } catch (error) {
    const problem = error instanceof PictureError ? error.code : "picture-unreadable";
    return { ...kept, picture: null, problem };
  }
};

/** The pictures of one account, as they lie in its folders: each is looked at once, kept on disk, and looked at again when it changes. */
export class PictureLibrary {
  readonly #folders: readonly string[];
  readonly #kept: KeptIndex | null;
  readonly #known = new Map<string, Known>();
  readonly #index = new PictureIndex<LibraryPicture>();
  #isRead = false;
  #looking: Promise<void> | null = null;

  constructor({ folders, index }: Pick<PicturePlaces, "folders" | "index">) {
    this.#folders = folders;
    this.#kept = index === null ? null : new KeptIndex(index);
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
    await this.#readKept();
    const files = await filesIn(this.#folders);
    for (const file of [...this.#known.keys()])
      if (!files.has(file)) {
        this.#forget(file);
        await this.#kept?.remove(file);
      }
    for (const [file, found] of files) {
      if (this.#known.get(file)?.kept.stamp === found.stamp) continue;
      const kept = await lookAt(file, found);
      this.#learn(kept);
      await this.#kept?.add(kept);
    }
  }

  async #readKept(): Promise<void> {
    if (this.#isRead || this.#kept === null) return;
    this.#isRead = true;
    for (const kept of (await this.#kept.read()).values()) this.#learn(kept);
  }

  #learn(kept: KeptFile): void {
    this.#forget(kept.file);
    const picture = kept.picture === null ? null : { ...kept.picture, file: kept.file };
    this.#known.set(kept.file, { kept, picture });
    if (picture !== null) this.#index.add(picture);
  }

  #forget(file: string): void {
    const picture = this.#known.get(file)?.picture ?? null;
    if (picture !== null) this.#index.remove(picture);
    this.#known.delete(file);
  }

  /** A file of the library as it lies there; `null` if it has none of that name. */
  async read(file: string): Promise<Uint8Array | null> {
    const found = (await filesIn(this.#folders)).get(file);
    return found === undefined ? null : readFile(found.path);
  }

  get pictures(): Pictures {
    const all = [...this.#known.values()].flatMap(({ picture }) => picture ?? []);
    return { all, index: this.#index };
  }

  get files(): readonly LibraryFile[] {
    return [...this.#known.values()]
      .map(({ kept: { file, bytes, problem } }) => ({ file, bytes, problem }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  }
}
