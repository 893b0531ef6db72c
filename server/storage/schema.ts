import type { Generated } from "kysely";

/** Every table begins with the account, but for the people of the editor, who belong to none. Ids and keys are text, times are ms, money is fen, JSON is text, booleans are 0 and 1. */
export interface Schema {
  readonly delivery: DeliveryTable;
  readonly follower: FollowerTable;
  readonly lane: LaneTable;
  readonly effect: EffectTable;
  readonly timer: TimerTable;
  readonly rule_set: RuleSetTable;
  readonly active_rule_set: ActiveRuleSetTable;
  readonly rule_off: RuleOffTable;
  readonly account: AccountTable;
  readonly source: SourceTable;
  readonly counter: CounterTable;
  readonly record: RecordTable;
  readonly token: TokenTable;
  readonly lock: LockTable;
  readonly member: MemberTable;
  readonly session: SessionTable;
  readonly login_try: LoginTryTable;
  readonly draft: DraftTable;
  readonly draft_copy: DraftCopyTable;
  readonly tester: TesterTable;
  readonly signal: SignalTable;
  readonly audit: AuditTable;
  readonly conversation: ConversationTable;
  readonly menu_backup: MenuBackupTable;
  readonly page_state: PageStateTable;
  readonly page_session: PageSessionTable;
  readonly binding: BindingTable;
  readonly bind_code: BindCodeTable;
  readonly share: ShareTable;
  readonly share_open: ShareOpenTable;
  readonly notice: NoticeTable;
  readonly notice_day: NoticeDayTable;
  readonly channel_code: ChannelCodeTable;
  readonly channel_day: ChannelDayTable;
  readonly channel_record: ChannelRecordTable;
  readonly sync: SyncTable;
  readonly sync_member: SyncMemberTable;
  readonly segment: SegmentTable;
  readonly consent: ConsentTable;
  readonly map_answer: MapAnswerTable;
  readonly place_table: PlaceTableTable;
  readonly place_row: PlaceRowTable;
  readonly broadcast: BroadcastTable;
  readonly broadcast_part: BroadcastPartTable;
  readonly broadcast_result: BroadcastResultTable;
  readonly pay_order: PayOrderTable;
  readonly pay_notice: PayNoticeTable;
  readonly pay_stock: PayStockTable;
  readonly pay_bill: PayBillTable;
}

/** Which batch of rows a list of places is. */
export interface PlaceTableTable {
  account: string;
  list: string;
  batch: string;
  n: number;
  at_ms: number;
}
/** A place that was brought in; `fields` is JSON. */
export interface PlaceRowTable {
  account: string;
  batch: string;
  id: string;
  lat: number;
  lng: number;
  fields: string;
}
/** What the map services answered, until when it holds. */
export interface MapAnswerTable {
  account: string;
  kind: string;
  asked: string;
  answer: string;
  until_ms: number;
}

