import type { Json } from "../../engine/index.ts";
import type { AuditEntry } from "../storage/audit.ts";
import type { Member, Session } from "../storage/members.ts";
import type { AnswerOf, API, BodyOf, ParamsOf, QueryOf, Right, RouteName } from "./contract.ts";

/** Who is asking. */
export interface SignedIn {
  readonly session: Session;
  readonly member: Member;
}
type Details = Readonly<Record<string, Json>>;
/** One request, checked. */
export interface Call<K extends RouteName> {
  readonly params: ParamsOf<K>;
  readonly query: QueryOf<K>;
  readonly body: BodyOf<K>;
  readonly me: (typeof API)[K]["needs"] extends "open" ? SignedIn | null : SignedIn;
  /** What it may do on the account of the path (or on everything). */
  readonly can: (right: Right) => boolean;
  readonly address: string;
  readonly agent: string;
  /** Sets the session's cookie, `null` ends it. */
  readonly setCookie: (token: string | null) => void;
  /** The row that is written with the change: every route that changes something writes exactly one. */
  readonly audit: (subject: string, details?: Details, as?: Member) => AuditEntry;
}
export type Handler<K extends RouteName> = (call: Call<K>) => Promise<AnswerOf<K>>;
/** One for every route of the contract. */
export type Handlers = { readonly [K in RouteName]: Handler<K> };
export type HandlersOf<K extends RouteName> = Pick<Handlers, K>;
