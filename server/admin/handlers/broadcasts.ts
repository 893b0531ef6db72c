import type { BroadcastContent, BroadcastTarget, Json, Media } from "../../../engine/index.ts";
import { broadcastContent } from "../../../engine/index.ts";
import { hasRight } from "../../../engine/limits.ts";
import type { BroadcastView } from "../../broadcasts/desk.ts";
import { textOfCode } from "../../errors.ts";
import type { HandlersOf } from "../call.ts";
import type { AnswerOf, RouteName } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { namesOf } from "../names-of.ts";
import { platformData } from "../platform-data.ts";
import { found, Refusal } from "../refusal.ts";

type Routes = Extract<RouteName, `${string}/broadcast${string}`>;
type Row = AnswerOf<"GET /accounts/:account/broadcasts">["broadcasts"][number];

const LISTED = 100;
const NO_RIGHT = "wechat-48001";
const STOPPABLE: ReadonlySet<string> = new Set(["scheduled", "collecting", "sending"]);
const OVER: ReadonlySet<string> = new Set(["sent", "done", "stopped", "failed"]);
const DELETABLE: ReadonlySet<string> = new Set(["articles", "video"]);

const whyOf = (code: string): Row["why"] => (code === "" ? null : { code, ...textOfCode(code) });
const fileOf = (media: Media): string => {
  if ("file" in media) return media.file;
  return "mediaId" in media ? media.mediaId : media.channel;
};
const shownOf = (content: BroadcastContent): string => {
  if (content.kind === "text") return content.text;
  if (content.kind === "articles") return content.articles.map(({ title }) => title).join(" · ");
  return fileOf(content.media);
};
const toOf = (target: BroadcastTarget, segments: ReadonlyMap<string, string>): Row["to"] => {
  const { kind } = target;
  if (kind === "tag") return { kind, name: target.tag };
  if (kind !== "segment") return { kind, name: "" };
  return { kind, name: segments.get(target.segment) ?? target.segment };
};

interface Names {
  readonly nameOf: (id: string) => string;
  readonly segments: ReadonlyMap<string, string>;
}
const rowOf = ({ broadcast, progress }: BroadcastView, { nameOf, segments }: Names): Row => {
  const { id, state, target, content, author, code, receivers, sentAtMs, retryAtMs } = broadcast;
  const { parts, taken, unsure, failed, total, sent, errors } = progress;
  const { kind } = content;
  return {
    ...{ id, state, parts, taken, unsure, failed, total, sent, errors },
    to: toOf(target, segments),
    content: { kind, shown: shownOf(content) },
    authorName: author === "" ? "" : nameOf(author),
    ...{ createdAtMs: broadcast.createdAtMs, dueAtMs: broadcast.dueAtMs },
    sentAtMs: sentAtMs === 0 ? null : sentAtMs,
    receivers: receivers === 0 ? null : receivers,
    why: whyOf(code),
    retryAtMs: code !== "" && STOPPABLE.has(state) && retryAtMs > 0 ? retryAtMs : null,
    mayStop: STOPPABLE.has(state),
    mayDelete: OVER.has(state) && taken > 0 && DELETABLE.has(kind),
  };
};
const jobOf = ({ seq, state, receivers, code, result }: BroadcastView["parts"][number]) => ({
  ...{ seq, state },
  receivers: receivers === 0 ? null : receivers,
  sent: result?.sent ?? null,
  errors: result?.errors ?? null,
  why: whyOf(result?.code || code),
});

const namesIn = async (desk: Desk, account: string): Promise<Names> => {
  const segments = await desk.library.segments.list(account);
  return {
    nameOf: await namesOf(desk),
    segments: new Map(segments.map(({ id, name }) => [id, name])),
  };
};
/** What is said; the contract has checked its shape. */
const contentIn = (body: Readonly<Record<string, Json>>): BroadcastContent => {
  const content = broadcastContent(body);
  if (content === null) throw new Refusal("bad-request");
  return content;
};

const readers = (desk: Desk) =>
  ({
    "GET /accounts/:account/broadcasts": async ({ params }) => {
      const names = await namesIn(desk, params.account);
      const views = await desk.broadcasts.list(params.account, LISTED);
      return { broadcasts: views.map((view) => rowOf(view, names)) };
    },
    "GET /accounts/:account/broadcasts/:broadcast": async ({ params }) => {
      const view = found(await desk.broadcasts.find(params.account, params.broadcast));
      const names = await namesIn(desk, params.account);
      return { broadcast: rowOf(view, names), jobs: view.parts.map(jobOf) };
    },
    "GET /accounts/:account/broadcast-choices": async ({ params }) => {
      const { account: settings } = found(await desk.store.ruleSet(params.account, "active"));
      const segments = await desk.library.segments.list(params.account);
      const testers = await desk.library.testers.list(params.account);
      return {
        refused: hasRight(settings, "mass-send") ? null : whyOf(NO_RIGHT),
        mayList: hasRight(settings, "mass-send-openids"),
        tags: [...settings.tags],
        segments: segments.map(({ id, name }) => ({ id, name })),
        media: [...(await desk.mediaFiles(params.account))],
        testers: testers.map(({ openid, name }) => ({ openid, name })),
      };
    },
    "POST /accounts/:account/broadcast-plan": async ({ params, body }) => {
      const { account } = params;
      const plan = platformData(await desk.broadcasts.plan(account, body.target));
      return { receivers: plan.receivers, ...plan.allowance };
    },
  }) satisfies Partial<HandlersOf<Routes>>;

/** Broadcasts: what was and will be sent, and sending. */
export const broadcastHandlers = (desk: Desk): HandlersOf<Routes> => ({
  ...readers(desk),
  "POST /accounts/:account/broadcast-preview": async ({ params, body, audit }) => {
    const { to, content } = body;
    const { account } = params;
    platformData(await desk.broadcasts.preview(account, to, contentIn(content)));
    await desk.library.audit.add(audit(to));
    return { done: true };
  },
  "POST /accounts/:account/broadcasts": async ({ params, body, me, audit }) => {
    const { account } = params;
    const { target, dueAtMs } = body;
    const content = contentIn(body.content);
    const made = await desk.broadcasts.add(account, {
      ...{ target, content, author: me.member.id },
      dueAtMs: dueAtMs ?? desk.nowMs(account),
    });
    const id = platformData(made);
    await desk.library.audit.add(audit(id, { to: target.kind, kind: content.kind }));
    return { id };
  },
  "POST /accounts/:account/broadcasts/:broadcast/stop": async ({ params, audit }) => {
    const { account, broadcast } = params;
    found(await desk.broadcasts.find(account, broadcast));
    if ((await desk.broadcasts.stop(account, broadcast)) === "stale")
      throw new Refusal("broadcast-over");
    await desk.library.audit.add(audit(broadcast));
    return { done: true };
  },
  "DELETE /accounts/:account/broadcasts/:broadcast": async ({ params, audit }) => {
    const { account, broadcast } = params;
    found(await desk.broadcasts.find(account, broadcast));
    platformData(await desk.broadcasts.remove(account, broadcast));
    await desk.library.audit.add(audit(broadcast));
    return { done: true };
  },
});
