import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import { Agent, request } from "node:http";
import type { AddressInfo, Server } from "node:net";

/**
 * WeChat's side, written from the platform's description alone: it shares no code with server/wechat/wire/.
 * Strings are cut by hand on purpose.
 */
export const platform = {
  originalId: "gh_1f2e3d4c5b6a",
  appId: "wx0123456789abcdef",
  token: "sandbox_token_01",
  aesKey: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
} as const;

export const sha1 = (...parts: string[]): string =>
  createHash("sha1")
    .update([...parts].sort().join(""))
    .digest("hex");

export const seal = (xml: string, { aesKey, appId }: { aesKey: string; appId: string }): string => {
  const key = Buffer.from(`${aesKey}=`, "base64");
  const text = Buffer.from(xml);
  const length = Buffer.from([0, 0, 0, 0]);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.from("0123456789abcdef"), length, text, Buffer.from(appId)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const blocks = [cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()];
  return Buffer.concat(blocks).toString("base64");
};

export const unseal = (
  sealed: string,
  { aesKey, appId }: { aesKey: string; appId: string },
): string => {
  const key = Buffer.from(`${aesKey}=`, "base64");
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(sealed, "base64"), decipher.final()]);
  const end = plain.length - (plain.at(-1) ?? 0);
  const textEnd = 20 + plain.readUInt32BE(16);
  if (plain.toString("utf8", textEnd, end) !== appId) throw new Error("sealed for another appid");
  return plain.toString("utf8", 20, textEnd);
};

/** What stands between two marks of a text. */
export const between = (text: string, start: string, end: string): string => {
  const from = text.indexOf(start);
  if (from < 0) return "";
  return text.slice(from + start.length, text.indexOf(end, from + start.length));
};

export interface Pushed {
  readonly timestamp: string;
  readonly nonce: string;
}
let nonces = 1_000_000_000;

/** A fresh timestamp and nonce, and the query that signs them. */
export const signed = (nowMs: number, token: string = platform.token) => {
  nonces += 1;
  const timestamp = String(Math.floor(nowMs / 1000));
  const nonce = String(nonces);
  return {
    timestamp,
    nonce,
    query: `signature=${sha1(token, timestamp, nonce)}&timestamp=${timestamp}&nonce=${nonce}`,
  };
};

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export const post = (url: string, body: string | Buffer, method = "POST"): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { "content-type": "text/xml", "content-length": Buffer.byteLength(body) };
    const sent = request(url, { method, agent, headers }, (res) => {
      let text = "";
      res.setEncoding("utf8");
      res.on("data", (chunk: string) => {
        text += chunk;
      });
      res.on("end", () =>
        resolve({ status: res.statusCode ?? 0, body: text, headers: res.headers }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });

/** Posts a plain push. */
export const pushPlain = (url: string, xml: string | Buffer, nowMs: number): Promise<Answer> =>
  post(`${url}?${signed(nowMs).query}&openid=o1`, xml);

const envelope = (xml: string, sealed: string, isCompatible: boolean): string =>
  isCompatible
    ? xml.replace("</xml>", `<Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`)
    : `<xml><ToUserName><![CDATA[${platform.originalId}]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;

/** A sealed push as address and body; `compatible` carries the plain text beside the sealed one. */
export const sealedRequest = (
  url: string,
  xml: string,
  options: {
    readonly nowMs: number;
    readonly mode?: "safe" | "compatible";
    readonly aesKey?: string;
    readonly appId?: string;
  },
) => {
  const { timestamp, nonce, query } = signed(options.nowMs);
  const sealed = seal(xml, { ...platform, ...options });
  const signature = sha1(platform.token, timestamp, nonce, sealed);
  return {
    url: `${url}?${query}&openid=o1&encrypt_type=aes&msg_signature=${signature}`,
    body: envelope(xml, sealed, options.mode === "compatible"),
  };
};

/** Posts a sealed push and opens the answer, checking its signature. */
export const pushSealed = async (
  url: string,
  xml: string,
  options: Parameters<typeof sealedRequest>[2],
): Promise<Answer> => {
  const sent = sealedRequest(url, xml, options);
  const answer = await post(sent.url, sent.body);
  if (answer.status !== 200 || answer.body === "success") return answer;
  const sealed = between(answer.body, "<Encrypt><![CDATA[", "]]></Encrypt>");
  const parts = [
    platform.token,
    between(answer.body, "<TimeStamp>", "</TimeStamp>"),
    between(answer.body, "<Nonce><![CDATA[", "]]></Nonce>"),
    sealed,
  ];
  if (sha1(...parts) !== between(answer.body, "<MsgSignature><![CDATA[", "]]></MsgSignature>")) {
    throw new Error(`the answer is not signed: ${answer.body}`);
  }
  return { ...answer, body: unseal(sealed, platform) };
};

/** Listens on a free port of loopback; gives the address of the account `coffee`. */
export const listen = async (
  server: Server,
): Promise<{ url: string; port: number; close: () => Promise<void> }> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/wechat/coffee`,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        if ("closeAllConnections" in server)
          (server as { closeAllConnections: () => void }).closeAllConnections();
      }),
  };
};
