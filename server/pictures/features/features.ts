/** Parts of a coordinate a point. */
export const UNITS = 32;
/** How much smaller each level is than the one before. */
export const STEP = 1.2;
export const LEVELS = 8;
/** Directions that are told apart. */
export const ANGLES = 32;

/** What is remembered of a picture's corners. */
export interface Features {
  readonly count: number;
  /** 256 bits a corner. */
  readonly words: Uint32Array;
  /** In `UNITS` of a point of the picture as it was looked at. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  /** The smaller the picture had to be made, the larger the corner. */
  readonly level: Uint8Array;
  /** Of `ANGLES`. */
  readonly angle: Uint8Array;
}
