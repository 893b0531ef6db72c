import type { Body } from "../json.ts";
import { numberIn, partsIn, textIn } from "../json.ts";
import type { FollowerInput } from "../state/followers.ts";
import type { ControlCall, ControlRoute } from "./route.ts";
import { ControlRefused, needAccount, needOpenid, textOr } from "./route.ts";

const defaultPage = 100;
const longestWaitMs = 60_000;
const mostAtOnce = 1_000_000;

const texts = ["scene", "qrSceneStr", "nickname", "picture", "language", "unionid"] as const;
const numbers = ["subscribed", "qrScene", "platform", "refuses", "blacklisted"] as const;

const inputOf = (body: Body): FollowerInput => {
  const input: Record<string, string | number> = {};
  for (const name of texts) if (typeof body[name] === "string") input[name] = textIn(body, name);
  for (const name of numbers) {
    const value = body[name] === true ? 1 : body[name] === false ? 0 : numberIn(body, name);
    if (value !== null) input[name] = value;
  }
  return input as FollowerInput;
};

/** Adds people without any event: `followers: [{ name, … }]`, or `count` of them named 粉丝1, 粉丝2 …; known ones are changed. */
const addFollowers = (call: ControlCall): object => {
  const { core, body } = call;
  const account = needAccount(call);
  const count = numberIn(body, "count") ?? 0;
  if (count > mostAtOnce) throw new ControlRefused(`count: at most ${mostAtOnce}`);
  const openids: string[] = [];
  core.database.together(() => {
    for (const one of partsIn(body, "followers")) {
      const name = textIn(one, "name") || textIn(one, "openid");
      const { openid } = core.followers.meet(account.id, name, inputOf(one));
      core.followers.change(account.id, openid, inputOf(one));
      openids.push(openid);
    }
    for (let place = 1; place <= count; place++)
      core.followers.meet(account.id, `粉丝${place}`, inputOf(body));
  });
  return { openids, count: core.followers.count(account.id) };
};

const listFollowers = (call: ControlCall): object => {
  const account = needAccount(call);
  const read = Object.fromEntries(call.query);
  const count = numberIn(read, "count") ?? defaultPage;
  const offset = numberIn(read, "offset") ?? 0;
  const { followers } = call.core;
  return {
    total: followers.count(account.id),
    followers: followers.page(account.id, count, offset),
  };
};

/** Waits until a follower's conversation has so many lines after a line, or the time is over. */
const waitForLines = (
  call: ControlCall,
  account: string,
  openid: string,
  wanted: { readonly after: number; readonly count: number; readonly timeoutMs: number },
): Promise<void> =>
  new Promise((resolve) => {
    const { conversation } = call.core;
    const isThere = (): boolean =>
      conversation.of(account, openid, wanted.after, wanted.count).length >= wanted.count;
    if (isThere()) {
      resolve();
      return;
    }
    const end = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const stop = conversation.listen((entry) => {
      if (entry.account === account && entry.openid === openid && isThere()) end();
    });
    const timer = setTimeout(end, Math.min(wanted.timeoutMs, longestWaitMs));
    call.signal.addEventListener("abort", end);
  });

const readConversation = async (call: ControlCall): Promise<object> => {
  const account = needAccount(call);
  const openid = needOpenid(call, account);
  const read = Object.fromEntries(call.query);
  const after = numberIn(read, "after") ?? 0;
  const waitFor = numberIn(read, "waitFor") ?? 0;
  const timeoutMs = numberIn(read, "timeoutMs") ?? 5000;
  if (waitFor > 0)
    await waitForLines(call, account.id, openid, { after, count: waitFor, timeoutMs });
  const entries = call.core.conversation.of(
    account.id,
    openid,
    after,
    numberIn(read, "count") ?? 1000,
  );
  const { windows, desk, followers } = call.core;
  return {
    openid,
    entries,
    follower: followers.get(account.id, openid) ?? null,
    windows: windows.of(account.id, openid),
    session: desk.session(account.id, openid) ?? null,
  };
};

/** Follower events made of few words: the push is composed here. */
const doing =
  (kind: string) =>
  (call: ControlCall): unknown => {
    const account = needAccount(call);
    const from = textOr(call, "openid") || textOr(call, "from");
    if (from === "") throw new ControlRefused("from is missing");
    const { options, account: _, from: __, openid: ___, ...message } = call.body;
    const order = { account: account.id, from, message: { ...message, kind } };
    return call.core.pusher.push(
      typeof options === "object" && options !== null ? { ...order, options } : order,
    );
  };

/** Followers and what they see. */
export const followerRoutes: readonly ControlRoute[] = [
  { method: "GET", path: "/followers", answer: listFollowers },
  { method: "POST", path: "/followers", answer: addFollowers },
  { method: "GET", path: "/conversation", answer: readConversation },
  { method: "POST", path: "/follow", answer: doing("subscribe") },
  { method: "POST", path: "/unfollow", answer: doing("unsubscribe") },
];
