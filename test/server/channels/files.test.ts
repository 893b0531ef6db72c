import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { nameSeries } from "../../../server/channels/name-series.ts";
import { SHEET_HEAD, sheetLine } from "../../../server/channels/sheet.ts";
import { writeZip, ZIP_FILES } from "../../../server/channels/write-zip.ts";

test("a series names every channel, with its numbers as long as the first", () => {
  expect(nameSeries("machine-{008..011}", 10)).toEqual([
    "machine-008",
    "machine-009",
    "machine-010",
    "machine-011",
  ]);
  expect(nameSeries("{1..2}-a", 10)).toEqual(["1-a", "2-a"]);
  expect(nameSeries("poster-01", 10)).toEqual(["poster-01"]);
});

test("a series that is none, goes backwards or is too long is refused", () => {
  for (const text of ["a{1..}", "a{..2}", "a{1..2}{1..2}", "a{2..1}", "a{1..11}", "a{x..y}"])
    expect([text, nameSeries(text, 10)]).toEqual([text, null]);
});

test("nothing in a sheet is a formula, and commas, quotes and lines stay in their cell", () => {
  expect(sheetLine(["=1+1", "@x", "+1", "-1", "a,b", 'say "hi"', "two\nlines", -5])).toBe(
    `'=1+1,'@x,'+1,'-1,"a,b","say ""hi""","two\nlines",-5\r\n`,
  );
  expect(SHEET_HEAD).toBe("\uFEFF");
});

/** Reads an archive by its list, as other programs do. */
const readZip = (zip: Buffer): ReadonlyMap<string, Buffer> => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const files = new Map<string, Buffer>();
  for (let n = 0; n < count; n += 1) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [crc, size, length] = [
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 24),
      zip.readUInt16LE(at + 28),
    ];
    const name = zip.toString("utf8", at + 46, at + 46 + length);
    const head = zip.readUInt32LE(at + 42);
    expect(zip.readUInt32LE(head)).toBe(0x04034b50);
    const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    const bytes = zip.subarray(start, start + size);
    expect(crc32(bytes)).toBe(crc);
    files.set(name, bytes);
    at += 46 + length;
  }
  expect(at).toBe(end);
  return files;
};

test("an archive holds its files, whatever they are called", async () => {
  const parts: Uint8Array[] = [];
  const zip = writeZip(async (bytes) => {
    parts.push(bytes);
  });
  const files = { "machine-001.png": "one", "售货机.png": "", "c.txt": "三".repeat(1_000) };
  for (const [name, text] of Object.entries(files))
    await zip.add({ name, bytes: Buffer.from(text) });
  await zip.end();
  const read = readZip(Buffer.concat(parts));
  expect([...read].map(([name, bytes]) => [name, bytes.toString()])).toEqual(Object.entries(files));
});

test("an archive that would be too long is refused, not written wrongly", async () => {
  const zip = writeZip(async () => {});
  const bytes = new Uint8Array();
  for (let n = 0; n < ZIP_FILES; n += 1) await zip.add({ name: "a", bytes });
  await expect(zip.add({ name: "a", bytes })).rejects.toThrow(RangeError);
});
