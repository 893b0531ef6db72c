import { createHmac } from "node:crypto";

const MARK = "whsec_";
const keyOf = (secret: string): Buffer =>
  secret.startsWith(MARK)
    ? Buffer.from(secret.slice(MARK.length), "base64")
    : Buffer.from(secret, "utf8");

/**
 * The headers by which an account's own system knows that a post is ours (Standard Webhooks 1.0.0,
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md). Without a secret it is not signed.
 * A secret is `whsec_` and base64, or any text.
 */
export const signHook = (
  secret: string,
  post: { readonly id: string; readonly atMs: number; readonly body: string },
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(post.atMs / 1000));
  const named = { "webhook-id": post.id, "webhook-timestamp": timestamp };
  if (secret === "") return named;
  const signed = `${post.id}.${timestamp}.${post.body}`;
  const mac = createHmac("sha256", keyOf(secret)).update(signed).digest("base64");
  return { ...named, "webhook-signature": `v1,${mac}` };
};
