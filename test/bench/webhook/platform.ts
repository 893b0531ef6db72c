import { createCipheriv, createHash } from "node:crypto";
import { makeBareAutomaton } from "../bare-automaton.ts";
import { makeKeywords, makeMessages } from "../data.ts";
import { account } from "./account.ts";

const RULES = 10_000;
const MESSAGES = 2_000;
/** So many people, who write twice or thrice while it runs, in no order that the database likes. */
const FOLLOWERS = 20_011;
const STRIDE = 7_919;

export const keywords = makeKeywords(RULES);
const automaton = makeBareAutomaton(keywords);
const messages = makeMessages(MESSAGES, keywords, (text) => automaton.find(text) !== -1);

const isHit = messages.map((text) => automaton.find(text) !== -1);

const sha1 = (...parts: string[]): string =>
  createHash("sha1").update(parts.sort().join("")).digest("hex");

const messageXml = (place: number, timestamp: string): string =>
  `<xml><ToUserName><![CDATA[${account.originalId}]]></ToUserName>` +
  `<FromUserName><![CDATA[oBench_${String((place * STRIDE) % FOLLOWERS).padStart(21, "0")}]]></FromUserName>` +
  `<CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType>` +
  `<Content><![CDATA[${messages[place % MESSAGES] ?? ""}]]></Content>` +
  `<MsgId>${24_900_000_000_000_000n + BigInt(place)}</MsgId></xml>`;

const seal = (xml: string): string => {
  const key = Buffer.from(`${account.aesKey}=`, "base64");
  const text = Buffer.from(xml);
  const head = Buffer.alloc(20, 0x37);
  head.writeUInt32BE(text.length, 16);
  const plain = Buffer.concat([head, text, Buffer.from(account.appId)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad))]).toString(
    "base64",
  );
};

export interface Push {
  readonly path: string;
  readonly body: Buffer;
  /** What the answer of who matches rules holds. */
  readonly expected: string;
}

/** One push as the platform posts it; `place` makes its `MsgId`, which no other has. */
export const makePush = (place: number, isSealed: boolean): Push => {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = String(1_000_000_000 + place);
  const xml = messageXml(place, timestamp);
  const signature = sha1(account.token, timestamp, nonce);
  const path = `/wechat/${account.id}?signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&openid=o1`;
  const expected = isHit[place % MESSAGES] ? "答复" : "没听懂";
  if (!isSealed) return { path, body: Buffer.from(xml), expected };
  const sealed = seal(xml);
  const sealSignature = sha1(account.token, timestamp, nonce, sealed);
  return {
    expected,
    path: `${path}&encrypt_type=aes&msg_signature=${sealSignature}`,
    body: Buffer.from(
      `<xml><ToUserName><![CDATA[${account.originalId}]]></ToUserName><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`,
    ),
  };
};
