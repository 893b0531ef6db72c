/** What is done to a request instead of answering it, or before. */
export interface Fault {
  readonly path: string;
  /** Absent: every account. */
  readonly account?: string;
  readonly errcode?: number;
  readonly errmsg?: string;
  /** Answers with this HTTP status and `body`. */
  readonly status?: number;
  readonly body?: string;
  readonly delayMs?: number;
  /** Closes the connection without an answer. */
  readonly cut?: boolean;
  /** How many requests it meets; absent: all, until removed. */
  readonly times?: number;
}

/** Faults that a test ordered, by path; kept in memory only. */
export class Faults {
  #faults: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#faults = [];
  }

  all(): readonly Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  /** The fault that meets this request; counts it. A path may end in `*`. */
  meet(path: string, account: string | null): Fault | null {
    const found = this.#faults.find(
      ({ fault, left }) =>
        left > 0 &&
        isPath(fault.path, path) &&
        (fault.account === undefined || fault.account === account),
    );
    if (found === undefined) return null;
    found.left -= 1;
    return found.fault;
  }
}

const isPath = (pattern: string, path: string): boolean =>
  pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
