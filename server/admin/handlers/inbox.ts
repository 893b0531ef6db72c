import type { InboxRefusal, Listed, Viewed } from "../../conversations/inbox.ts";
import type { Line } from "../../conversations/lines.ts";
import { textOf as textOfReason } from "../../conversations/reasons.ts";
import { textOfCode } from "../../errors.ts";
import type { Call, HandlersOf } from "../call.ts";
import type { AnswerOf, InboxLine, RouteName } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { platformData } from "../platform-data.ts";
import { found, Refusal } from "../refusal.ts";
import { rightsOn } from "../roles.ts";

type Routes = Extract<RouteName, `${string}/conversations${string}` | `${string}/colleagues`>;
type ActRoute = "reply" | "take" | "move" | "end";
type ActName = `POST /accounts/:account/conversations/:follower/${ActRoute}`;

const PAGE = 50;
const LINES = 40;

const cursorOf = (text: string | undefined) => {
  if (text === undefined) return null;
  const at = text.indexOf(":");
  return { atMs: Number(text.slice(0, at)), key: text.slice(at + 1) };
};

const lineOf = ({ mediaId, reason, ...line }: Line): InboxLine => ({
  ...line,
  hasFile: mediaId !== null,
  why: reason === "" ? null : { code: reason, ...textOfReason(reason, textOfCode) },
});
const rowOf = ({ desk: _, last, ...row }: Listed) => ({
  ...row,
  last: last === null ? null : lineOf(last),
});
const viewOf = ({ desk: _, tags, ...row }: Viewed) => ({ ...row, tags: [...tags] });

const noticesOf = async ({ store }: Desk, account: string): Promise<string[]> =>
  Object.keys((await store.ruleSet(account, "active"))?.account.templates ?? {});

const PLAIN = {
  unknown: "not-found",
  message: "bad-message",
  over: "conversation-over",
} as const;
/** What stands in the way, in the API's words; what could be sent instead is named. */
const refuse = async (desk: Desk, account: string, why: InboxRefusal): Promise<never> => {
  if (why.refused === "held") throw new Refusal("conversation-held", { by: why.by });
  if (why.refused !== "shut" && why.refused !== "left-out") throw new Refusal(PLAIN[why.refused]);
  const notices = await noticesOf(desk, account);
  if (why.refused === "shut") throw new Refusal("window-shut", { window: why.window, notices });
  const { means, remedy } = textOfReason(why.reason, textOfCode);
  throw new Refusal("not-sent", { reason: why.reason, means, remedy, notices });
};

/** Who may answer here. */
const colleaguesOf = async ({ library }: Desk, account: string) =>
  (await library.members.list())
    .filter((one) => one.isActive && rightsOn(one, account).has("converse"))
    .map(({ id, shownName }) => ({ id, name: shownName }));

const actOf = ({ params, body, me }: Call<ActName>) => ({
  account: params.account,
  follower: params.follower,
  me: { id: me.member.id, name: me.member.shownName },
  key: `${me.member.id}:${body.key}`,
});

/** What is said: a text, or a picture that the platform has taken by now. */
const messageIn = async (
  desk: Desk,
  { params, body }: Call<"POST /accounts/:account/conversations/:follower/reply">,
): Promise<unknown> => {
  if ("text" in body) return body.text;
  const bytes = Buffer.from(body.picture, "base64");
  const mediaId = platformData(await desk.inbox.upload(params.account, bytes));
  return { image: `id:${mediaId}` };
};

const readers = (desk: Desk) =>
  ({
    "GET /accounts/:account/colleagues": async ({ params }) => ({
      colleagues: await colleaguesOf(desk, params.account),
    }),
    "GET /accounts/:account/conversations": async ({ params, query, me }) => {
      const { show, limit = PAGE } = query;
      const before = cursorOf(query.before);
      const filter =
        show === "all" ? {} : { isOpen: true, member: show === "mine" ? me.member.id : "" };
      const rows = await desk.inbox.list(params.account, filter, {
        before: before === null ? null : { lastAtMs: before.atMs, follower: before.key },
        limit,
      });
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return {
        conversations: rows.map(rowOf),
        counts: await desk.inbox.counts(params.account, me.member.id),
        next: last === undefined ? null : `${last.lastAtMs}:${last.follower}`,
      };
    },
    "GET /accounts/:account/conversations/:follower": async ({ params }) => ({
      ...viewOf(found(await desk.inbox.view(params))),
      notices: await noticesOf(desk, params.account),
    }),
    "GET /accounts/:account/conversations/:follower/lines": async ({ params, query }) => {
      found(await desk.inbox.view(params));
      const page = { before: cursorOf(query.before), limit: query.limit ?? LINES };
      const { lines, next } = await desk.inbox.lines(params, page);
      return {
        lines: lines.map(lineOf),
        next: next === null ? null : `${next.atMs}:${next.key}`,
      };
    },
    "GET /accounts/:account/conversations/:follower/file": async ({ params, query }) => {
      const { contentType, bytes } = platformData(found(await desk.inbox.file(params, query)));
      const type = /^(?:image|audio|video)\/[a-z0-9.+-]{1,40}/.exec(contentType)?.[0];
      const shown = type ?? "application/octet-stream";
      return {
        type: shown,
        data: `data:${shown};base64,${Buffer.from(bytes).toString("base64")}`,
      };
    },
  }) satisfies Partial<HandlersOf<Routes>>;

const DONE = { done: true } as const satisfies AnswerOf<ActName>;
const actors = (desk: Desk) => {
  const settle = async (
    { params, audit }: Pick<Call<ActName>, "params" | "audit">,
    acted: InboxRefusal | { readonly done: true },
    details: Readonly<Record<string, string>> = {},
  ): Promise<typeof DONE> => {
    if ("refused" in acted) return refuse(desk, params.account, acted);
    await desk.library.audit.add(audit(params.follower, details));
    return DONE;
  };
  return {
    "POST /accounts/:account/conversations/:follower/reply": async (call) => {
      const said = await desk.inbox.say(actOf(call), () => messageIn(desk, call));
      return settle(call, said, { kind: "text" in call.body ? "text" : "image" });
    },
    "POST /accounts/:account/conversations/:follower/take": async (call) =>
      settle(call, await desk.inbox.take(actOf(call), call.body.from), { from: call.body.from }),
    "POST /accounts/:account/conversations/:follower/move": async (call) => {
      const { to } = call.body;
      const colleagues = await colleaguesOf(desk, call.params.account);
      const colleague = to === "" ? null : found(colleagues.find(({ id }) => id === to));
      return settle(call, await desk.inbox.move(actOf(call), colleague), { to });
    },
    "POST /accounts/:account/conversations/:follower/end": async (call) => {
      const { how } = call.body;
      return settle(call, await desk.inbox.end(actOf(call), how === "close"), { how });
    },
  } satisfies Partial<HandlersOf<Routes>>;
};

/** 客服会话: conversations in the hands of this account's own people. */
export const inboxHandlers = (desk: Desk): HandlersOf<Routes> => ({
  ...readers(desk),
  ...actors(desk),
});
