import { SHORT_KEY } from "../../../engine/limits.ts";
import { bytesOf, numberIn, textIn } from "../json.ts";
import { refuse } from "./errors.ts";
import type { ApiGroup, Call } from "./route.ts";
import { ok, post } from "./route.ts";

const keyLength = 15;

const makeKey = ({ core, account, body }: Call): object => {
  const data = textIn(body, "long_data");
  const seconds = numberIn(body, "expire_seconds") ?? SHORT_KEY.defaultMs / 1000;
  if (data === "" || bytesOf(data) > SHORT_KEY.dataBytes) return refuse(40035);
  if (seconds <= 0 || seconds * 1000 > SHORT_KEY.maxMs) return refuse(40035);
  const key = core.ids.text("short", keyLength);
  const nowMs = core.time.nowMs();
  core.database.run(
    "INSERT INTO short_keys (key, account, data, createdAtMs, expiresAtMs) VALUES (?, ?, ?, ?, ?)",
    key,
    account.id,
    data,
    nowMs,
    nowMs + seconds * 1000,
  );
  return { ...ok, short_key: key };
};

const fetchKey = ({ core, account, body }: Call): object => {
  const nowMs = core.time.nowMs();
  const row = core.database.get<{ data: string; createdAtMs: number; expiresAtMs: number }>(
    "SELECT data, createdAtMs, expiresAtMs FROM short_keys WHERE key = ? AND account = ? AND expiresAtMs > ?",
    textIn(body, "short_key"),
    account.id,
    nowMs,
  );
  if (row === undefined) return refuse(40035);
  return {
    ...ok,
    long_data: row.data,
    create_time: Math.floor(row.createdAtMs / 1000),
    expire_seconds: Math.floor((row.expiresAtMs - nowMs) / 1000),
  };
};

/** Short keys for long texts (contract §4.6). */
export const shortKeyGroup: ApiGroup = {
  name: "short-key",
  tables:
    "CREATE TABLE IF NOT EXISTS short_keys (key TEXT PRIMARY KEY, account TEXT NOT NULL, data TEXT NOT NULL, createdAtMs INTEGER NOT NULL, expiresAtMs INTEGER NOT NULL) WITHOUT ROWID",
  routes: [
    post("/cgi-bin/shorten/gen", { right: "qr-code" }, makeKey),
    post("/cgi-bin/shorten/fetch", { right: "qr-code" }, fetchKey),
  ],
};
