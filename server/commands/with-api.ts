import { createLog } from "../log.ts";
import type { ApiParts } from "../start/api-client.ts";
import { openApi } from "../start/api-client.ts";
import { openData } from "../start/open-storage.ts";
import type { OpenStore } from "../storage/sqlite-store.ts";
import type { Io } from "./command.ts";
import { UsageError } from "./command.ts";

/** The platform's API of an account for the length of `work`; one that lives on the local WeChat is asked at the running server. */
export const withApi = async (
  io: Io,
  account: string,
  work: (open: ApiParts & Pick<OpenStore, "library">) => Promise<number>,
): Promise<number> => {
  const config = io.config();
  const opened = openData(config, Date.now);
  const { library } = opened;
  const api = openApi({
    library,
    env: config.env,
    sandboxUrl: () => `http://127.0.0.1:${config.port}`,
    log: createLog("silent"),
    nowMs: Date.now,
  });
  try {
    if ((await library.accounts.find(account)) === null)
      throw new UsageError(`no account "${account}" here; is the server started once?`);
    return await work({ ...api, library });
  } finally {
    await api.client.idle();
    await opened.close();
  }
};
