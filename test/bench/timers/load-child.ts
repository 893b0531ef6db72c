import { Agent, request } from "node:http";
import { makePush } from "../webhook/platform.ts";

/** So many pushes to a port at even intervals, whether earlier ones were answered or not. */
export interface Load {
  readonly port: number;
  readonly first: number;
  readonly count: number;
  readonly everyMs: number;
}
/** By push, ms from when it was to be sent to the whole answer; -1 for one that was not answered. */
export type Latencies = readonly number[];

/** As long as the platform waits. */
const MOST_MS = 5_000;

const post = (place: number, port: number, agent: Agent): Promise<boolean> =>
  new Promise((resolve) => {
    const push = makePush(place, false);
    const headers = { "content-type": "text/xml", "content-length": push.body.length };
    const options = { port, path: push.path, method: "POST", agent, headers, timeout: MOST_MS };
    const sent = request({ host: "127.0.0.1", ...options }, (res) => {
      let answer = "";
      res.setEncoding("utf8");
      res.on("data", (text: string) => {
        answer += text;
      });
      res.on("end", () => resolve(res.statusCode === 200 && answer.startsWith("<xml>")));
    });
    sent.on("timeout", () => sent.destroy());
    sent.on("error", () => resolve(false));
    sent.end(push.body);
  });

const run = async ({ port, first, count, everyMs }: Load): Promise<Latencies> => {
  const agent = new Agent({ keepAlive: false });
  const began = performance.now();
  const one = async (at: number): Promise<number> => {
    const dueMs = began + at * everyMs;
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(1, Math.ceil(dueMs - performance.now()))),
    );
    const isAnswered = await post(first + at, port, agent);
    return isAnswered ? performance.now() - dueMs : -1;
  };
  const latencies = await Promise.all(Array.from({ length: count }, (_, at) => one(at)));
  agent.destroy();
  return latencies;
};

process.on("message", (load: Load) => {
  run(load).then((latencies) => process.send?.(latencies));
});
process.on("disconnect", () => process.exit());
