import { createServer } from "node:http";
import { untilStopped } from "../../../server/commands/until-stopped.ts";
import { readConfig } from "../../../server/config.ts";
import { stopListening } from "../../../server/start/stop-listening.ts";
import { assembleYingda } from "../../../server/yingda.ts";

/** The product without its local WeChat, which lives on in the test when this process is killed: `node serving-process.ts SANDBOX_URL`. */
const [sandboxUrl = ""] = process.argv.slice(2);
const config = readConfig();
const yingda = await assembleYingda({ config, dev: false, progress: () => {} });
yingda.setSandboxUrl(sandboxUrl);
const server = createServer(yingda.webhook);
await new Promise<void>((resolve) => server.listen(config.port, config.host, resolve));
process.stdout.write("ready\n");
await untilStopped();
await stopListening(server);
await yingda.close();
