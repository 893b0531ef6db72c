import type { Json } from "../../engine/index.ts";
import type { Caller } from "../effects/performer.ts";
import type { SemanticQuery } from "../wechat/api/semantic.ts";
import { understand } from "../wechat/api/semantic.ts";
import type { WechatClient } from "../wechat/client.ts";

/** The platform's codes from here on say that it found nothing. */
const NO_RESULT = 7_000_000;
const isNoResult = (code: string): boolean => Number(/^wechat-(\d+)$/.exec(code)?.[1]) >= NO_RESULT;

/** Tells which service the platform takes a sentence for, with its details; `null` for none. */
export const semanticCaller = (client: Pick<WechatClient, "api">): Caller => ({
  kind: "semantic",
  answer: async ({ args }, { account, follower, signal }) => {
    const api = client.api(account, { signal });
    const known = await api.account();
    if (!known.ok) return { kind: "never", code: known.code };
    const who = { appId: known.data.appId, openid: follower };
    const found = await understand(api, args as unknown as SemanticQuery, who);
    if (found.ok) return { kind: "done", value: found.data as unknown as Json };
    return isNoResult(found.code)
      ? { kind: "done", value: null }
      : { kind: "never", code: found.code };
  },
});
