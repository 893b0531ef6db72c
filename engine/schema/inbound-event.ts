import type { Message } from "./reply.ts";
import type { AccountId, Names, OpenId, Remembered, RulePath } from "./words.ts";

/** How a menu button's tap arrived; `view` is a url or mini-program button. */
export type MenuOpens = "click" | "view" | "scan" | "photo" | "location";
export interface Position {
  readonly lat: number;
  readonly lng: number;
}

/** What each kind of push carries. A file that brings a kind adds it here by declaration merging. */
export interface EventFields {
  text: { readonly text: string; readonly menuItem: string | null };
  /** `picture`: what was recognised in it, by its id in `pictures.yaml`; `null`: nothing; absent: nobody looked. */
  image: { readonly mediaId: string; readonly url: string; readonly picture?: string | null };
  /** `recognised` is `null` without speech recognition, `""` when nothing was understood. */
  voice: { readonly mediaId: string; readonly format: string; readonly recognised: string | null };
  video: { readonly mediaId: string; readonly thumbMediaId: string; readonly short: boolean };
  link: { readonly title: string; readonly description: string; readonly url: string };
  file: { readonly title: string; readonly description: string; readonly bytes: number };
  /** GCJ-02. `precisionM` only for reported positions. */
  location: Position & {
    readonly how: "sent" | "reported";
    readonly label: string;
    readonly precisionM: number | null;
  };
  follow: { readonly channel: string | null };
  unfollow: Record<never, never>;
  scan: { readonly channel: string };
  menu: {
    /** The button's key, or its address: `key` is the delivery's. */
    readonly button: string;
    readonly opens: MenuOpens;
    /** What a scan button read. */
    readonly scan: { readonly type: string; readonly result: string } | null;
    /** What a position button picked. */
    readonly position: (Position & { readonly label: string }) | null;
    /** How many pictures follow as messages of their own. */
    readonly pictures: number;
  };
  /** A page, a plugin or the API says that something happened. */
  event: { readonly name: string; readonly fields: Names };
  /** What agents do: WeChat's desk, our inbox or an own system tells it. */
  agent: {
    readonly state: "opened" | "closed" | "moved" | "said";
    /** Whose agents: `wechat`, `inbox` or the name of a hook. */
    readonly at: string;
    /** `kf2001@gh_demo`, or a name to show; `""` if nobody says. */
    readonly agent: string;
    /** Which colleague, of our inbox: a name may be borne by two. */
    readonly member?: string;
    /** Of `said`. */
    readonly messages: readonly Message[];
  };
  /** Ours: a dialog's timeout, a reminder, a cron tick, nobody wrote to an agent. Goes the same way as a push, with its own key. */
  due: {
    readonly what: "timeout" | "reminder" | "schedule" | "quiet";
    readonly id: string;
    readonly path: RulePath;
    readonly version: number;
    /** What a reminder kept of its list; absent or `null` for the others. */
    readonly captured?: Remembered | null;
  };
  /** A push no rule can name yet; kept, answered `success`. */
  other: { readonly name: string; readonly fields: Names };
}
export type EventKind = keyof EventFields;
/** One push, freed of its wire format. `key` is the same for every delivery of it; times are ms; ids are text. */
export type InboundEvent<K extends EventKind = EventKind> = {
  [P in K]: {
    readonly kind: P;
    readonly account: AccountId;
    readonly follower: OpenId | null;
    readonly key: string;
    readonly sentAtMs: number;
  } & EventFields[P];
}[K];
