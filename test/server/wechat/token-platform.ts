import type { Answered, Asked } from "../../../server/wechat/exchange.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What happens to one question for a token: how long it takes, and whether it comes at all. */
export interface Fate {
  readonly delayMs?: number;
  /** Before the answer is sent, or on its way back. */
  readonly fails?: "busy" | "never answers";
}
const ok = (json: object): Answered => ({
  ok: true,
  contentType: "application/json",
  bytes: Buffer.from(JSON.stringify(json)),
});

const LIFE_MS = 7_200_000;

/** The token part of a platform that takes its time: one token is good, the latest; each question makes a new one. */
export const tokenPlatform = (time: VirtualTime) => {
  let issued = 0;
  let good = { token: "", untilMs: 0 };
  const fates: Fate[] = [];
  const seen = { tokens: 0, calls: 0, refused: 0 };

  const issue = async (): Promise<Answered> => {
    seen.tokens += 1;
    const { delayMs = 0, fails } = fates.shift() ?? {};
    if (fails === "busy") return ok({ errcode: -1, errmsg: "system error" });
    issued += 1;
    const token = `T${issued}`;
    good = { token, untilMs: time.nowMs() + LIFE_MS };
    await time.wait(delayMs);
    if (fails === "never answers") return new Promise(() => {});
    return ok({ access_token: token, expires_in: LIFE_MS / 1000 });
  };
  const call = async (token: string | null): Promise<Answered> => {
    seen.calls += 1;
    await time.wait(10);
    const code = token !== good.token ? 40001 : time.nowMs() >= good.untilMs ? 42001 : 0;
    if (code !== 0) seen.refused += 1;
    return ok({ errcode: code, errmsg: code === 0 ? "ok" : "invalid credential" });
  };
  return {
    exchange: ({ url }: Asked): Promise<Answered> =>
      url.pathname === "/cgi-bin/stable_token"
        ? issue()
        : call(url.searchParams.get("access_token")),
    /** Decides over the next questions for a token. */
    next: (...of: readonly Fate[]) => {
      fates.push(...of);
    },
    /** Another program has fetched a token meanwhile. */
    replace: () => {
      issued += 1;
      good = { token: `T${issued}`, untilMs: time.nowMs() + LIFE_MS };
    },
    seen,
    good: () => good.token,
  };
};
