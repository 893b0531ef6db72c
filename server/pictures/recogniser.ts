import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { PictureCode } from "./codes.ts";
import { PictureError } from "./codes.ts";
import { openDecoder } from "./decode.ts";
import type { Sight } from "./find-picture.ts";
import type { LibraryFile } from "./library.ts";
import { PICTURE_LIMITS } from "./limits.ts";
import type { PictureAnswer, PictureAsk, PictureTold } from "./messages.ts";
import type { PicturePlaces } from "./places.ts";

export interface Recogniser {
  /** What a photo shows of an account's pictures. Rejects with `PictureError`. */
  readonly compare: (places: PicturePlaces, photo: Uint8Array) => Promise<Sight>;
  /** The files of an account's library, after a look at each new one. Rejects with `PictureError`. */
  readonly list: (places: PicturePlaces) => Promise<readonly LibraryFile[]>;
  /** A small JPEG of a file; `null` if the library has no such file. Rejects with `PictureError`. */
  readonly preview: (places: PicturePlaces, file: string) => Promise<Uint8Array | null>;
  readonly close: () => Promise<void>;
}
export interface RecogniserDeps {
  readonly log: { readonly error: (fields: object, text: string) => void };
  /** A worker that is asked something and says nothing for so long is started anew. */
  readonly silenceMs?: number;
}

/** It says every second that it is at work. */
const SILENCE_MS = 15_000;
// Built code has the ending of this very file.
const ENTRY = fileURLToPath(
  new URL(`./recogniser-worker${import.meta.url.slice(-3)}`, import.meta.url),
);

interface Waiting {
  readonly settle: (told: PictureTold) => void;
  readonly fail: (code: PictureCode) => void;
}

/** One worker thread that looks at pictures, started when the first one comes: the serving thread never decodes anything. */
class WorkerRecogniser implements Recogniser {
  readonly #deps: RecogniserDeps;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Promise<Worker> | null = null;
  #silence: NodeJS.Timeout | undefined;
  #last = 0;
  #isClosed = false;

  constructor(deps: RecogniserDeps) {
    this.#deps = deps;
  }

  compare = async (places: PicturePlaces, photo: Uint8Array): Promise<Sight> => {
    // Refused here already, so that it need not travel.
    if (photo.length > PICTURE_LIMITS.bytes) throw new PictureError("picture-too-large");
    const ask = { ...places, kind: "compare", bytes: new Uint8Array(photo) } as const;
    const told = await this.#ask(ask);
    if (told.kind !== "compare") throw new PictureError("picture-failed");
    return told.sight;
  };

  list = async (places: PicturePlaces): Promise<readonly LibraryFile[]> => {
    const told = await this.#ask({ ...places, kind: "list" });
    if (told.kind !== "list") throw new PictureError("picture-failed");
    return told.files;
  };

  preview = async (places: PicturePlaces, file: string): Promise<Uint8Array | null> => {
    const told = await this.#ask({ ...places, kind: "preview", file });
    if (told.kind !== "preview") throw new PictureError("picture-failed");
    return told.bytes;
  };

  close = async (): Promise<void> => {
    this.#isClosed = true;
    await this.#stop("picture-failed");
  };

  async #ask(ask: PictureAsk): Promise<PictureTold> {
    if (this.#isClosed) throw new PictureError("picture-failed");
    if (this.#waiting.size >= PICTURE_LIMITS.waiting) throw new PictureError("picture-busy");
    this.#last += 1;
    const id = this.#last;
    const told = await new Promise<PictureTold>((resolve, reject) => {
      const fail = (code: PictureCode): void => reject(new PictureError(code));
      this.#waiting.set(id, { settle: resolve, fail });
      this.#watch();
      this.#post(id, ask);
    });
    if (told.kind !== "failed") return told;
    if (told.code === "picture-failed")
      this.#deps.log.error({ account: ask.account, reason: told.reason }, "the recogniser failed");
    throw new PictureError(told.code);
  }

  /** Waits anew for a sign of life, while anybody waits for an answer. */
  #watch(): void {
    clearTimeout(this.#silence);
    if (this.#waiting.size === 0) return;
    this.#silence = setTimeout(() => {
      this.#deps.log.error({}, "the recogniser says nothing any more");
      this.#stop("picture-timeout").catch(() => {});
    }, this.#deps.silenceMs ?? SILENCE_MS);
  }

  #hear({ id, told }: PictureAnswer): void {
    if (told !== null) {
      this.#waiting.get(id)?.settle(told);
      this.#waiting.delete(id);
    }
    this.#watch();
  }

  #post(id: number, ask: PictureAsk): void {
    const moved = ask.kind === "compare" ? [ask.bytes.buffer as ArrayBuffer] : [];
    this.#worker ??= this.#start();
    this.#worker
      .then((worker) => worker.postMessage({ id, ask }, moved))
      .catch((error: unknown) => {
        this.#worker = null;
        const code = error instanceof PictureError ? error.code : "picture-failed";
        this.#waiting.get(id)?.fail(code);
        this.#waiting.delete(id);
        this.#watch();
      });
  }

  async #start(): Promise<Worker> {
    // The decoder's library must be loaded here first, or it is gone with the first worker that ends.
    await openDecoder();
    const worker = new Worker(ENTRY, { env: {} });
    worker.unref();
    worker.on("message", (answer: PictureAnswer) => this.#hear(answer));
    worker.on("error", (error) => {
      this.#deps.log.error({ err: error }, "the recogniser ended");
      this.#stop("picture-failed").catch(() => {});
    });
    return worker;
  }

  async #stop(code: PictureCode): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    for (const { fail } of this.#waiting.values()) fail(code);
    this.#waiting.clear();
    this.#watch();
    if (worker !== null) await (await worker.catch(() => null))?.terminate();
  }
}

/** Looks at pictures in a worker thread of its own. */
export const createRecogniser = (deps: RecogniserDeps): Recogniser => new WorkerRecogniser(deps);
