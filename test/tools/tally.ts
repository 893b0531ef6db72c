/** How many tests passed and failed. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

/** Counts vitest's JSON report. A file that could not be run, a skipped test and a missing report each count as failed. */
export const tallyVitest = (report: string | null): Tally => {
  if (report === null) return { passed: 0, failed: 1 };
  const read = JSON.parse(report) as VitestReport;
  const broken = read.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  const skipped = read.numPendingTests + read.numTodoTests;
  const failed = read.numFailedTests + broken + skipped;
  return { passed: read.numPassedTests, failed: failed === 0 && !read.success ? 1 : failed };
};

/** One tally of several. */
export const addTallies = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
  failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
});
