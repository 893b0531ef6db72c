/** One figure of performance.md §0. */
export interface BenchResult {
  readonly id: string;
  readonly figure: number;
  readonly unit: string;
  /** The same job done by the least code that can do it; `null` where there is none. */
  readonly limit: number | null;
  /** What the goal speaks of: figure ÷ limit, or what `goal` says. */
  readonly ratio: number;
  /** In the same unit; `null` = did not survive. */
  readonly peers: Readonly<Record<string, number | null>>;
  readonly goal: string;
  readonly reached: boolean;
}
/** A figure and how to get it. */
export interface Bench {
  readonly id: string;
  readonly title: string;
  readonly run: () => Promise<readonly BenchResult[]>;
}
