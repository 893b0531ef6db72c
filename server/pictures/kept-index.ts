import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import type { PictureCode } from "./codes.ts";
import type { Remembered } from "./remember.ts";

/** Another way of looking at pictures needs another number: what an older one wrote is looked at anew. */
const HEAD = Buffer.from("yingda pictures 1\n");
/** Before each record: its length and its checksum. */
const RECORD_HEAD = 8;

/** What is kept of a file of the library. */
export interface KeptFile {
  readonly file: string;
  /** Changes with the file. */
  readonly stamp: string;
  readonly bytes: number;
  readonly picture: Remembered | null;
  /** Why it cannot be recognised; `null`: it can. */
  readonly problem: PictureCode | null;
}
type Written = KeptFile | { readonly file: string; readonly isGone: true };

const recordOf = (written: Written): Buffer => {
  const body = serialize(written);
  const head = Buffer.alloc(RECORD_HEAD);
  head.writeUInt32LE(body.length, 0);
  head.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([head, body]);
};

/** The sound records from the beginning on: what a crash left half written ends it. */
const recordsIn = (
  bytes: Buffer,
): { readonly records: readonly Written[]; readonly isWhole: boolean } => {
  const records: Written[] = [];
  if (!bytes.subarray(0, HEAD.length).equals(HEAD)) return { records, isWhole: false };
  let at = HEAD.length;
  while (at + RECORD_HEAD <= bytes.length) {
    const end = at + RECORD_HEAD + bytes.readUInt32LE(at);
    const body = bytes.subarray(at + RECORD_HEAD, end);
    if (end > bytes.length || crc32(body) !== bytes.readUInt32LE(at + 4)) break;
    records.push(deserialize(body) as Written);
    at = end;
  }
  return { records, isWhole: at === bytes.length };
};

/** The index of a library on disk: records are added at its end, and it can always be made again from the pictures. */
export class KeptIndex {
  readonly #path: string;
  constructor(path: string) {
    this.#path = path;
  }

  /** What was kept; a file that is damaged, or holds mostly what is gone, is written anew. */
  async read(): Promise<ReadonlyMap<string, KeptFile>> {
    const bytes = await readFile(this.#path).catch(() => null);
    const kept = new Map<string, KeptFile>();
    if (bytes === null) {
      await this.#rewrite(kept);
      return kept;
    }
    const { records, isWhole } = recordsIn(bytes);
    for (const record of records)
      if ("isGone" in record) kept.delete(record.file);
      else kept.set(record.file, record);
    if (!isWhole || records.length > 2 * kept.size + 20) await this.#rewrite(kept);
    return kept;
  }

  async add(kept: KeptFile): Promise<void> {
    await appendFile(this.#path, recordOf(kept));
  }
  async remove(file: string): Promise<void> {
    await appendFile(this.#path, recordOf({ file, isGone: true }));
  }

  async #rewrite(kept: ReadonlyMap<string, KeptFile>): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const fresh = `${this.#path}.new`;
    await writeFile(fresh, HEAD);
    for (const one of kept.values()) await appendFile(fresh, recordOf(one));
    await rename(fresh, this.#path);
  }
}
