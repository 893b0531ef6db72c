import type { Member, NewMember } from "../../storage/members.ts";
import type { HandlersOf } from "../call.ts";
import type { AnswerOf, BodyOf, QueryOf, RoleName, User } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { newId, SESSION_LIMITS } from "../people.ts";
import { found, Refusal } from "../refusal.ts";
import { hashToken, newToken } from "../tokens.ts";

const userOf = (member: Member): User => ({
  id: member.id,
  name: member.name,
  shownName: member.shownName,
  role: member.role as RoleName,
  accounts: member.accounts === "*" ? "*" : [...member.accounts],
  isActive: member.isActive,
  isInvited: member.password === "",
  createdAtMs: member.createdAtMs,
  seenAtMs: member.seenAtMs === 0 ? null : member.seenAtMs,
});
const isWholeAdmin = ({ role, accounts, isActive, password }: Member): boolean =>
  role === "admin" && accounts === "*" && isActive && password !== "";

/** Fragments are not sent to servers, so that the token stays out of logs. */
const pathOf = (token: string): string => `/invite#${token}`;

const cursorOf = (text: string | undefined) => {
  if (text === undefined) return null;
  const at = text.indexOf(":");
  return { atMs: Number(text.slice(0, at)), id: text.slice(at + 1) };
};

const auditPage = async (
  { library }: Desk,
  query: QueryOf<"GET /audit">,
): Promise<AnswerOf<"GET /audit">> => {
  const limit = query.limit ?? 50;
  const filter = {
    ...(query.account === undefined ? {} : { account: query.account }),
    ...(query.user === undefined ? {} : { member: query.user }),
  };
  const rows = await library.audit.list(filter, { before: cursorOf(query.before), limit });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    entries: rows.map(({ member, memberName, details, ...row }) => ({
      ...row,
      user: member,
      userName: memberName,
      details: { ...details },
    })),
    next: last === undefined ? null : `${last.atMs}:${last.id}`,
  };
};

export const userHandlers = (
  desk: Desk,
): HandlersOf<
  "GET /users" | "POST /users" | "PUT /users/:user" | "POST /users/:user/invite" | "GET /audit"
> => {
  const { library, nowMs } = desk;
  const { members } = library;
  const invite = () => {
    const { token } = newToken();
    const inviteUntilMs = nowMs() + SESSION_LIMITS.inviteMs;
    return { token, invite: hashToken(token), inviteUntilMs };
  };
  const refuseLastAdmin = async (changed: Member): Promise<void> => {
    if (isWholeAdmin(changed)) return;
    const others = (await members.list()).filter(({ id }) => id !== changed.id);
    if (!others.some(isWholeAdmin)) throw new Refusal("last-admin");
  };
  const changedBy = (member: Member, body: BodyOf<"PUT /users/:user">): Member => ({
    ...member,
    shownName: body.shownName ?? member.shownName,
    role: body.role ?? member.role,
    accounts: body.accounts ?? member.accounts,
    isActive: body.isActive ?? member.isActive,
  });
  return {
    "GET /users": async () => ({ users: (await members.list()).map(userOf) }),
    "POST /users": async ({ body, audit }) => {
      const { token, ...link } = invite();
      const member: NewMember = {
        id: newId(),
        name: body.name.toLowerCase(),
        shownName: body.shownName,
        role: body.role,
        accounts: body.accounts,
        password: "",
        isActive: true,
        addresses: [],
        ...link,
      };
      const how = { isFirst: false, session: null };
      const row = audit(member.id, { name: member.name, role: member.role });
      if ((await members.add(member, how, row)) === "taken") throw new Refusal("name-taken");
      const user = userOf(found(await members.find(member.id)));
      return { user, path: pathOf(token), expiresAtMs: link.inviteUntilMs };
    },
    "PUT /users/:user": async ({ params, body, audit }) => {
      const member = found(await members.find(params.user));
      const changed = changedBy(member, body);
      await refuseLastAdmin(changed);
      // What they may do has changed: what they hold open must not outlive it.
      const how =
        changed.shownName !== member.shownName && Object.keys(body).length === 1
          ? {}
          : { keep: null };
      const details = { ...body, accounts: body.accounts ?? null };
      if ((await members.change(changed, how, audit(member.id, details))) === "stale")
        throw new Refusal("changed-meanwhile");
      return userOf(found(await members.find(member.id)));
    },
    "POST /users/:user/invite": async ({ params, audit }) => {
      const member = found(await members.find(params.user));
      const { token, ...link } = invite();
      const changed = { ...member, ...link };
      if ((await members.change(changed, {}, audit(member.id))) === "stale")
        throw new Refusal("changed-meanwhile");
      return { user: userOf(member), path: pathOf(token), expiresAtMs: link.inviteUntilMs };
    },
    "GET /audit": ({ query }) => auditPage(desk, query),
  };
};
