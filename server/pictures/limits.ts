const MB = 1024 * 1024;

/** What the recogniser takes; everything beyond is refused before it is decoded. */
export const PICTURE_LIMITS = {
  /** As much as the platform takes of a picture. */
  bytes: 10 * MB,
  /** Width by height; a phone's photo has 12 million. */
  pixels: 40_000_000,
  /** The shorter side: less shows too little. */
  leastSide: 64,
  /** Pictures of one account. */
  files: 20_000,
  /** Photos that wait for their turn; more are refused. */
  waiting: 64,
} as const;

/** Endings of the files in `pictures/` that are looked at. */
export const PICTURE_ENDING = /\.(?:jpe?g|png|webp|gif)$/i;
