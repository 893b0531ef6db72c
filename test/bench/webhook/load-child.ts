import { Agent, request } from "node:http";
import type { Push } from "./platform.ts";
import { makePush } from "./platform.ts";

/** So many requests to one port, from `first` on. */
export interface Load {
  readonly port: number;
  readonly first: number;
  readonly count: number;
  readonly isSealed: boolean;
  /** Whether answers must tell what was matched. */
  readonly isMatching: boolean;
}

const CONNECTIONS = 32;
/** An answer that takes longer is a failure of the round. */
const MOST_MS = 10_000;

/** Posts one push; gives the answer, `""` for a failure. */
const post = (push: Push, port: number, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = { "content-type": "text/xml", "content-length": push.body.length };
    const options = { port, path: push.path, method: "POST", agent, headers, timeout: MOST_MS };
    const sent = request({ host: "127.0.0.1", ...options }, (res) => {
      let answer = "";
      res.setEncoding("utf8");
      res.on("data", (text: string) => {
        answer += text;
      });
      res.on("end", () => resolve(res.statusCode === 200 ? answer : ""));
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer")));
    sent.on("error", reject);
    sent.end(push.body);
  });

interface Signed extends Load {
  readonly pushes: readonly Push[];
}
const isRight = (answer: string, { expected }: Push, isMatching: boolean): boolean =>
  answer.startsWith("<xml>") && (!isMatching || answer.includes(expected));

/** Posts all of them; gives how many were not answered rightly. */
const run = async ({ pushes, port, isMatching }: Signed): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  let failed = 0;
  const connection = async (): Promise<void> => {
    for (let push = pushes[next++]; push !== undefined; push = pushes[next++])
      if (!isRight(await post(push, port, agent), push, isMatching)) failed += 1;
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  return failed;
};

// Twice a load: signed first, and posted when the other side has looked at its clock.
let signed: Signed | null = null;
process.on("message", async (load: Load | "go") => {
  if (load !== "go") {
    const { first, count, isSealed } = load;
    const pushes = Array.from({ length: count }, (_, at) => makePush(first + at, isSealed));
    signed = { ...load, pushes };
    process.send?.(0);
  } else if (signed !== null) {
    process.send?.(await run(signed).catch(() => signed?.count ?? 1));
  }
});
process.on("disconnect", () => process.exit());
