import { articlesAllowed } from "../../../engine/limits.ts";
import type { XmlField } from "../../wechat/wire/xml.ts";
import type { SandboxAccount } from "../state/accounts.ts";
import type { Shown } from "../state/conversation.ts";
import type { Follower } from "../state/followers.ts";
import type { State } from "../state/state.ts";
import type { Composed } from "./compose.ts";
import { composePush } from "./compose.ts";
import { deliver } from "./deliver.ts";
import type { Fields } from "./fields.ts";
import { toXml } from "./fields.ts";
import type { Interpreted } from "./interpret.ts";
import type { PushInput, PushKind } from "./kinds.ts";
import { pushKind, windowOf } from "./kinds.ts";
import type { PushDefaults, PushOptions, PushOrder, PushResult } from "./order.ts";
import { isFollowers, isUsable, PushRefused, sceneOf, systemLine } from "./order.ts";
import type { Delivery } from "./post.ts";
import { Post } from "./post.ts";
import { openAnswer, sealBody, signedUrl } from "./sealing.ts";

const ddl = `
CREATE TABLE IF NOT EXISTS pushes (
  id TEXT PRIMARY KEY, account TEXT NOT NULL, openid TEXT NOT NULL, kind TEXT NOT NULL,
  atMs INTEGER NOT NULL, fields TEXT NOT NULL, ms REAL NOT NULL, failed INTEGER NOT NULL, deliveries INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS pushes_at ON pushes (account, atMs);`;

