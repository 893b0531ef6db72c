import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

/** Lines a minute that reach the log, and characters a line: a plugin may print, not flood. */
const LINES = 200;
const CHARACTERS = 500;

/** Passes on what a plugin prints, line by line and bounded; both streams are always read, or it would stop when they are full. */
export const pipeLines = (child: ChildProcess, tell: (line: string) => void): void => {
  let left = LINES;
  const refill = setInterval(() => {
    left = LINES;
  }, 60_000).unref();
  child.once("exit", () => clearInterval(refill));
  const listen = (stream: Readable | null) => {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (part: string) => {
      const lines = (rest + part).split("\n");
      rest = (lines.pop() ?? "").slice(0, CHARACTERS);
      for (const line of lines.filter((text) => text.trim() !== "").slice(0, left)) {
        left -= 1;
        tell(line.slice(0, CHARACTERS));
      }
    });
  };
  listen(child.stdout);
  listen(child.stderr);
};
