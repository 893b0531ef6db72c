import type { ServerResponse } from "node:http";
import type { Core } from "../core.ts";
import type { Body } from "../json.ts";
import type { SandboxAccount } from "../state/accounts.ts";

/** A request to the control API. */
export interface ControlCall {
  readonly core: Core;
  readonly query: URLSearchParams;
  readonly body: Body;
  readonly cookies: ReadonlyMap<string, string>;
  readonly response: ServerResponse;
  /** Stops when the asker goes away. */
  readonly signal: AbortSignal;
}

/** One path of the control API, below `/sandbox/api`. `undefined`: the route has written its answer itself. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly answer: (call: ControlCall) => unknown;
}

/** A request the control API cannot carry out; answered 400 with the message. */
export class ControlRefused extends Error {}

const named = ({ query, body }: ControlCall, name: string): string => {
  const value = body[name] ?? query.get(name);
  return typeof value === "string" ? value : "";
};

/** The text of that name, from the body or the query; throws when it is missing. */
export const needText = (call: ControlCall, name: string): string => {
  const value = named(call, name);
  if (value === "") throw new ControlRefused(`${name} is missing`);
  return value;
};

/** The text of that name, `""` when it is missing. */
export const textOr = named;

/** The account that is named. */
export const needAccount = (call: ControlCall): SandboxAccount => {
  const id = needText(call, "account");
  const account = call.core.accounts.get(id);
  if (account === undefined) throw new ControlRefused(`no account ${id}`);
  return account;
};

/** The OpenID of who is named by `from` or `openid`. */
export const needOpenid = (call: ControlCall, account: SandboxAccount): string => {
  const name = named(call, "openid") || needText(call, "from");
  return call.core.followers.openidOf(account.id, name);
};
