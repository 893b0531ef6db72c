import type { PictureCode } from "./codes.ts";
import type { Sight } from "./find-picture.ts";
import type { LibraryFile } from "./library.ts";

/** Where the pictures of an account lie. */
export interface PicturePlaces {
  readonly account: string;
  /** Of two files with one name that of the first counts. */
  readonly folders: readonly string[];
}
/** What the worker is asked. */
export type PictureAsk =
  | ({ readonly kind: "compare"; readonly bytes: Uint8Array } & PicturePlaces)
  | ({ readonly kind: "list" } & PicturePlaces);
export type PictureTold =
  | { readonly kind: "compare"; readonly sight: Sight }
  | { readonly kind: "list"; readonly files: readonly LibraryFile[] }
  | { readonly kind: "failed"; readonly code: PictureCode; readonly reason: string };
/** With the number of the question. */
export interface PictureQuestion {
  readonly id: number;
  readonly ask: PictureAsk;
}
export interface PictureAnswer {
  readonly id: number;
  readonly told: PictureTold;
}
