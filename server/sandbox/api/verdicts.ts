/** Jobs whose result a test may order. */
export type Job = "publish" | "mass" | "template" | "notice" | "refund";

/** How the next jobs end, when a test has said so; otherwise they end well. */
export class Verdicts {
  readonly #ordered = new Map<string, string[]>();

  order(account: string, job: string, result: string): void {
    const key = `${account}/${job}`;
    this.#ordered.set(key, [...(this.#ordered.get(key) ?? []), result]);
  }

  /** Takes the next ordered result. */
  next(account: string, job: Job): string | undefined {
    return this.#ordered.get(`${account}/${job}`)?.shift();
  }

  clear(): void {
    this.#ordered.clear();
  }
}
