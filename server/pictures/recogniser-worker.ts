import { setTimeout as sleep } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { Recent } from "../recent.ts";
import { PictureError } from "./codes.ts";
import { decodePicture, previewOf } from "./decode.ts";
import { findPicture, PHOTO_SIDE } from "./find-picture.ts";
import { PictureLibrary } from "./library.ts";
import type { PictureAnswer, PictureAsk, PictureQuestion, PictureTold } from "./messages.ts";
import type { PicturePlaces } from "./places.ts";

/** Accounts whose pictures stay in memory. */
const LIBRARIES_KEPT = 50;
/** A photo waits this long for pictures that nobody has looked at yet; then it is compared with those that are known. */
const WAIT_MS = 3_000;
/** A folder is looked through again after this time. */
const FRESH_MS = 10_000;

const libraries = new Recent<{ library: PictureLibrary; lookedAtMs: number }>(LIBRARIES_KEPT);

/** The account's library; `isNow`: its folders are looked through before it is given. */
const libraryOf = async (places: PicturePlaces, isNow: boolean): Promise<PictureLibrary> => {
  const key = [places.account, ...places.folders].join("\n");
  const known = libraries.get(key) ?? { library: new PictureLibrary(places), lookedAtMs: 0 };
  const isFresh = performance.now() - known.lookedAtMs < FRESH_MS && known.lookedAtMs > 0;
  if (isNow) await known.library.lookAgain();
  else if (!isFresh) await Promise.race([known.library.look(), sleep(WAIT_MS)]);
  libraries.set(key, { ...known, lookedAtMs: performance.now() });
  return known.library;
};

const answer = async (ask: PictureAsk): Promise<PictureTold> => {
  if (ask.kind === "list") {
    const { files } = await libraryOf(ask, true);
    return { kind: "list", files };
  }
  if (ask.kind === "preview") {
    const bytes = await (await libraryOf(ask, false)).read(ask.file);
    return { kind: "preview", bytes: bytes === null ? null : await previewOf(bytes) };
  }
  const gray = await decodePicture(ask.bytes, PHOTO_SIDE);
  const { pictures } = await libraryOf(ask, false);
  return { kind: "compare", sight: findPicture(pictures, gray) };
};

const answerOrFail = async (ask: PictureAsk): Promise<PictureTold> => {
  try {
    return await answer(ask);
  } catch (error) {
    const reason = error instanceof Error ? String(error.cause ?? error.stack) : String(error);
    const code = error instanceof PictureError ? error.code : "picture-failed";
    return { kind: "failed", code, reason };
  }
};

const ALIVE_MS = 1_000;
const say = (answer: PictureAnswer): void => parentPort?.postMessage(answer);

parentPort?.on("message", ({ id, ask }: PictureQuestion) => {
  const alive = setInterval(() => say({ id, told: null }), ALIVE_MS);
  answerOrFail(ask).then((told) => {
    clearInterval(alive);
    say({ id, told });
  });
});
