import { describe, expect, it } from "vitest";
import type { Task } from "./run-tasks.ts";
import { runTasks } from "./run-tasks.ts";

const node = (name: string, code: string): Task => ({
  name,
  command: [process.execPath, "-e", code],
});
const run = (tasks: readonly Task[], told: string[] = []) =>
  runTasks(tasks, { root: process.cwd(), parallel: 2 }, ({ name }) => told.push(name));

describe("runTasks", () => {
  it("runs all, whatever fails, and tells of each as it ends", async () => {
    const told: string[] = [];
    const results = await run(
      [node("bad", "process.exit(3)"), node("good", ""), node("last", "")],
      told,
    );
    expect(told.toSorted()).toEqual(["bad", "good", "last"]);
    expect(results.filter(({ isGood }) => !isGood).map(({ name }) => name)).toEqual(["bad"]);
  });
  it("keeps what a failed one printed, on both streams", async () => {
    const [result] = await run([
      node("bad", 'console.log("out"); console.error("err"); process.exit(1)'),
    ]);
    expect(result?.output).toMatch(/out.*err.*ended with 1/s);
  });
  it("asks the judge when the program itself is content, and shows its verdict alone", async () => {
    const judged = { ...node("judged", 'console.log("report")'), judge: () => "a wrong import" };
    expect(await run([judged])).toMatchObject([{ isGood: false, output: "a wrong import" }]);
  });
  it("counts a program that cannot be started as failed", async () => {
    const missing: Task = { name: "missing", command: ["/nowhere/program"] };
    expect(await run([missing])).toMatchObject([{ isGood: false }]);
  });
});
