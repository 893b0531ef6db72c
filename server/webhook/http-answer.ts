import type { ServerResponse } from "node:http";
import { sealMessage, writeEnvelope } from "../wechat/wire/envelope.ts";
import type { WebhookAccount } from "./deps.ts";
import { keysOf } from "./open-push.ts";

const bare = ["Content-Length", "0"];
const bareAndClose = ["Content-Length", "0", "Connection", "close"];
/** "Received, nothing to say": WeChat does not deliver again and shows nothing. */
const successHeaders = ["Content-Type", "text/plain", "Content-Length", "7"];

/** A status and nothing else: whoever forges must not learn why. */
export const sendStatus = (res: ServerResponse, status: number): void => {
  if (res.headersSent) return;
  res.writeHead(status, status === 408 ? bareAndClose : bare);
  res.end();
};

/** Plain text that no browser takes for anything else. */
export const sendText = (res: ServerResponse, status: number, text: string): void => {
  if (res.headersSent) return;
  res.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "X-Content-Type-Options": "nosniff",
  });
  res.end(text);
};

/** The stored answer as the platform wants it: `success` for an empty one, sealed for a sealed push. */
export const sendAnswer = (
  res: ServerResponse,
  answer: string,
  seal: { readonly account: WebhookAccount; readonly nonce: string; readonly nowMs: number } | null,
): void => {
  if (res.headersSent || res.destroyed) return;
  if (answer === "") {
    res.writeHead(200, successHeaders);
    res.end("success");
    return;
  }
  const body = seal === null ? answer : sealAnswer(answer, seal);
  res.writeHead(200, [
    "Content-Type",
    "application/xml; charset=utf-8",
    "Content-Length",
    String(Buffer.byteLength(body)),
  ]);
  res.end(body);
};

const sealAnswer = (
  text: string,
  { account, nonce, nowMs }: { account: WebhookAccount; nonce: string; nowMs: number },
): string => {
  const [key] = keysOf(account);
  if (key === undefined) throw new Error("no EncodingAESKey to seal the answer with");
  const timestamp = String(Math.floor(nowMs / 1000));
  return writeEnvelope(
    { token: account.token, timestamp, nonce },
    sealMessage({ text, appId: account.appId, key }),
  );
};
