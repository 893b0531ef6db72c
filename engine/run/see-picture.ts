import type { Account } from "../schema/account.ts";
import type { TraceStep } from "../schema/trace.ts";
import type { Json } from "../schema/words.ts";
import type { Run } from "./run.ts";
import { answerFor } from "./run.ts";

/** Fetching the photo and comparing it; what takes longer than the platform waits travels late. */
const PICTURE_MS = 20_000;
/** Where the same answer is asked for again in one message. */
const PATH = "picture";

/** A file of the library that the photo may show. */
interface Seen {
  readonly file: string;
  /** 0 to 1. */
  readonly score: number;
  readonly isSame: boolean;
}
interface Sight {
  readonly threshold: number;
  /** Best first. */
  readonly seen: readonly Seen[];
}
const isSight = (value: Json): value is Json & Sight =>
  Array.isArray((value as Partial<Sight> | null)?.seen);

/** What was seen, by ids of `pictures.yaml`: files that no entry names any more do not count. */
const named = ({ pictures }: Pick<Account, "pictures">, seen: readonly Seen[]) => {
  const idOf = new Map(pictures.map(({ file, id }) => [file, id]));
  return seen.flatMap(({ file, score, isSame }) => {
    const picture = idOf.get(file);
    return picture === undefined ? [] : [{ picture, score, isSame }];
  });
};

type PictureStep = Extract<TraceStep, { kind: "picture" }>;
const stepOf = (found: ReturnType<typeof named>, threshold: number): PictureStep => {
  const [best, second] = found;
  const { picture, score } = second ?? { picture: "", score: 0 };
  return {
    kind: "picture",
    picture: best?.picture ?? "",
    verdict: best?.isSame === true ? "recognised" : "refused",
    score: best?.score ?? 0,
    threshold,
    runnerUp: second === undefined ? null : { picture, score },
  };
};

/**
 * A picture is compared with the library of the account, where rules ask what it shows. One that cannot be
 * had or read, or shows nothing known, stays a picture like any other, and the trace says why.
 */
export const seePicture = (run: Run): void => {
  const { event, rules } = run.asked;
  if (event.kind !== "image" || event.picture !== undefined || !rules.seesPictures) return;
  const args = { mediaId: event.mediaId, url: event.url };
  const told = answerFor(run, PATH)({ kind: "picture", args, deadlineMs: PICTURE_MS });
  if (!told.ok || !isSight(told.value)) return;
  const found = named(rules.settings, told.value.seen);
  const step = stepOf(found, told.value.threshold);
  run.steps.push(step);
  const picture = step.verdict === "recognised" ? step.picture : null;
  Object.assign(run, { asked: { ...run.asked, event: { ...event, picture } } });
};
