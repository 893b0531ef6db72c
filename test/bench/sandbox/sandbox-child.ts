import { startSandbox } from "../../../server/sandbox/sandbox.ts";
import { account } from "../webhook/account.ts";

/** CPU in µs, memory in bytes: now, and the most there ever was. */
export interface Told {
  readonly cpu: number;
  readonly rss: number;
  readonly peakRss: number;
}

/** The local WeChat alone in a process of its own, for a server at an address; tells its own address, then what it costs whenever it is asked. */
const [folder = "", webhookUrl = ""] = process.argv.slice(2);
const sandbox = await startSandbox({
  file: `${folder}/sandbox.db`,
  port: 0,
  accounts: [{ ...account, kind: "service", verified: true, mode: "plain", webhookUrl }],
});
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const peakRss = process.resourceUsage().maxRSS * 1024;
  process.send?.({ cpu: user + system, rss: process.memoryUsage.rss(), peakRss } satisfies Told);
});
process.on("disconnect", () => process.exit());
process.send?.(sandbox.url);
