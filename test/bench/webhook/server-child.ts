import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Kind } from "./contestants.ts";
import { contestants } from "./contestants.ts";

const tell = (what: number): void => {
  process.send?.(what);
};

/** One contestant in a process of its own: tells its port, then its CPU in µs whenever it is asked. */
const [kind = "bare", folder = ""] = process.argv.slice(2);
const server = createServer(await contestants[kind as Kind](folder));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  tell(user + system);
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => tell((server.address() as AddressInfo).port));
