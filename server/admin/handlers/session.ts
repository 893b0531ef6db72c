import type { Member } from "../../storage/members.ts";
import type { HandlersOf } from "../call.ts";
import type { Me, RoleName } from "../contract.ts";
import type { Desk } from "../desk.ts";
import { openApi } from "../openapi.ts";
import { Refusal } from "../refusal.ts";
import { ROLES } from "../roles.ts";

const done = { done: true } as const;
const copied = (accounts: Member["accounts"]) => (accounts === "*" ? "*" : [...accounts]);

/** Somebody as they see themselves. */
export const meOf = (member: Member): Me => {
  const role = member.role as RoleName;
  return {
    id: member.id,
    name: member.name,
    shownName: member.shownName,
    role,
    rights: [...ROLES[role].rights],
    accounts: copied(member.accounts),
  };
};

export const sessionHandlers = ({
  people,
  library,
}: Desk): HandlersOf<
  | "GET /session"
  | "POST /setup"
  | "POST /login"
  | "POST /invite"
  | "POST /logout"
  | "PUT /me/password"
  | "GET /me/sessions"
  | "DELETE /me/sessions/:session"
  | "GET /roles"
  | "GET /openapi.json"
> => ({
  "GET /session": async ({ me }) => {
    if (me !== null) return { state: "signed-in", me: meOf(me.member) };
    return { state: (await people.isSetUp()) ? "signed-out" : "setup", me: null };
  },
  "POST /setup": async ({ body, address, agent, audit, setCookie }) => {
    const { member, token } = await people.setUp(body, { address, agent }, audit);
    setCookie(token);
    return meOf(member);
  },
  "POST /login": async ({ body, address, agent, audit, setCookie }) => {
    const { member, token } = await people.logIn(body, { address, agent }, audit);
    setCookie(token);
    return meOf(member);
  },
  "POST /invite": async ({ body, address, agent, audit, setCookie }) => {
    const { member, token } = await people.acceptInvite(body, { address, agent }, audit);
    setCookie(token);
    return meOf(member);
  },
  "POST /logout": async ({ me, audit, setCookie }) => {
    await library.sessions.end(me.session.id, audit(me.member.id));
    setCookie(null);
    return done;
  },
  "PUT /me/password": async ({ me, body, audit }) => {
    await people.changePassword(me, body, audit);
    return done;
  },
  "GET /me/sessions": async ({ me }) => ({
    sessions: (await library.sessions.of(me.member.id)).map((one) => ({
      id: one.id,
      isThis: one.id === me.session.id,
      createdAtMs: one.createdAtMs,
      seenAtMs: one.seenAtMs,
      address: one.address,
      agent: one.agent,
    })),
  }),
  "DELETE /me/sessions/:session": async ({ me, params, audit }) => {
    const own = await library.sessions.of(me.member.id);
    if (!own.some(({ id }) => id === params.session)) throw new Refusal("not-found");
    const ended = await library.sessions.end(params.session, audit(me.member.id));
    if (ended === "gone") throw new Refusal("not-found");
    return done;
  },
  "GET /roles": async () => ({
    roles: Object.entries(ROLES).map(([name, { title, rights }]) => ({
      name: name as RoleName,
      title,
      rights: [...rights],
    })),
  }),
  "GET /openapi.json": async () => openApi(),
});
