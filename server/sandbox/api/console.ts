import { needAccount } from "../control/route.ts";
import { isBody, partIn } from "../json.ts";
import type { ApiGroup } from "./route.ts";
import { get } from "./route.ts";

const nothingSet = { is_add_friend_reply_open: 0, is_autoreply_open: 0 };

/** What was set in the console instead of by the API: its own auto-replies (contract §4.1). */
export const consoleGroup: ApiGroup = {
  name: "console",
  tables:
    "CREATE TABLE IF NOT EXISTS auto_replies (account TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID",
  routes: [
    get("/cgi-bin/get_current_autoreply_info", { right: "console-info" }, ({ core, account }) => {
      const row = core.database.get<{ json: string }>(
        "SELECT json FROM auto_replies WHERE account = ?",
        account.id,
      );
      const value: unknown = row === undefined ? nothingSet : JSON.parse(row.json);
      return isBody(value) ? value : nothingSet;
    }),
  ],
  control: [
    {
      method: "POST",
      path: "/auto-reply",
      answer: (call) => {
        const account = needAccount(call);
        call.core.database.run(
          "INSERT OR REPLACE INTO auto_replies (account, json) VALUES (?, ?)",
          account.id,
          JSON.stringify(partIn(call.body, "info")),
        );
        return { ok: true };
      },
    },
  ],
};
