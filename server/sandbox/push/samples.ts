import { writePng } from "../../wechat/wire/png.ts";

/** What a follower is taken to have sent when a push brings no bytes of its own. */
export const sampleOf = (
  type: string,
): { readonly bytes: Buffer; readonly contentType: string; readonly ending: string } => {
  if (type === "voice")
    return {
      bytes: Buffer.from("#!AMR\n\x3c\x00", "latin1"),
      contentType: "audio/amr",
      ending: "amr",
    };
  if (type === "video")
    return {
      bytes: Buffer.from("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "latin1"),
      contentType: "video/mp4",
      ending: "mp4",
    };
  return {
    bytes: writePng(32, 32, (x, y) => (x * 8) ^ (y * 8)),
    contentType: "image/png",
    ending: "png",
  };
};

/** The type of bytes by their first ones, `null` when none is known. */
export const typeOf = (
  bytes: Buffer,
): { readonly contentType: string; readonly ending: string } | null => {
  const head = bytes.toString("latin1", 0, 12);
  for (const [test, contentType, ending] of signs) {
    if (test(head)) return { contentType, ending };
  }
  return null;
};

const starts =
  (...marks: readonly string[]) =>
  (head: string): boolean =>
    marks.some((mark) => head.startsWith(mark));

const signs: readonly (readonly [(head: string) => boolean, string, string])[] = [
  [starts("\x89PNG\r\n\x1a\n"), "image/png", "png"],
  [starts("\xff\xd8\xff"), "image/jpeg", "jpg"],
  [starts("GIF87a", "GIF89a"), "image/gif", "gif"],
  [starts("BM"), "image/bmp", "bmp"],
  [starts("#!AMR"), "audio/amr", "amr"],
  [starts("ID3", "\xff\xfb", "\xff\xf3", "\xff\xf2", "\xff\xfa"), "audio/mp3", "mp3"],
  [(head) => head.startsWith("RIFF") && head.endsWith("WAVE"), "audio/wav", "wav"],
  [starts("\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "audio/x-ms-wma", "wma"],
  [(head) => head.slice(4, 8) === "ftyp", "video/mp4", "mp4"],
];
