import { crc32 } from "node:zlib";

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}
/** Takes what is written next; waits as long as it must. */
export type ZipSink = (bytes: Uint8Array) => Promise<void>;
/** An archive being written, a file after the other: none of them is kept. */
export interface ZipWriter {
  readonly add: (entry: ZipEntry) => Promise<void>;
  /** Writes the list of files that ends an archive. */
  readonly end: () => Promise<void>;
}

/** 65,535 files and 4 GB: more needs another format. */
export const ZIP_FILES = 65_535;
const UTF8_NAMES = 0x0800;
/** 1980-01-01: what an archive says that knows no times. */
const NO_DATE = 0x0021;

interface Placed {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

/** The fields that a file's head and its line in the list share. */
const shared = ({ name, crc, size }: Placed): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  // Stored as it is: pictures do not get smaller.
  fields.writeUInt16LE(0, 4);
  fields.writeUInt16LE(0, 6);
  fields.writeUInt16LE(NO_DATE, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(size, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
};
const signature = (code: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(code, 0);
  return bytes;
};
const headOf = (file: Placed): Buffer =>
  Buffer.concat([signature(0x04034b50), shared(file), file.name]);
const lineOf = (file: Placed): Buffer => {
  const more = Buffer.alloc(14);
  more.writeUInt32LE(file.offset, 10);
  const version = Buffer.from([20, 0]);
  return Buffer.concat([signature(0x02014b50), version, shared(file), more, file.name]);
};
const endOf = (count: number, size: number, offset: number): Buffer => {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};

/** Writes an archive (PKZIP 2.0, files stored) as its files come. Throws a `RangeError` beyond `ZIP_FILES`. */
export const writeZip = (write: ZipSink): ZipWriter => {
  const files: Placed[] = [];
  let offset = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    await write(bytes);
    offset += bytes.length;
  };
  return {
    add: async ({ name, bytes }) => {
      if (files.length >= ZIP_FILES) throw new RangeError(`more than ${ZIP_FILES} files`);
      const file = { name: Buffer.from(name), crc: crc32(bytes), size: bytes.length, offset };
      files.push(file);
      await put(headOf(file));
      await put(bytes);
    },
    end: async () => {
      const start = offset;
      for (const file of files) await put(lineOf(file));
      await put(endOf(files.length, offset - start, start));
    },
  };
};
