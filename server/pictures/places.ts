/** Where the pictures of an account lie. */
export interface PicturePlaces {
  readonly account: string;
  /** Of two files with one name that of the first counts. */
  readonly folders: readonly string[];
  /** The file that keeps what was seen in them; `null`: nothing is kept. */
  readonly index: string | null;
}
