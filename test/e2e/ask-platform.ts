import type { RunningSandbox } from "../../server/sandbox/sandbox.ts";

/** What the platform's API answers. */
export type PlatformAnswer = Readonly<Record<string, unknown>>;

/** Calls the platform's API as the account would: takes a token, posts JSON. */
export const askPlatform = async (
  sandbox: RunningSandbox,
  path: string,
  body: object,
): Promise<PlatformAnswer> => {
  const [account] = sandbox.core.accounts.all();
  const query = new URLSearchParams({
    grant_type: "client_credential",
    appid: account?.appId ?? "",
    secret: account?.appSecret ?? "",
  });
  const given = await (await fetch(`${sandbox.url}/cgi-bin/token?${query}`)).json();
  const token = (given as PlatformAnswer).access_token;
  const url = `${sandbox.url}${path}?access_token=${token}`;
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  return (await response.json()) as PlatformAnswer;
};
