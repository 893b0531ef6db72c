import { spawn } from "node:child_process";

/** One command of the checks, named as a person would. */
export interface Task {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Looks at what was printed although the command ended well; gives what is wrong with it, or `null`. */
  readonly judge?: (output: string) => string | null;
}
/** How a task ended; `output` is what it printed, and why it was refused. */
export interface TaskResult {
  readonly name: string;
  readonly isGood: boolean;
  readonly output: string;
  readonly tookMs: number;
}

const runTask = (task: Task, root: string): Promise<TaskResult> =>
  new Promise((resolve) => {
    const startedAtMs = performance.now();
    const [program, ...args] = task.command;
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.stderr.on("data", (part: Buffer) => parts.push(part));
    const end = (isGood: boolean, output: string) =>
      resolve({ name: task.name, isGood, output, tookMs: performance.now() - startedAtMs });
    child.on("error", (error) => end(false, `${program}: ${error.message}`));
    child.on("close", (code, signal) => {
      const printed = Buffer.concat(parts).toString();
      if (code !== 0) return end(false, `${printed}\nended with ${signal ?? code}`);
      // What a judge reads is a report for machines: people get the verdict.
      const wrong = task.judge?.(printed) ?? null;
      end(wrong === null, wrong ?? printed);
    });
  });

/** Runs all tasks, at most `parallel` at once, and tells of each as it ends; one that fails stops none. */
export const runTasks = async (
  tasks: readonly Task[],
  options: { readonly root: string; readonly parallel: number },
  tell: (result: TaskResult) => void,
): Promise<readonly TaskResult[]> => {
  const waiting = [...tasks];
  const results: TaskResult[] = [];
  const work = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const result = await runTask(task, options.root);
      results.push(result);
      tell(result);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, work));
  return results;
};
