import { describe, expect, it } from "vitest";
import { addTallies, tallyVitest } from "./tally.ts";

const report = (given: object) =>
  JSON.stringify({
    success: true,
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...given,
  });

describe("tallyVitest", () => {
  it("counts what passed and what failed", () => {
    expect(tallyVitest(report({}))).toEqual({ passed: 3, failed: 0 });
    expect(tallyVitest(report({ success: false, numFailedTests: 2 }))).toEqual({
      passed: 3,
      failed: 2,
    });
  });
  it("counts a file that could not be run as failed", () => {
    const testResults = [{ status: "failed", assertionResults: [] }];
    expect(tallyVitest(report({ success: false, testResults }))).toEqual({ passed: 3, failed: 1 });
  });
  it("counts a skipped test as failed", () => {
    expect(tallyVitest(report({ numPendingTests: 1, numTodoTests: 1 }))).toEqual({
      passed: 3,
      failed: 2,
    });
  });
  it("counts a missing report, and an unsuccessful one without a reason, as failed", () => {
    expect(tallyVitest(null)).toEqual({ passed: 0, failed: 1 });
    expect(tallyVitest(report({ success: false }))).toEqual({ passed: 3, failed: 1 });
  });
});

describe("addTallies", () => {
  it("adds several", () => {
    expect(
      addTallies([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 0 },
      ]),
    ).toEqual({ passed: 4, failed: 2 });
  });
});
