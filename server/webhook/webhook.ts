import type { IncomingMessage, ServerResponse } from "node:http";
import type { InboundEvent } from "../../engine/index.ts";
import { afterPushes } from "./after-pushes.ts";
import type { WebhookDeps, WebhookLimits } from "./deps.ts";
import { webhookLimits } from "./deps.ts";
import { sendAnswer, sendStatus, sendText } from "./http-answer.ts";
import { checkSignature, openPush, Refused } from "./open-push.ts";
import type { Body } from "./read-body.ts";
import { readBody } from "./read-body.ts";
import { Receiver } from "./receive-message.ts";
import { RefusalLog } from "./refusal-log.ts";
import { ReplayGuard } from "./replay-guard.ts";
import type { ReplyDeadline } from "./reply-deadline.ts";
import { ReplyDeadlines } from "./reply-deadline.ts";
import { respondToDue } from "./respond-to-due.ts";
import type { Target } from "./target.ts";
import { parseTarget } from "./target.ts";

/** What Express adds to a request when the handler is mounted below a path. */
type Mounted = IncomingMessage & { readonly baseUrl?: string };

/**
 * The handler of `GET` and `POST /wechat/ACCOUNT`, for `http.createServer` or `app.use`, before any body parser.
 * Other addresses go to `next`, or get 404 without one.
 */
export interface Webhook {
  (req: IncomingMessage, res: ServerResponse, next?: () => void): void;
  /** Responds to what `Store.takeDue` gave; never rejects. */
  readonly runDue: (events: readonly InboundEvent[]) => Promise<void>;
  /** Responds to an event of ours, in its follower's order; a second one of the same key changes nothing. Rejects when it cannot be stored. */
  readonly post: (event: InboundEvent) => Promise<void>;
  /** Lets pushes go first, for whoever does much at once: resolves when nobody waits for an answer, or after a few turns. */
  readonly afterPushes: () => Promise<void>;
  /** Resolves when no push is in progress: stop listening, then wait for this. */
  readonly idle: () => Promise<void>;
}

/** 4 MB: the whole window at 400 plain pushes a second, a minute at the busiest. */
const replayPairs = 262_144;

const mountFirst =
  "The body of this push was read before the WeChat webhook saw it. " +
  "Mount the webhook before any body parser, or keep the bytes in req.rawBody.";

class Handler {
  readonly receiver: Receiver;
  readonly #deps: WebhookDeps;
  readonly #limits: WebhookLimits;
  readonly #guard: ReplayGuard;
  readonly #deadlines: ReplyDeadlines;
  readonly #refusals: RefusalLog;

  constructor(deps: WebhookDeps) {
    this.#deps = deps;
    this.#limits = { ...webhookLimits, ...deps.limits };
    this.receiver = new Receiver(deps, this.#limits);
    this.#guard = new ReplayGuard(replayPairs);
    const { timers, nowMs } = deps;
    this.#deadlines = new ReplyDeadlines({ timers, nowMs, limits: this.#limits });
    this.#refusals = new RefusalLog(deps.log);
  }

  /** The console asks once whether the address is ours: the text it sent is the answer. */
  async verify({ account: id, query }: Target, res: ServerResponse): Promise<void> {
    try {
      const account = await this.#deps.account(id);
      checkSignature(query, account, this.#now());
      if (query === null || query.echostr === "") throw new Refused(403, "no echostr");
      sendText(res, 200, query.echostr);
      this.#deps.onVerified?.(id);
    } catch (error) {
      this.#fail(res, id, error);
    }
  }

  accept(req: Mounted, res: ServerResponse, target: Target): void {
    const deadline = this.#deadlines.start(() => {
      if (res.headersSent) req.destroy();
      else sendStatus(res, 408);
    });
    readBody(req, this.#limits.bodyBytes, (body) => {
      if (body.kind === "read") {
        deadline.bodyArrived();
        this.#answer(res, target, { body: body.bytes, deadline });
      } else this.#answerUnread(req, res, { body, deadline, id: target.account });
    });
  }

  #now(): { readonly nowMs: number; readonly windowMs: number } {
    return { nowMs: this.#deps.nowMs(), windowMs: this.#limits.windowMs };
  }

  async #answer(
    res: ServerResponse,
    { account: id, query }: Target,
    { body, deadline }: { body: Buffer | string; deadline: ReplyDeadline },
  ): Promise<void> {
    try {
      const account = await this.#deps.account(id);
      const now = this.#now();
      checkSignature(query, account, now);
      if (account === null || query === null) return;
      const from = { account, guard: this.#guard };
      const { event, isSealed } = openPush({ query, body }, from);
      if (this.receiver.isFull) return sendStatus(res, 503);
      const answer = await this.receiver.receive(account, event, deadline);
      const seal = { account, nonce: query.nonce, nowMs: now.nowMs };
      sendAnswer(res, answer, isSealed ? seal : null);
    } catch (error) {
      this.#fail(res, id, error);
    } finally {
      deadline.stop();
    }
  }

  #answerUnread(
    req: IncomingMessage,
    res: ServerResponse,
    { body, deadline, id }: { body: Body; deadline: ReplyDeadline; id: string },
  ): void {
    if (body.kind === "too-large") {
      // The rest is thrown away until its time is up; only then is the connection cut.
      req.once("close", () => deadline.stop());
      sendStatus(res, 413);
      return;
    }
    deadline.stop();
    if (body.kind === "broken") return;
    this.#deps.log.error({ account: id }, mountFirst);
    sendText(res, 500, mountFirst);
  }

  #fail(res: ServerResponse, id: string, error: unknown): void {
    if (error instanceof Refused) {
      this.#refusals.note({ account: id, why: error.message, nowMs: this.#deps.nowMs() });
      sendStatus(res, error.status);
      return;
    }
    this.#deps.log.error({ err: error, account: id }, "a push could not be stored");
    sendStatus(res, 500);
  }
}

/** Makes the webhook: one plain handler, which keeps what is in progress between its requests. */
export const createWebhook = (deps: WebhookDeps): Webhook => {
  const handler = new Handler(deps);
  const { receiver } = handler;
  const handle = (req: Mounted, res: ServerResponse, next?: () => void): void => {
    const target = parseTarget(req.url ?? "", req.baseUrl ?? "");
    if (target === null) {
      if (next === undefined) sendStatus(res, 404);
      else next();
    } else if (req.method === "POST") handler.accept(req, res, target);
    else if (req.method === "GET") handler.verify(target, res);
    else sendStatus(res, 405);
  };
  return Object.assign(handle, {
    runDue: (events: readonly InboundEvent[]) => respondToDue(events, { receiver, deps }),
    post: async (event: InboundEvent) => {
      const account = await deps.account(event.account);
      if (account !== null) await receiver.work(account, event);
    },
    afterPushes: () => afterPushes(() => receiver.waiting),
    idle: () => receiver.idle(),
  });
};
