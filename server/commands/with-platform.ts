import { createLog } from "../log.ts";
import type { ApiParts } from "../start/api-client.ts";
import { openApi } from "../start/api-client.ts";
import { openData } from "../start/open-storage.ts";
import type { OpenStore } from "../storage/sqlite-store.ts";
import type { ApiRefusal } from "../wechat/refusal.ts";
import type { Io } from "./command.ts";

/** The data folder and the platform, for a command that runs beside the server. */
export interface WithPlatform {
  readonly opened: OpenStore;
  readonly api: ApiParts;
  readonly nowMs: () => number;
}

/** Opens both, and gives them back whatever happens. Accounts on the sandbox are reached where this server listens, or at `url`. */
export const withPlatform = async <T>(
  io: Io,
  url: string | undefined,
  work: (open: WithPlatform) => Promise<T>,
): Promise<T> => {
  const config = io.config();
  const nowMs = Date.now;
  const opened = openData(config, nowMs);
  const api = openApi({
    library: opened.library,
    env: config.env,
    sandboxUrl: () => url ?? `http://127.0.0.1:${config.port}`,
    // A refusal is printed by the command itself.
    log: createLog("silent"),
    nowMs,
  });
  try {
    return await work({ opened, api, nowMs });
  } finally {
    await api.client.idle();
    await opened.close();
  }
};

/** Why the platform would not, and what helps; the exit code. */
export const printRefusal = (io: Io, { code, errmsg, remedy }: ApiRefusal): number => {
  io.err(`${code} ${errmsg}`.trim());
  io.err(remedy[io.lang]);
  return 1;
};
