import { Type } from "typebox";
import { AccountIdText, Count, closed, LocalText, nullable } from "./words.ts";

/** Pictures up to 10 MB, as base64. */
const CHARS = 14_000_000;
export const PICTURE_BODY_BYTES = CHARS + 4_096;
const Base64 = Type.String({ minLength: 4, maxLength: CHARS, pattern: "^[A-Za-z0-9+/]+=*$" });
const FileText = Type.String({ pattern: "^[^./\\\\\\s][^/\\\\\\u0000-\\u001f]{0,99}$" });
export const PictureFile = Type.String({
  pattern:
    "^[^./\\\\\\s][^/\\\\\\u0000-\\u001f]{0,93}\\.(jpg|jpeg|png|webp|gif|JPG|JPEG|PNG|WEBP|GIF)$",
});
export const PictureParams = Type.Object({ account: AccountIdText, picture: FileText }, closed);
export const PictureBody = Type.Object({ file: PictureFile, data: Base64 }, closed);
export const PhotoBody = Type.Object({ data: Base64 }, closed);

const Seen = Type.Object(
  {
    file: Type.String(),
    /** By its entry in the published `pictures.yaml`; `null` where none names the file. */
    picture: nullable(Type.String()),
    /** 0 to 1. */
    score: Type.Number(),
    isSame: Type.Boolean(),
  },
  closed,
);
export const PictureSight = Type.Object(
  { threshold: Type.Number(), seen: Type.Array(Seen) },
  closed,
);
export const PictureAdded = Type.Object(
  {
    file: Type.String(),
    /** Pictures of the library that it would be taken for. */
    alike: Type.Array(Seen),
  },
  closed,
);
export const PictureRow = Type.Object(
  {
    file: Type.String(),
    bytes: Count,
    /** The published entry that names it. */
    picture: nullable(Type.String()),
    /** Only these can be deleted here; the others lie in the account's folder. */
    isUploaded: Type.Boolean(),
    /** Why it cannot be recognised. */
    problem: nullable(
      Type.Object({ code: Type.String(), means: LocalText, remedy: LocalText }, closed),
    ),
  },
  closed,
);
export const PicturePreview = Type.Object(
  {
    file: Type.String(),
    /** At most 320 pixels, a JPEG as a `data:` address. */
    data: Type.String(),
  },
  closed,
);
