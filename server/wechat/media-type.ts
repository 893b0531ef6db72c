/** What the platform calls a file. */
export interface SniffedType {
  readonly type: "image" | "voice" | "video";
  readonly contentType: string;
  /** As in the table of limits. */
  readonly ending: string;
}

type Sign = readonly [test: (head: string) => boolean, found: SniffedType];

const starts =
  (...marks: readonly string[]) =>
  (head: string): boolean =>
    marks.some((mark) => head.startsWith(mark));

const signs: readonly Sign[] = [
  [starts("\x89PNG\r\n\x1a\n"), { type: "image", contentType: "image/png", ending: "png" }],
  [starts("\xff\xd8\xff"), { type: "image", contentType: "image/jpeg", ending: "jpg" }],
  [starts("GIF87a", "GIF89a"), { type: "image", contentType: "image/gif", ending: "gif" }],
  [starts("#!AMR"), { type: "voice", contentType: "audio/amr", ending: "amr" }],
  [
    starts("ID3", "\xff\xfb", "\xff\xf3", "\xff\xf2", "\xff\xfa"),
    { type: "voice", contentType: "audio/mpeg", ending: "mp3" },
  ],
  [
    (head) => head.slice(4, 8) === "ftyp",
    { type: "video", contentType: "video/mp4", ending: "mp4" },
  ],
];

/** Tells a file's type by its first bytes, whatever its name says; `null` for one the platform does not take. */
export const sniffType = (bytes: Uint8Array): SniffedType | null => {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  return signs.find(([test]) => test(head))?.[1] ?? null;
};
