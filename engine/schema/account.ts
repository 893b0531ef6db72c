import type { AccountId, Names } from "./words.ts";

export interface Channel {
  /** May end in `*`: every code with that prefix. */
  readonly id: string;
  readonly name: string;
  readonly permanent: boolean;
  readonly tags: readonly string[];
}
/** GCJ-02. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly lat: number;
  readonly lng: number;
  readonly tel: string;
  /** The list it belongs to (`within: 3km, of: LIST`), `""` for none. */
  readonly list: string;
  /** Opening hours as written, `09:00-22:00`; may pass midnight. */
  readonly hours?: readonly string[];
  /** On which days those hold; absent: every day. */
  readonly days?: readonly string[];
}
/** A place of which only the address is known: its position is asked of the map services. */
export type UnlocatedPlace = Omit<Place, "lat" | "lng">;
export interface MenuButton {
  readonly name: string;
  readonly key?: string;
  readonly opens?: "scan" | "scan-only" | "camera" | "photo" | "album" | "location";
  readonly url?: string;
  readonly "mini-program"?: { readonly appid: string; readonly page: string; readonly url: string };
  readonly media?: string;
  readonly article?: string;
  readonly sub?: readonly MenuButton[];
}
export interface ConditionalMenu {
  readonly for: { readonly tag: string };
  readonly menu: readonly MenuButton[];
}
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly priceFen: number;
  /** A duration as written, `""` = no end. */
  readonly valid: string;
  readonly stock: number | null;
}
export interface Picture {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly text: string;
}
/** A page of `pages.yaml`: shown to followers, made to be passed on. */
export interface SharedPage {
  readonly id: string;
  readonly title: string;
  /** The line under the title on the card that friends see. */
  readonly description: string;
  /** Paragraphs, apart by line ends. */
  readonly text: string;
  /** A file in `media/` or an address, `""` for none. */
  readonly picture: string;
  /** The tail that says where it comes from, `""` = the account's name. */
  readonly source: string;
}
/** What rules may know of their account: no secret, nothing of the wire. Part of a rule set. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly kind: "service" | "subscription";
  readonly verified: boolean;
  readonly timezone: string;
  /** Language of texts that have several, `zh_CN` by default. */
  readonly language: string;
  /** Fold traditional to simplified characters when matching. */
  readonly foldTraditional: boolean;
  /** Voices that come without words are handed to the platform's speech interface. */
  readonly speech?: boolean;
  /** Texts nobody answered are handed to the platform's semantic interface, as said in this city. */
  readonly semantic?: { readonly city: string };
  /** Whether it has an account at Tencent's maps: pictures of maps, addresses, districts. */
  readonly map?: boolean;
  /** How phones count the positions they report by themselves; GCJ-02 when absent. */
  readonly reportedDatum?: "gcj02" | "wgs84" | "bd09";
  readonly vars: Names;
  /** Tags mirrored on WeChat. */
  readonly tags: readonly string[];
  /** `YYYY-MM-DD`, ranges already written out. */
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** Windows in which reminders wait: `22:00-08:00`. */
  readonly quietHours: readonly string[];
  readonly hosts: readonly string[];
  readonly hooks: readonly string[];
  readonly templates: Readonly<Record<string, string>>;
  readonly texts: {
    readonly cancel: readonly string[];
    readonly cancelled: string;
    readonly failed: string;
  };
  /** Texts written in several languages, by language; `texts` holds those of the account's own. Absent: one language. */
  readonly saidTexts?: Readonly<
    Record<string, { readonly cancelled?: string; readonly failed?: string }>
  >;
  readonly channels: readonly Channel[];
  readonly places: readonly Place[];
  /** Lists whose places were brought in from a table; they come in when the account is served. */
  readonly placeLists?: readonly string[];
  /** Absent where every place has a position. */
  readonly unlocated?: readonly UnlocatedPlace[];
  readonly menu: readonly MenuButton[];
  readonly conditionalMenus: readonly ConditionalMenu[];
  readonly products: readonly Product[];
  readonly pictures: readonly Picture[];
  /** What becomes of followers' data; absent: kept, as long as the server keeps things. */
  readonly privacy?: {
    readonly unfollow: "keep" | "erase";
    /** How long what followers wrote is kept; `null`: as long as the server says. */
    readonly keepMs: number | null;
  };
  /** Who has this tag may redeem vouchers on the page `redeem`; absent: nobody. */
  readonly staff?: string;
  /** Absent in versions published before there were pages. */
  readonly pages?: readonly SharedPage[];
}
