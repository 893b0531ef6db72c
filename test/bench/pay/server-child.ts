import { readConfig } from "../../../server/config.ts";
import { startServer } from "../../../server/main.ts";

/** The whole product in a process of its own, without a local WeChat: tells its address, then its CPU in µs whenever it is asked. */
const running = await startServer({ config: readConfig(), dev: false, progress: () => {} });
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on("disconnect", () => process.exit());
process.send?.(running.url);
