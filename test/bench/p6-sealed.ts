import { costOf, ratioOf } from "./p4-webhook.ts";
import type { Bench, BenchResult } from "./result.ts";
import { measureServers } from "./webhook/measure-servers.ts";

const MOST = 1.3;

/** The same push in safe mode: the seal's signature, AES both ways and a second document of XML on top. */
const run = async (): Promise<readonly BenchResult[]> => {
  const rounds = await measureServers(["own", "own sealed", "co-wechat sealed"]);
  const ratio = ratioOf(rounds, "own sealed", "own");
  return [
    {
      id: "P6",
      figure: costOf(rounds, "own sealed"),
      unit: "µs CPU a push in safe mode",
      limit: null,
      ratio,
      peers: {
        plain: costOf(rounds, "own"),
        "co-wechat (no rules, stores nothing)": costOf(rounds, "co-wechat sealed"),
      },
      goal: `≤ ${MOST}× plain`,
      reached: ratio <= MOST,
    },
  ];
};

export const sealedWebhook: Bench = { id: "P6", title: "the webhook in safe mode", run };
