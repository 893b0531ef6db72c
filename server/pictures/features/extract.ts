import type { Gray } from "../gray.ts";
import { resize } from "../gray.ts";
import type { Corner } from "./corners.ts";
import { BORDER, cornersOf } from "./corners.ts";
import { blur, describeAt, directionAt } from "./describe.ts";
import type { Features } from "./features.ts";
import { LEVELS, STEP, UNITS } from "./features.ts";
import { WORDS } from "./words.ts";

interface Level {
  readonly level: number;
  readonly scale: number;
  readonly gray: Gray;
  readonly corners: readonly Corner[];
}

const levelsOf = (gray: Gray): readonly Omit<Level, "corners">[] => {
  const levels: Omit<Level, "corners">[] = [];
  for (let level = 0, last = gray; level < LEVELS; level += 1) {
    const scale = STEP ** level;
    const [width, height] = [Math.round(gray.width / scale), Math.round(gray.height / scale)];
    if (Math.min(width, height) < 3 * BORDER) break;
    last = level === 0 ? gray : resize(last, width, height);
    levels.push({ level, scale, gray: last });
  }
  return levels;
};

/** Finds and describes the corners of a picture in several sizes, `most` of them (as ORB does: E. Rublee et al., ICCV 2011). */
export const extractFeatures = (gray: Gray, most: number): Features => {
  const pyramid = levelsOf(gray);
  const areas = pyramid.reduce((sum, { scale }) => sum + 1 / scale, 0);
  const levels: readonly Level[] = pyramid.map((one) => ({
    ...one,
    corners: cornersOf(one.gray, Math.round(most / one.scale / areas)),
  }));
  const count = levels.reduce((sum, { corners }) => sum + corners.length, 0);
  const features: Features = {
    count,
    words: new Uint32Array(count * WORDS),
    x: new Uint16Array(count),
    y: new Uint16Array(count),
    level: new Uint8Array(count),
    angle: new Uint8Array(count),
  };
  let at = 0;
  for (const { level, gray: own, corners } of levels) {
    const soft = blur(own);
    const [scaleX, scaleY] = [gray.width / own.width, gray.height / own.height];
    for (const { x, y } of corners) {
      const angle = directionAt(own, x, y);
      describeAt(soft, { x, y, angle }, { words: features.words, at: at * WORDS });
      features.x[at] = Math.round(((x + 0.5) * scaleX - 0.5) * UNITS);
      features.y[at] = Math.round(((y + 0.5) * scaleY - 0.5) * UNITS);
      features.level[at] = level;
      features.angle[at] = angle;
      at += 1;
    }
  }
  return features;
};
