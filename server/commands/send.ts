import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { secretOf } from "../accounts/account-secrets.ts";
import type { AccountSettings } from "../accounts/account-settings.ts";
import { openData } from "../start/open-storage.ts";
import { decodeAesKey, openMessage, sealMessage } from "../wechat/wire/envelope.ts";
import { signSealed, signTriple } from "../wechat/wire/signature.ts";
import type { XmlField } from "../wechat/wire/xml.ts";
import { parseXml, textOf, writeXml } from "../wechat/wire/xml.ts";
import type { Command, Io } from "./command.ts";
import { UsageError } from "./command.ts";

const OPTIONS = {
  event: { type: "string" },
  key: { type: "string" },
  from: { type: "string" },
  url: { type: "string" },
  lat: { type: "string" },
  lng: { type: "string" },
} as const;

interface Wire {
  readonly originalId: string;
  readonly appId: string;
  readonly token: string;
  readonly aesKey: string;
  readonly mode: AccountSettings["mode"];
}

const wireOf = async (io: Io, id: string): Promise<Wire> => {
  const config = io.config();
  const opened = openData(config, Date.now);
  try {
    const stored = await opened.library.accounts.find(id);
    if (stored === null)
      throw new UsageError(`no account "${id}" here; is the server started once?`);
    const { originalId, appId, mode } = stored.settings as unknown as AccountSettings;
    const secret = (name: "token" | "encodingAesKey") => secretOf(stored.secrets, name, config.env);
    const ids = { originalId: originalId ?? "", appId: appId ?? "" };
    return { ...ids, mode, token: secret("token"), aesKey: secret("encodingAesKey") };
  } finally {
    await opened.close();
  }
};

interface Said {
  readonly text: string | undefined;
  readonly event: string | undefined;
  readonly key: string | undefined;
  readonly position: readonly [lat: string, lng: string] | null;
}
/** What the platform would write for a text, a position or an event (wechat-contract §2). */
const fieldsOf = (said: Said, wire: Wire, from: string): readonly XmlField[] => {
  const head: readonly XmlField[] = [
    ["ToUserName", wire.originalId],
    ["FromUserName", from],
    ["CreateTime", Math.floor(Date.now() / 1000)],
  ];
  const id: XmlField = ["MsgId", String(Date.now()) + String(randomInt(1e6)).padStart(6, "0")];
  if (said.event !== undefined)
    return [...head, ["MsgType", "event"], ["Event", said.event], ["EventKey", said.key ?? ""]];
  if (said.position !== null) {
    const [lat, lng] = said.position;
    const place: readonly XmlField[] = [
      ["Location_X", lat],
      ["Location_Y", lng],
      ["Scale", 16],
      ["Label", ""],
    ];
    return [...head, ["MsgType", "location"], ...place, id];
  }
  return [...head, ["MsgType", "text"], ["Content", said.text ?? ""], id];
};

interface Push {
  readonly query: string;
  readonly body: string;
}
/** Signs a push, and seals it in the safe modes. */
const pushOf = (fields: readonly XmlField[], wire: Wire, from: string): Push => {
  const triple = {
    token: wire.token,
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: String(randomInt(1e9)),
  };
  const { timestamp, nonce } = triple;
  const query = new URLSearchParams({
    signature: signTriple(triple),
    timestamp,
    nonce,
    openid: from,
  });
  if (wire.mode === "plain") return { query: query.toString(), body: writeXml(fields) };
  const key = decodeAesKey(wire.aesKey);
  const sealed = sealMessage({ text: writeXml(fields), appId: wire.appId, key });
  query.set("encrypt_type", "aes");
  query.set("msg_signature", signSealed(triple, sealed));
  const outside: readonly XmlField[] =
    wire.mode === "safe" ? [["ToUserName", wire.originalId]] : fields;
  return { query: query.toString(), body: writeXml([...outside, ["Encrypt", sealed]]) };
};

const readable = (body: string, wire: Wire): string => {
  if (!body.startsWith("<xml>")) return body;
  const sealed = textOf(parseXml(body), "Encrypt");
  if (sealed === undefined) return body;
  const opened = openMessage({ sealed, appId: wire.appId, keys: [decodeAesKey(wire.aesKey)] });
  return opened === null ? body : opened.toString("utf8");
};

/** Posts a push to the running server as the platform would, and prints what comes back. */
export const send: Command = {
  name: "send",
  usage: 'ACCOUNT ("TEXT" | --event NAME [--key KEY] | --lat N --lng N) [--from OPENID]',
  help: {
    "zh-CN": "像微信一样向运行中的服务推送一条消息，打印返回的内容",
    en: "push a message to the running server as WeChat would, and print the answer",
  },
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
    });
    const [account, text] = positionals;
    const position = values.lat && values.lng ? ([values.lat, values.lng] as const) : null;
    if (
      account === undefined ||
      (text === undefined && values.event === undefined && position === null)
    )
      throw new UsageError("an account, and a text, an event or a position are needed");
    const wire = await wireOf(io, account);
    const from = values.from ?? "oCommandLine000000000000001";
    const fields = fieldsOf({ text, event: values.event, key: values.key, position }, wire, from);
    const { query, body } = pushOf(fields, wire, from);
    const base = values.url ?? `http://127.0.0.1:${io.config().port}`;
    const answer = await fetch(`${base}/wechat/${account}?${query}`, {
      method: "POST",
      body,
    }).catch(() => null);
    if (answer === null) throw new UsageError(`nothing answers at ${base}: is the server running?`);
    io.out(`${answer.status}`);
    io.out(readable(await answer.text(), wire));
    return answer.ok ? 0 : 1;
  },
};
