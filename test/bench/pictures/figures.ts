import { decodePicture } from "../../../server/pictures/decode.ts";
import type { Pictures } from "../../../server/pictures/find-picture.ts";
import { findPicture, PHOTO_SIDE } from "../../../server/pictures/find-picture.ts";
import type { QueryKind } from "./queries.ts";

/** What came of one kind of query. */
export interface Figures {
  readonly name: string;
  readonly tried: number;
  readonly right: number;
  readonly wrong: number;
  /** Of the best score in each query. */
  readonly medianScore: number;
  /** Of a query, decoding included: wall and processor time. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly medianCpuMs: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const at = (list: readonly number[], share: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))] ?? 0;

/** Sends so many queries of a kind. */
export const measureKind = async (
  kind: QueryKind,
  { library, pictures, tries }: { library: Pictures; pictures: number; tries: number },
): Promise<Figures> => {
  let [right, wrong] = [0, 0];
  const times: { readonly wall: number; readonly cpu: number }[] = [];
  const scores: number[] = [];
  for (let one = 0; one < tries; one += 1) {
    const { bytes, shows } = await kind.make(one, pictures);
    const [wall, cpu] = [performance.now(), cpuMs()];
    const { seen } = findPicture(library, await decodePicture(bytes, PHOTO_SIDE));
    times.push({ wall: performance.now() - wall, cpu: cpuMs() - cpu });
    const [best] = seen;
    scores.push(best?.score ?? 0);
    if (best?.isSame !== true) continue;
    if (best.file === shows) right += 1;
    else wrong += 1;
  }
  const walls = times.map(({ wall }) => wall);
  return {
    ...{ name: kind.name, tried: tries, right, wrong },
    medianScore: at(scores, 0.5),
    medianMs: at(walls, 0.5),
    p95Ms: at(walls, 0.95),
    medianCpuMs: at(
      times.map(({ cpu }) => cpu),
      0.5,
    ),
  };
};

/** Whether a kind came out as it must. */
export const isGood = (kind: QueryKind, { tried, right, wrong }: Figures): boolean =>
  (kind.recall === null || (100 * right) / tried >= kind.recall) &&
  wrong <= (kind.wrong * tried) / 200;
