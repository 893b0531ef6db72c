import type { LocalText } from "../../engine/index.ts";
import type { Right } from "./contract/session.ts";
import { RIGHTS } from "./contract/session.ts";
import type { RoleName } from "./contract.ts";

interface Role {
  readonly title: LocalText;
  readonly rights: readonly Right[];
}
/** Roles are sets of rights; routes never ask for a role. */
export const ROLES: Readonly<Record<RoleName, Role>> = {
  admin: { title: { "zh-CN": "管理员", en: "Administrator" }, rights: RIGHTS },
  operator: {
    title: { "zh-CN": "运营", en: "Operator" },
    rights: ["read", "write-replies", "write-rules", "publish", "followers"],
  },
  /** Changes nothing but conversations. */
  agent: { title: { "zh-CN": "客服", en: "Agent" }, rights: ["read", "converse"] },
  viewer: { title: { "zh-CN": "只读", en: "Viewer" }, rights: ["read"] },
};
const NONE: ReadonlySet<Right> = new Set();

interface Scoped {
  readonly role: string;
  readonly accounts: "*" | readonly string[];
}
const rightsOfRole = (role: string): ReadonlySet<Right> =>
  Object.hasOwn(ROLES, role) ? new Set(ROLES[role as RoleName].rights) : NONE;

/** What somebody may do on an account; nothing on one that is not theirs. */
export const rightsOn = (member: Scoped, account: string): ReadonlySet<Right> =>
  member.accounts === "*" || member.accounts.includes(account) ? rightsOfRole(member.role) : NONE;
/** What somebody may do to everything: only who has all accounts. */
export const rightsOverall = (member: Scoped): ReadonlySet<Right> =>
  member.accounts === "*" ? rightsOfRole(member.role) : NONE;
