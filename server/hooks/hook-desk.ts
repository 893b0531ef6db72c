import type { NextFunction, Request, Response, Router } from "express";
import { Router as newRouter, raw } from "express";
import { rateLimit } from "express-rate-limit";
import type { Static } from "typebox";
import { Type } from "typebox";
import type { InboundEvent, Json } from "../../engine/index.ts";
import { checkShape } from "../check-shape.ts";
import { readMessage } from "../conversations/read-message.ts";
import type { TellAgents } from "../conversations/tell-agents.ts";
import type { FindHook } from "./find-hook.ts";
import { isSigned } from "./signature.ts";

export interface HookDeskDeps {
  readonly findHook: FindHook;
  readonly tell: TellAgents;
  /** Responds to an event that is no push; rejects when it cannot be stored. */
  readonly post: (event: InboundEvent) => Promise<void>;
  readonly nowMs: () => number;
  readonly log: { readonly error: (fields: object, text: string) => void };
  /** Requests a minute from one address; for tests. */
  readonly perMinute?: number;
}

const BODY_BYTES = 64 * 1024;
const MINUTE_MS = 60_000;
const PER_MINUTE = 6_000;

const closed = { additionalProperties: false } as const;
const OpenIdText = Type.String({ pattern: "^[A-Za-z0-9_-]{1,128}$" });
const Agent = Type.Optional(Type.String({ maxLength: 64 }));
const act = <const N extends string>(type: N, more: Parameters<typeof Type.Object>[0]) =>
  Type.Object({ type: Type.Literal(type), follower: OpenIdText, ...more }, closed);
const Reply = act("reply", { agent: Agent, message: Type.Unknown() });
const Turn = Type.Object(
  {
    type: Type.Unsafe<"opened" | "closed">({ type: "string", enum: ["opened", "closed"] }),
    follower: OpenIdText,
    agent: Agent,
  },
  closed,
);
const Event = act("event", {
  name: Type.String({ minLength: 1, maxLength: 128 }),
  fields: Type.Optional(Type.Unsafe<object>({ type: "object", maxProperties: 100 })),
});
const Body = Type.Union([Reply, Turn, Event]);
type Body =
  | (Static<typeof Turn> & { readonly message?: undefined })
  | {
      readonly type: "reply";
      readonly follower: string;
      readonly agent?: string;
      readonly message: unknown;
    }
  | {
      readonly type: "event";
      readonly follower: string;
      readonly name: string;
      readonly fields?: Readonly<Record<string, Json>>;
    };

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Keys that would reach into an object's prototype when somebody copies them. */
const reviver = (key: string, value: unknown): unknown => {
  if (key === "__proto__" || key === "constructor" || key === "prototype")
    throw new SyntaxError("a key that is not allowed");
  return value;
};
const parse = (bytes: Buffer): Body => {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), reviver);
  } catch {
    throw new Refused(400, "bad-request", "the body is no JSON");
  }
  const [problem] = checkShape(Body)(value);
  if (problem === undefined) return value as Body;
  throw new Refused(400, "bad-request", `${problem.keyword} at /${problem.at.join("/")}`);
};

const header = (request: Request, name: string): string => request.get(name) ?? "";
interface Signed {
  readonly account: string;
  readonly hook: string;
  readonly key: string;
  readonly body: Body;
}
/** Who cannot sign learns nothing, not even whether the hook is there. */
const open = async (request: Request, deps: HookDeskDeps): Promise<Signed> => {
  const { account = "", hook = "" } = request.params as Readonly<Record<string, string>>;
  const secret = (await deps.findHook(account, hook))?.secret ?? "";
  const stamp = {
    id: header(request, "webhook-id"),
    timestamp: header(request, "webhook-timestamp"),
  };
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const signatures = header(request, "webhook-signature");
  const given = { stamp, signatures, body: bytes.toString("utf8") };
  if (!isSigned(secret, given, deps.nowMs()))
    throw new Refused(401, "not-signed", "the signature is missing, wrong or too old");
  return { account, hook, key: `hook:${hook}:${stamp.id}`, body: parse(bytes) };
};

const answerEvent = async (
  { account, key, body }: Signed & { readonly body: Extract<Body, { readonly type: "event" }> },
  { post, nowMs }: HookDeskDeps,
): Promise<void> => {
  const { follower, name, fields = {} } = body;
  await post({ kind: "event", account, follower, key, sentAtMs: nowMs(), name, fields });
};
const answer = async (signed: Signed, deps: HookDeskDeps): Promise<object> => {
  const { account, hook, key, body } = signed;
  if (body.type === "event") {
    await answerEvent({ ...signed, body }, deps);
    return { done: true };
  }
  const message = body.type === "reply" ? readMessage(body.message) : null;
  if (body.type === "reply" && message === null)
    throw new Refused(400, "bad-message", "the message is none that can be sent");
  const told = await deps.tell({
    ...{ account, follower: body.follower, key, at: hook, agent: body.agent ?? "" },
    state: body.type === "reply" ? "said" : body.type,
    messages: message === null ? [] : [message],
  });
  if (!told.isSent) throw new Refused(409, "not-sent", told.reason ?? "");
  return { done: true };
};

const fail = (error: unknown, response: Response, deps: HookDeskDeps): void => {
  if (error instanceof Refused) {
    response.status(error.status).json({ code: error.code, message: error.message });
    return;
  }
  deps.log.error({ err: error }, "what an own system sent could not be stored");
  response.status(503).json({ code: "busy", message: "try again" });
};

/**
 * `POST /ACCOUNT/HOOK`: replies and events that come back from an own system, signed with the hook's secret as
 * Standard Webhooks say. `webhook-id` is the key: the same request again changes nothing and is answered the same.
 */
export const createHookDesk = (deps: HookDeskDeps): Router => {
  const router = newRouter({ caseSensitive: true, strict: true });
  router.use(
    rateLimit({
      windowMs: MINUTE_MS,
      limit: deps.perMinute ?? PER_MINUTE,
      standardHeaders: "draft-8",
      legacyHeaders: false,
    }),
  );
  router.post(
    "/:account/:hook",
    raw({ type: () => true, limit: BODY_BYTES }),
    async (request, response) => {
      try {
        response.json(await answer(await open(request, deps), deps));
      } catch (error) {
        fail(error, response, deps);
      }
    },
  );
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else response.status(413).json({ code: "too-large", message: "at most 64 kB" });
  });
  return router;
};