/** Sends what followers do to the developer's address and shows them what comes back. */
export class Pusher {
  readonly #state: State;
  readonly #defaults: PushDefaults;
  readonly #publicUrl: () => string;
  readonly #failed: (error: unknown) => void;
  readonly #post = new Post();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(
    state: State,
    defaults: PushDefaults,
    around: { readonly publicUrl: () => string; readonly failed: (error: unknown) => void },
  ) {
    state.database.define(ddl);
    this.#failed = around.failed;
    this.#state = state;
    this.#defaults = defaults;
    this.#publicUrl = around.publicUrl;
  }

  /** Makes a push and delivers it. Throws `PushRefused` for an unknown account or kind. */
  async push(order: PushOrder): Promise<PushResult> {
    return this.#track(this.#push(order));
  }

  /** As `push`, later and without waiting: how the platform tells the result of a job. */
  later(order: PushOrder): void {
    this.#track(
      new Promise((resolve) => setImmediate(resolve)).then(() => this.#push(order)),
    ).catch(this.#failed);
  }

  /** Delivers an earlier push once more, as it was. */
  async again(push: string, options: PushOptions = {}): Promise<PushResult> {
    const row = this.#state.database.get<{
      account: string;
      openid: string;
      kind: string;
      fields: string;
    }>("SELECT account, openid, kind, fields FROM pushes WHERE id = ?", push);
    if (row === undefined) throw new PushRefused(`no push ${push}`);
    const fields = JSON.parse(row.fields) as Fields;
    const kind = this.#kind({ kind: row.kind, event: fields.Event });
    const account = this.#account(row.account);
    return this.#track(
      this.#deliver({ id: push, account, openid: row.openid, kind, fields }, options),
    );
  }

  /** Waits until nothing is under way. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  /** Stops what is under way; pushes without an answer leave no grey line. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#post.close();
    await this.settle();
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const forget = (): unknown => this.#running.delete(work);
    work.then(forget, forget);
    return work;
  }

  #push(order: PushOrder): Promise<PushResult> {
    const { message, options = {} } = order;
    const account = this.#account(order.account);
    const kind = this.#kind(message);
    const isFirst = kind.event === "subscribe";
    const { followers, desk } = this.#state;
    const person = followers.meet(account.id, order.from, { subscribed: isFirst ? 0 : 1 });
    this.#note(account, person, kind, message);
    const composed = composePush(
      this.#state,
      this.#publicUrl,
      { account, openid: person.openid, kind },
      order,
    );
    this.#show(composed);
    const session = kind.msgType === "event" ? undefined : desk.session(account.id, person.openid);
    if (session !== undefined) return Promise.resolve(this.#toAgent(composed, session.agent));
    return this.#deliver(composed, options);
  }

  #account(id: string): SandboxAccount {
    const account = this.#state.accounts.get(id);
    if (account === undefined) throw new PushRefused(`no account ${id}`);
    return account;
  }

  #kind(message: PushInput): PushKind {
    const kind = pushKind(message);
    if (kind === undefined) throw new PushRefused(`no kind of push ${message.kind}`);
    return kind;
  }

  /** What the platform itself remembers of it. */
  #note(account: SandboxAccount, person: Follower, kind: PushKind, message: PushInput): void {
    const { followers, windows, desk, time } = this.#state;
    const { openid } = person;
    if (kind.event === "unsubscribe") {
      followers.unfollow(account.id, openid);
      windows.shut(account.id, openid);
      desk.close(account.id, openid);
      return;
    }
    if (kind.event === "subscribe") followers.follow(account.id, openid, sceneOf(message));
    else if (isFollowers(kind)) followers.change(account.id, openid, { lastAtMs: time.nowMs() });
    const cause = windowOf(kind, message);
    if (cause !== null) windows.open(account.id, openid, cause);
  }

  #show({ id, account, openid, kind, fields }: Composed): void {
    if (!isFollowers(kind)) return;
    const push = kind.event ?? kind.msgType;
    this.#state.conversation.add({
      account: account.id,
      openid,
      via: "follower",
      push: id,
      shown: { kind: "did", push, fields },
    });
  }

  #toAgent({ id, account, openid, kind, fields }: Composed, agent: string): PushResult {
    const said = typeof fields.Content === "string" ? fields.Content : `[${kind.msgType}]`;
    this.#state.desk.record(account.id, { openid, opercode: 2003, text: said, worker: agent });
    return { push: id, openid, deliveries: [], seen: [], systemLine: null, refused: null, agent };
  }

  async #deliver(composed: Composed, options: PushOptions): Promise<PushResult> {
    const { account } = composed;
    if (options.delayMs !== undefined)
      await new Promise((resolve) => setTimeout(resolve, options.delayMs));
    const { webhookUrl } = account;
    if (webhookUrl === null)
      return this.#finish(composed, { deliveries: [], answer: { kind: "nothing" } });
    const { accounts, ids, media } = this.#state;
    const key = accounts.keyOf(account);
    const mode = options.mode ?? account.mode;
    const random = Buffer.from(ids.text("seal", 16), "latin1");
    const { body, sealed } = sealBody(toXml(composed.fields) as XmlField[], account, mode, {
      key,
      random,
    });
    const delivered = await deliver({
      post: this.#post,
      body,
      signal: this.#closing.signal,
      url: this.#urls({ ...account, webhookUrl }, composed.openid, sealed, options),
      plan: this.#plan(options),
      context: {
        openid: composed.openid,
        originalId: account.originalId,
        articles: articlesAllowed(composed.kind.event === undefined ? "text" : "event"),
        hasMedia: (type, mediaId) => isUsable(media.record(account.id, mediaId)?.type, type),
        open: (envelope) => openAnswer(envelope, account, key),
        mode,
      },
    });
    return this.#finish(composed, delivered);
  }

  #plan(options: PushOptions) {
    const { deliveries, timeoutMs, gapMs } = this.#defaults;
    return {
      count: Math.max(1, options.deliveries ?? deliveries),
      timeoutMs: options.timeoutMs ?? timeoutMs,
      gapMs: options.gapMs ?? gapMs,
      slowMs: options.slowMs ?? 0,
      duplicates: options.duplicates ?? 0,
    };
  }

  #urls(
    account: SandboxAccount & { readonly webhookUrl: string },
    openid: string,
    sealed: string | null,
    options: PushOptions,
  ): () => URL {
    const { ids, time } = this.#state;
    const make = (): URL => {
      const atMs = this.#defaults.signWith === "real" ? time.realMs() : time.nowMs();
      return signedUrl(account, {
        openid,
        sealed,
        timestamp: String(Math.floor(atMs / 1000)),
        nonce: ids.digits("nonce", 10),
        isWrong: options.wrongSignature === true,
      });
    };
    if (options.sameQuery !== true) return make;
    const url = make();
    return () => url;
  }

  #finish(
    composed: Composed,
    delivered: { readonly deliveries: readonly Delivery[]; readonly answer: Interpreted | null },
  ): PushResult {
    const { answer, deliveries } = delivered;
    this.#remember(composed, deliveries, answer === null);
    const isValid = answer !== null && answer.kind !== "refused";
    const { isAnswerable } = composed.kind;
    const line = isValid || !isAnswerable ? null : systemLine;
    if (line !== null) this.#say(composed, { kind: "system", text: line }, "system");
    const seen = answer?.kind === "shown" && isAnswerable ? [answer.shown] : [];
    for (const shown of seen) this.#say(composed, shown, "reply");
    if (answer?.kind === "transfer") this.#handOver(composed, answer.agent);
    return {
      push: composed.id,
      openid: composed.openid,
      deliveries,
      seen,
      systemLine: line,
      refused: answer?.kind === "refused" ? answer.why : null,
      agent: answer?.kind === "transfer" ? answer.agent : null,
    };
  }

  #say({ id, account, openid }: Composed, shown: Shown, via: "reply" | "system"): void {
    this.#state.conversation.add({ account: account.id, openid, via, push: id, shown });
  }

  #handOver({ account, openid }: Composed, wanted: string): void {
    const event = this.#state.desk.handOver(account.id, openid, wanted);
    if (event !== null)
      this.later({
        account: account.id,
        from: openid,
        message: { kind: "kf_create_session", fields: { KfAccount: event.agent } },
      });
  }

  #remember(composed: Composed, deliveries: readonly Delivery[], failed: boolean): void {
    const { id, account, openid, kind, fields } = composed;
    const ms = deliveries.reduce((sum, one) => sum + one.ms, 0);
    this.#state.database.run(
      "INSERT OR IGNORE INTO pushes (id, account, openid, kind, atMs, fields, ms, failed, deliveries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id,
      account.id,
      openid,
      kind.event ?? kind.msgType,
      this.#state.time.nowMs(),
      JSON.stringify(fields),
      ms,
      failed ? 1 : 0,
      deliveries.length,
    );
  }
}
