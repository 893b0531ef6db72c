import { SPEECH_LIMITS } from "../../../engine/limits.ts";
import { carriedIn } from "../carried.ts";
import { refuse } from "./errors.ts";
import type { FormPart } from "./multipart.ts";
import type { ApiGroup, Call } from "./route.ts";
import { ok, post } from "./route.ts";

const right = { right: "speech" } as const;
const languages = ["zh_CN", "en_US"];

const languageIn = ({ query }: Call, name: string): string => {
  const language = query.get(name) ?? "zh_CN";
  return languages.includes(language) ? language : refuse(40035);
};

const voiceIn = ({ form, raw }: Call): Buffer => {
  const file: FormPart | undefined =
    form.get("media") ?? [...form.values()].find((part) => part.fileName !== null);
  const bytes = file?.bytes ?? raw;
  if (bytes.length === 0) return refuse(41005);
  return bytes.length > SPEECH_LIMITS.bytes ? refuse(40010) : bytes;
};

const upload = (call: Call): object => {
  const { core, account, query } = call;
  const voiceId = query.get("voice_id") ?? "";
  if (voiceId === "" || query.get("format") !== "mp3") return refuse(40035);
  languageIn(call, "lang");
  core.database.run(
    "INSERT OR REPLACE INTO speech (account, voiceId, result, atMs) VALUES (?, ?, ?, ?)",
    account.id,
    voiceId,
    carriedIn(voiceIn(call)) ?? "",
    core.time.nowMs(),
  );
  return ok;
};

const query = (call: Call): object => {
  const { core, account } = call;
  const row = core.database.get<{ result: string; atMs: number }>(
    "SELECT result, atMs FROM speech WHERE account = ? AND voiceId = ?",
    account.id,
    call.query.get("voice_id") ?? "",
  );
  if (row === undefined || core.time.nowMs() - row.atMs > SPEECH_LIMITS.resultMs)
    return refuse(40035);
  return { ...ok, result: row.result };
};

/** Words a traveller needs; anything else comes back marked. */
const words: readonly (readonly [string, string])[] = [
  ["你好", "Hello"],
  ["谢谢", "Thank you"],
  ["再见", "Goodbye"],
  ["多少钱", "How much"],
];

const translate = (call: Call): object => {
  const from = languageIn(call, "lfrom");
  const to = languageIn(call, "lto");
  const text = call.raw.toString("utf8");
  if (text === "") return refuse(44002);
  if (Buffer.byteLength(text) > SPEECH_LIMITS.textBytes) return refuse(45002);
  const pair = words.find(([zh, en]) => text === (from === "zh_CN" ? zh : en));
  const known = pair?.[to === "zh_CN" ? 0 : 1];
  return { from_content: text, to_content: from === to ? text : (known ?? `[${to}] ${text}`) };
};

/** Speech to text and translation (contract §4.12). What a voice says is what was hidden in it. */
export const speechGroup: ApiGroup = {
  name: "speech",
  tables:
    "CREATE TABLE IF NOT EXISTS speech (account TEXT NOT NULL, voiceId TEXT NOT NULL, result TEXT NOT NULL, atMs INTEGER NOT NULL, PRIMARY KEY (account, voiceId)) WITHOUT ROWID",
  reads: {
    speech: (core, { id }) =>
      core.database.all(
        "SELECT voiceId, result, atMs FROM speech WHERE account = ? ORDER BY atMs, voiceId",
        id,
      ),
  },
  routes: [
    post("/cgi-bin/media/voice/addvoicetorecofortext", { ...right, takes: "form" }, upload),
    post("/cgi-bin/media/voice/queryrecoresultfortext", { ...right, takes: "nothing" }, query),
    post("/cgi-bin/media/voice/translatecontent", { ...right, takes: "raw" }, translate),
  ],
};
