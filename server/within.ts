/** How long work may take, in ms, and who else may end it early. */
export interface Limits {
  readonly limitMs: number;
  readonly outer?: AbortSignal | undefined;
}

/**
 * Does work under a signal that aborts after `limitMs` (with a `TimeoutError`, as `AbortSignal.timeout`) or with `outer`.
 * Unlike those two it holds nothing once the work is done: `AbortSignal.timeout` and `.any` live on until their time is
 * over and are then finalised by the thousand, which held the loop for a tenth of a second at 1,000 calls a second.
 */
export const within = async <T>(
  { limitMs, outer }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const abort = new AbortController();
  const end = (): void => abort.abort(outer?.reason);
  const timer = setTimeout(
    () => abort.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
    limitMs,
  );
  timer.unref();
  if (outer?.aborted === true) end();
  else outer?.addEventListener("abort", end, { once: true });
  try {
    return await work(abort.signal);
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", end);
  }
};
