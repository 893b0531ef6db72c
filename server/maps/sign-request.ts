import { createHash } from "node:crypto";

/**
 * The signature that a key may demand: MD5 over path, parameters by name with their raw values, and the secret
 * (webservice_v1 "签名校验", contract §7.1). Lower-case hex.
 */
export const signMapRequest = (
  path: string,
  params: Readonly<Record<string, string>>,
  secret: string,
): string => {
  const pairs = Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name]}`);
  return createHash("md5")
    .update(`${path}?${pairs.join("&")}${secret}`)
    .digest("hex");
};
