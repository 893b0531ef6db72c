import type { PictureCode } from "./codes.ts";
import type { Sight } from "./find-picture.ts";
import type { LibraryFile } from "./library.ts";
import type { PicturePlaces } from "./places.ts";

/** What the worker is asked. */
export type PictureAsk =
  | ({ readonly kind: "compare"; readonly bytes: Uint8Array } & PicturePlaces)
  | ({ readonly kind: "list" } & PicturePlaces)
  | ({ readonly kind: "preview"; readonly file: string } & PicturePlaces);
export type PictureTold =
  | { readonly kind: "compare"; readonly sight: Sight }
  | { readonly kind: "list"; readonly files: readonly LibraryFile[] }
  /** A small JPEG; `null`: there is no such file. */
  | { readonly kind: "preview"; readonly bytes: Uint8Array | null }
  | { readonly kind: "failed"; readonly code: PictureCode; readonly reason: string };
/** With the number of the question. */
export interface PictureQuestion {
  readonly id: number;
  readonly ask: PictureAsk;
}
export interface PictureAnswer {
  readonly id: number;
  /** `null`: no answer yet, but it is at work. */
  readonly told: PictureTold | null;
}