/** One push, however often it comes. `claimed`: calls are under way; `late`: and `success` was said. */
export type DeliveryState = "claimed" | "late" | "done";
export interface DeliveryTable {
  account: string;
  key: string;
  at_ms: number;
  openid: string | null;
  kind: string;
  /** Of a text that is done: only what the other columns do not hold. */
  event: string;
  state: DeliveryState;
  /** The store that claimed it, and until when it counts as alive. */
  holder: string;
  lease_until_ms: number;
  /** How often it was handed out again after a crash. */
  attempt: number;
  answer: string;
  rule_set_version: number;
  /** The rule that answered, `""` if none. */
  rule: string;
  outcome: string;
  /** What can be searched: text, recognised speech, menu key, channel … */
  body: string;
  trace: string | null;
}
export interface FollowerTable {
  account: string;
  openid: string;
  version: number;
  data: string;
  name: string;
  /** `\nVIP\n会员\n`, so that one LIKE finds a tag on both engines. */
  tags: string;
  /** 0 when not following. */
  followed_at_ms: number;
  seen_at_ms: number;
  rule_set_version: number;
}
/** One follower's effects; `openid` is `""` for those of no follower. A row exists while an effect waits. */
export interface LaneTable {
  account: string;
  /** What stands before a line break; behind it, the own system that the lane leads to. */
  openid: string;
  next_due_ms: number;
  lease_until_ms: number;
  lease: string;
}
export interface EffectTable {
  account: string;
  seq: Generated<number>;
  key: string;
  openid: string;
  kind: string;
  data: string;
  state: "waiting" | "dead";
  due_at_ms: number;
  /** 0, or the earliest next try. */
  retry_at_ms: number;
  attempt: number;
  code: string;
}
export interface TimerTable {
  account: string;
  /** `""` for a schedule. */
  openid: string;
  kind: "timeout" | "reminder" | "schedule" | "quiet";
  /** Of the dialog or reminder; a schedule's path. */
  id: string;
  path: string;
  version: number;
  due_at_ms: number;
  captured: string;
  lease_until_ms: number;
}
/** The last conversation of a follower with a person. */
export interface ConversationTable {
  account: string;
  openid: string;
  /** `wechat`, `inbox` or the name of a hook. */
  desk: string;
  agent: string;
  /** Which colleague, of our inbox; `""` while nobody has taken it. */
  member: string;
  /** `done`: somebody said that it is; otherwise it was given back, or nobody wrote. */
  state: "open" | "closed" | "done";
  opened_at_ms: number;
  last_at_ms: number;
  /** What the follower wrote since an agent last did something. */
  unread: number;
}
export interface RuleSetTable {
  account: string;
  version: number;
  rules: string;
  sources: string;
  author: string;
  note: string;
  at_ms: number;
}
export interface ActiveRuleSetTable {
  account: string;
  version: number;
  /** Counts every change of what is served, switched-off rules too. */
  generation: number;
  author: string;
  at_ms: number;
}
/** A rule switched off in an emergency: beside the version, not an edit. */
export interface RuleOffTable {
  account: string;
  rule: string;
  author: string;
  at_ms: number;
}
export interface AccountTable {
  account: string;
  settings: string;
  secrets: string;
  revision: number;
  created_at_ms: number;
  updated_at_ms: number;
}
/** One rule's or test's YAML, or what stands around them in its file; `copy` is `""` for the shared texts, otherwise whose draft it is. */
export interface SourceTable {
  account: string;
  copy: string;
  kind: "outside" | "rule" | "test";
  id: string;
  file: string;
  position: number;
  text: string;
  revision: number;
}
export interface CounterTable {
  account: string;
  name: string;
  bucket: string;
  n: number;
}
export interface RecordTable {
  account: string;
  key: string;
  name: string;
  value: string;
  openid: string | null;
  at_ms: number;
}
export interface TokenTable {
  account: string;
  kind: string;
  token: string;
  expires_at_ms: number;
  generation: number;
}
export interface LockTable {
  account: string;
  name: string;
  holder: string;
  until_ms: number;
}
/** Somebody who may sign in to the editor. */
export interface MemberTable {
  id: string;
  name: string;
  shown_name: string;
  role: string;
  /** `"*"` or a list, as JSON. */
  accounts: string;
  password: string;
  invite: string;
  addresses: string;
  is_active: number;
  invite_until_ms: number;
  revision: number;
  created_at_ms: number;
  seen_at_ms: number;
}
/** `id` is the SHA-256 of the cookie's token. */
export interface SessionTable {
  id: string;
  member: string;
  address: string;
  agent: string;
  created_at_ms: number;
  seen_at_ms: number;
}
export interface LoginTryTable {
  id: string;
  name: string;
  address: string;
  at_ms: number;
}
/** One difference of a working copy from the shared texts; `text` is `null` for a removed part, `base` for a new one. */
export interface DraftTable {
  account: string;
  copy: string;
  kind: "outside" | "rule" | "test";
  id: string;
  file: string;
  text: string | null;
  base: string | null;
  is_placed: number;
  /** `""` with `after_kind` `""`: first in its file. */
  after_kind: string;
  after_id: string;
  seq: number;
  author: string;
  at_ms: number;
}
/** `revision` counts the writes of a copy. */
export interface DraftCopyTable {
  account: string;
  copy: string;
  revision: number;
}
export interface TesterTable {
  account: string;
  openid: string;
  name: string;
  copy: string;
}
export interface SignalTable {
  account: string;
  name: string;
  at_ms: number;
}
export interface AuditTable {
  account: string;
  id: string;
  member: string;
  member_name: string;
  what: string;
  subject: string;
  address: string;
  details: string;
  at_ms: number;
}
/** What the platform held before a menu was published; `menus` is JSON. */
export interface MenuBackupTable {
  account: string;
  id: string;
  at_ms: number;
  author: string;
  menus: string;
}
/** A browser on its way through the platform's sign-in; ids are SHA-256. */
export interface PageStateTable {
  account: string;
  id: string;
  browser: string;
  path: string;
  recipient: string;
  scope: string;
  until_ms: number;
}
/** A follower's browser; `id` is SHA-256 of its cookie. */
export interface PageSessionTable {
  account: string;
  id: string;
  openid: string;
  scope: string;
  created_at_ms: number;
  seen_at_ms: number;
}
/** A card or phone number of a follower; the number itself is not kept, only its keyed digest and last digits. */
export interface BindingTable {
  account: string;
  kind: "card" | "phone";
  number_key: string;
  openid: string;
  tail: string;
  /** What the account's own system calls the holder, `""` if it said nothing. */
  customer: string;
  at_ms: number;
}
/** A number that waits for its code; `phone` and `code` are encrypted and keyed. */
export interface BindCodeTable {
  account: string;
  openid: string;
  kind: "card" | "phone";
  number_key: string;
  tail: string;
  customer: string;
  phone: string;
  code: string;
  tries: number;
  until_ms: number;
}
/** One follower's copy of a page: `code` stands in the address that is passed on. */
export interface ShareTable {
  account: string;
  code: string;
  page: string;
  openid: string;
  /** Where its sharer came from first, `""` if nowhere known. */
  channel: string;
  shares: number;
  opens: number;
  at_ms: number;
}
/** A browser that opened a shared page counts once. */
export interface ShareOpenTable {
  account: string;
  code: string;
  opener: string;
  at_ms: number;
}
/** A template message the platform took; `template` is its name in `account.yaml`. */
export interface NoticeTable {
  account: string;
  message_id: string;
  template: string;
  openid: string;
  at_ms: number;
}
/** How notices ended on a day of the platform's; `template` is the name in `account.yaml`, `reason` is `""` for one that arrived. */
export interface NoticeDayTable {
  account: string;
  day: string;
  template: string;
  state: "sent" | "failed";
  reason: string;
  n: number;
}
/** A parametric QR code that the platform made; `expires_at_ms` is 0 for a permanent one. */
export interface ChannelCodeTable {
  account: string;
  id: string;
  is_permanent: number;
  ticket: string;
  url: string;
  made_at_ms: number;
  expires_at_ms: number;
}
/** What came through a channel on a day of the account's; `channel` is `""` where no code brought it. */
export interface ChannelDayTable {
  account: string;
  day: string;
  channel: string;
  scans: number;
  follows: number;
  losses: number;
  replies: number;
}
export interface ChannelRecordTable {
  account: string;
  day: string;
  channel: string;
  name: string;
  n: number;
}
/** An account's followers being brought from the platform; `position` is where its phase goes on. */
export interface SyncTable {
  account: string;
  id: string;
  kind: "full" | "new";
  phase: "list" | "profiles" | "gone" | "blacklist" | "clear" | "done" | "failed";
  position: string;
  anchor: string;
  total: number;
  listed: number;
  read: number;
  gone: number;
  started_at_ms: number;
  updated_at_ms: number;
  code: string;
  retry_at_ms: number;
}
/** Whom the synchronisation under way saw. */
export interface SyncMemberTable {
  account: string;
  openid: string;
}
/** A saved condition on followers, as YAML. */
export interface SegmentTable {
  account: string;
  id: string;
  name: string;
  condition: string;
  author: string;
  at_ms: number;
}
export interface ConsentTable {
  account: string;
  openid: string;
  what: string;
  source: string;
  is_given: number;
  at_ms: number;
}
/** `target`, `content` and `body` are JSON; `due_at_ms` and `retry_at_ms` are both in the past when something is to be done. */
export interface BroadcastTable {
  account: string;
  id: string;
  state:
    | "scheduled"
    | "collecting"
    | "sending"
    | "sent"
    | "done"
    | "failed"
    | "stopped"
    | "deleted";
  target: string;
  content: string;
  body: string;
  author: string;
  code: string;
  created_at_ms: number;
  due_at_ms: number;
  sent_at_ms: number;
  retry_at_ms: number;
  receivers: number;
}
/** One job of the platform; `openids` is a JSON list, empty where the platform picks, and once nobody needs it. */
export interface BroadcastPartTable {
  account: string;
  broadcast: string;
  seq: number;
  state: "waiting" | "sending" | "sent" | "failed";
  openids: string;
  receivers: number;
  message_id: string;
  code: string;
  at_ms: number;
}
/** What the platform told of a job, ours or another program's. */
export interface BroadcastResultTable {
  account: string;
  message_id: string;
  is_sent: number;
  total: number;
  sent: number;
  errors: number;
  code: string;
  at_ms: number;
}
/** An order; `data` holds its facts as JSON, the other columns are what is looked up. Times are 0 where it did not happen. */
export interface PayOrderTable {
  account: string;
  /** `out_trade_no`. */
  no: string;
  state: string;
  way: string;
  openid: string;
  product: string;
  title: string;
  channel: string;
  code: string;
  transaction_id: string;
  data: string;
  amount_fen: number;
  refunded_fen: number;
  created_at_ms: number;
  paid_at_ms: number;
  refunded_at_ms: number;
  version: number;
  check_at_ms: number;
}
/** A notification of WeChat Pay, opened; `id` is the platform's. */
export interface PayNoticeTable {
  account: string;
  id: string;
  no: string;
  kind: string;
  state: string;
  code: string;
  data: string;
  at_ms: number;
}
export interface PayStockTable {
  account: string;
  product: string;
  taken: number;
}
/** A day in Beijing, compared with the platform's bill; `differences` is JSON. */
export interface PayBillTable {
  account: string;
  day: string;
  mchid: string;
  state: string;
  code: string;
  differences: string;
  trades: number;
  paid_fen: number;
  refund_fen: number;
  at_ms: number;
}
