/**
 * The one table of the platform's limits and rights: data and tiny look-ups, no behaviour.
 * Check, planner, outbox, editor and sandbox read it; wechat-contract.md §1–§5 is its source.
 * Bytes are of UTF-8, times are integer milliseconds.
 */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const KB = 1024;
const MB = 1024 * KB;

// --- Kinds of account and their rights (contract §5) ---

/** What decides over rights: the two kinds, verified or not. */
export interface AccountKind {
  readonly kind: "service" | "subscription";
  readonly verified: boolean;
}
/** Subscription unverified and verified, service (unverified: `VU`) and verified. */
type Column = "SU" | "SV" | "VU" | "VV";

const EVERYBODY = ["SU", "SV", "VU", "VV"] as const;
const VERIFIED = ["SV", "VV"] as const;
const VERIFIED_SERVICE = ["VV"] as const;

/** Who holds which right. A right that must be applied for (pay, cards) counts as held by those who may apply. */
export const RIGHTS = {
  basics: EVERYBODY,
  receive: EVERYBODY,
  reply: EVERYBODY,
  "customer-message": VERIFIED,
  agents: VERIFIED,
  "mass-send": VERIFIED,
  "mass-send-openids": VERIFIED_SERVICE,
  "template-message": VERIFIED_SERVICE,
  "one-time-subscription": VERIFIED,
  "subscription-notice": VERIFIED_SERVICE,
  menu: ["SV", "VU", "VV"],
  "conditional-menu": VERIFIED,
  "console-info": EVERYBODY,
  "user-info": VERIFIED,
  "user-tags": VERIFIED,
  "location-report": VERIFIED_SERVICE,
  oauth: VERIFIED_SERVICE,
  "qr-code": VERIFIED_SERVICE,
  media: VERIFIED,
  draft: EVERYBODY,
  publish: ["SV", "VU", "VV"],
  comments: VERIFIED,
  speech: VERIFIED,
  semantic: VERIFIED_SERVICE,
  ocr: VERIFIED,
  datacube: VERIFIED,
  "js-sdk": EVERYBODY,
  "js-sdk-share": VERIFIED,
  pay: VERIFIED_SERVICE,
  cards: VERIFIED,
} as const satisfies Readonly<Record<string, readonly Column[]>>;

/** A platform right by name. `Right` of the schemas is plain text, so that a plugin can be read before it is checked. */
export type RightName = keyof typeof RIGHTS;

const columnOf = ({ kind, verified }: AccountKind): Column =>
  kind === "service" ? (verified ? "VV" : "VU") : verified ? "SV" : "SU";

/** Whether a name stands in the table. */
export const isRight = (name: string): name is RightName => Object.hasOwn(RIGHTS, name);

/** Whether an account of this kind holds the right; a name that is not in the table is held by nobody. */
export const hasRight = (account: AccountKind, right: string): boolean => {
  const holders: readonly Column[] = isRight(right) ? RIGHTS[right] : [];
  return holders.includes(columnOf(account));
};

// --- Pushes and the passive reply (§1.5, §3) ---

/** How WeChat delivers: it waits 5 s, closes, and delivers again; three deliveries in all. */
export const DELIVERY = { timeoutMs: 5 * SECOND_MS, count: 3 } as const;

/** The longest text of a passive reply. */
export const REPLY_TEXT_BYTES = 2048;
/** The longest text of a customer-service message. */
export const CUSTOMER_TEXT_BYTES = 2048;

/** Limits of what can be said, by message kind of `schema/reply.ts`. */
export const MESSAGE_LIMITS = {
  text: { textBytes: REPLY_TEXT_BYTES },
  video: { titleBytes: 128, descriptionBytes: 512 },
  music: { titleBytes: 128, urlBytes: 1024 },
  articles: { titleBytes: 128, descriptionBytes: 512, urlBytes: 1024, pictureBytes: 1024 },
  options: { headBytes: 2048, items: 10, itemBytes: 128 },
  "mini-program": { titleBytes: 128, pageBytes: 1024 },
} as const;

/** Articles in one reply: one to a message, eight to an event; one in a customer-service message (since 2018-10-12). */
export const ARTICLES = { toMessage: 1, toEvent: 8, customerMessage: 1 } as const;

/** How many articles fit the passive reply to an event of this kind (names of `EventFields`). */
export const articlesAllowed = (eventKind: string): number =>
  MESSAGE_KINDS.has(eventKind) ? ARTICLES.toMessage : ARTICLES.toEvent;

const MESSAGE_KINDS: ReadonlySet<string> = new Set([
  "text",
  "image",
  "voice",
  "video",
  "link",
  "file",
  "location",
]);

// --- The window of customer-service messages (§4.3) ---

/** How many customer-service messages an action of the follower allows, and for how long. */
export interface WindowGrant {
  readonly count: number;
  readonly forMs: number;
}
/** No count is kept. */
export const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** Each action of the follower opens a window of its own. */
export const WINDOW_GRANTS = {
  message: { count: 5, forMs: 48 * HOUR_MS },
  tap: { count: 3, forMs: MINUTE_MS },
  follow: { count: 3, forMs: MINUTE_MS },
  scan: { count: 3, forMs: MINUTE_MS },
  payment: { count: UNLIMITED, forMs: 48 * HOUR_MS },
} as const satisfies Readonly<Record<string, WindowGrant>>;
export type WindowTrigger = keyof typeof WINDOW_GRANTS;

const windowTriggers: Readonly<Record<string, WindowTrigger>> = {
  text: "message",
  image: "message",
  voice: "message",
  video: "message",
  link: "message",
  file: "message",
  menu: "tap",
  follow: "follow",
  scan: "scan",
  payment: "payment",
};
const windowTaps: readonly string[] = ["click", "scan"];

/**
 * What an event of this kind grants (names of `EventFields`), `null` for nothing.
 * `opens`: how a menu tap arrived; only `click` and `scan` grant. A position the follower sent is asked for as `text`.
 */
export const windowGrant = (eventKind: string, opens?: string): WindowGrant | null => {
  if (eventKind === "menu" && opens !== undefined && !windowTaps.includes(opens)) return null;
  const trigger = Object.hasOwn(windowTriggers, eventKind) ? windowTriggers[eventKind] : undefined;
  return trigger === undefined ? null : WINDOW_GRANTS[trigger];
};

/** Typing is shown this long, and only within this time after the follower did something. */
export const TYPING = { lastsMs: 15 * SECOND_MS, afterEventMs: 30 * SECOND_MS } as const;

// --- Media (§4.7) ---

/** What one kind of media may be; `types` are file name endings. */
export interface MediaLimit {
  readonly bytes: number;
  readonly types: readonly string[];
  readonly durationMs?: number;
}
export const TEMPORARY_MEDIA = {
  image: { bytes: 10 * MB, types: ["png", "jpeg", "jpg", "gif"] },
  voice: { bytes: 2 * MB, types: ["amr", "mp3"], durationMs: MINUTE_MS },
  video: { bytes: 10 * MB, types: ["mp4"] },
  thumb: { bytes: 64 * KB, types: ["jpg", "jpeg"] },
} as const satisfies Readonly<Record<string, MediaLimit>>;
export const PERMANENT_MEDIA = {
  image: { bytes: 10 * MB, types: ["bmp", "png", "jpeg", "jpg", "gif"] },
  voice: { bytes: 2 * MB, types: ["mp3", "wma", "wav", "amr"], durationMs: MINUTE_MS },
  video: { bytes: 10 * MB, types: ["mp4"] },
  thumb: { bytes: 64 * KB, types: ["jpg", "jpeg"] },
} as const satisfies Readonly<Record<string, MediaLimit>>;
export type MediaType = keyof typeof TEMPORARY_MEDIA;
/** Pictures inside articles (`uploadimg`). */
export const ARTICLE_PICTURE = { bytes: MB, types: ["jpg", "jpeg", "png"] } as const;
/** Temporary media, and media from followers, live this long. */
export const MEDIA_LIFETIME_MS = 3 * DAY_MS;
/** How many permanent media an account may keep. */
export const MATERIAL_COUNT = { image: 100_000, news: 100_000, voice: 1000, video: 1000 } as const;

// --- Menus (§4.2) ---

export const MENU_LIMITS = {
  buttons: 3,
  subButtons: 5,
  nameBytes: 16,
  subNameBytes: 60,
  keyBytes: 128,
  urlBytes: 1024,
  /** Different hosts that one conditional menu may link to. */
  conditionalHosts: 3,
} as const;

// --- Tags, followers (§4.9) ---

export const TAG_LIMITS = {
  perAccount: 100,
  perFollower: 20,
  nameCharacters: 30,
  followersPerCall: 50,
  /** A tag held by more followers cannot be deleted. */
  deletableFollowers: 100_000,
} as const;
export const FOLLOWER_LIMITS = {
  listPage: 10_000,
  infoPerCall: 100,
  remarkCharacters: 30,
  blacklistPerCall: 20,
} as const;

// --- QR codes, short keys (§4.6) ---

export const QR_LIMITS = {
  temporaryMaxMs: 30 * DAY_MS,
  temporaryDefaultMs: 60 * SECOND_MS,
  permanentCount: 100_000,
  permanentSceneId: { min: 1, max: 100_000 },
  temporarySceneId: { min: 1, max: 4_294_967_295 },
  sceneCharacters: 64,
} as const;
export const SHORT_KEY = { dataBytes: 4 * KB, maxMs: 30 * DAY_MS, defaultMs: 30 * DAY_MS } as const;

// --- Tokens, OAuth, JS-SDK (§4.1, §4.10, §4.11) ---

export const TOKEN = {
  lifetimeMs: 2 * HOUR_MS,
  /** How long the previous token still works after a new one. */
  handOverMs: 5 * MINUTE_MS,
  forceRefreshPerDay: 20,
  forceRefreshGapMs: 30 * SECOND_MS,
} as const;
export const OAUTH = {
  codeLifetimeMs: 5 * MINUTE_MS,
  refreshLifetimeMs: 30 * DAY_MS,
  stateCharacters: 128,
} as const;
export const CLEAR_QUOTA_PER_MONTH = 10;

// --- Templates and notices (§4.4) ---

export const TEMPLATE_LIMITS = {
  perAccount: 25,
  categories: 5,
  /** `client_msg_id` refuses a second one for this long. */
  clientIdMs: 10 * MINUTE_MS,
  /** No template of the library has more. */
  fields: 20,
  /** Of one value; the platform's own rule depends on the field's type. */
  valueBytes: 600,
} as const;
/** What a typed field of a template holds, by the letters of its name (`thing1`): most characters, and the shape asked for. */
export const TEMPLATE_FIELDS: Readonly<
  Record<string, { readonly characters: number; readonly pattern?: string }>
> = {
  thing: { characters: 20 },
  number: { characters: 32, pattern: "^[0-9.]+$" },
  letter: { characters: 32, pattern: "^[A-Za-z]+$" },
  symbol: { characters: 5 },
  character_string: { characters: 32, pattern: "^[\\x21-\\x7e]+$" },
  time: { characters: 32, pattern: "\\d" },
  date: { characters: 32, pattern: "\\d" },
  amount: { characters: 13, pattern: "^[^\\d]?\\d{1,10}(\\.\\d{1,2})?元?$" },
  phone_number: { characters: 17, pattern: "^[0-9+\\-]+$" },
  car_number: { characters: 8 },
  name: { characters: 20 },
  phrase: { characters: 5, pattern: "^[\\u4e00-\\u9fff]+$" },
  const: { characters: 20 },
};

// --- Mass send (§4.5), drafts (§4.8) ---

export const MASS_LIMITS = {
  openidsMin: 2,
  openidsMax: 10_000,
  subscriptionPerDay: 1,
  /** Of a service account each follower receives no more, and all together are sent to no more often. */
  servicePerMonth: 4,
  servicePerDayToAll: 1,
  clientIdBytes: 64,
  /** For so long the platform refuses a second job of the same client id (45065); within the first minute it says 45066. */
  clientIdMs: DAY_MS,
} as const;
export const DRAFT_LIMITS = {
  articles: 8,
  pictures: 20,
  titleCharacters: 64,
  authorCharacters: 16,
  digestCharacters: 120,
  digestDefaultCharacters: 54,
  contentCharacters: 20_000,
  contentBytes: MB,
  page: 20,
} as const;

// --- Speech, meaning (§4.12) ---

export const SPEECH_LIMITS = { bytes: MB, textBytes: 600, resultMs: 10 * SECOND_MS } as const;

// --- Tencent's maps (§7) ---

/** Coordinates are GCJ-02; quotas are those of a key that nobody certified. */
export const MAP_LIMITS = {
  perSecond: 5,
  perDay: 10_000,
  addressCharacters: 200,
  keywordCharacters: 96,
  searchPage: 20,
  cloudPage: 200,
  cloudRadiusM: 10_000,
  /** Rows in one push to the cloud's place data, and rows it keeps. */
  cloudRowsPerCall: 20,
  cloudRows: 10_000,
  panoramaRadiusM: 200,
  picture: { width: 1_680, height: 1_200, zoom: { min: 4, max: 18 } },
  /** A position that was found is trusted from here on: how sure, and how exact (9 = house number). */
  reliability: 7,
  level: 9,
} as const;
/** What counts together at the map services, a day and a second. */
export const MAP_QUOTAS = [
  "geocoder",
  "place",
  "district",
  "coord",
  "ip",
  "direction",
  "staticmap",
  "streetview",
  "place-cloud",
] as const;
export type MapQuota = (typeof MAP_QUOTAS)[number];

// --- Agents (§4.3) ---

export const AGENT_LIMITS = {
  perAccount: 100,
  prefixCharacters: 10,
  nicknameCharacters: 16,
  recordsPerCall: 10_000,
  recordsSpanMs: DAY_MS,
  waitingPerCall: 100,
} as const;

// --- Paying (§6) ---

/** One order; money is integer fen. */
export const PAY_LIMITS = {
  minFen: 1,
  /** One million yuan; the platform's own limit depends on merchant and bank. */
  maxFen: 100_000_000,
  reasonBytes: 80,
  descriptionCharacters: 127,
  /** A prepay id serves so long. */
  prepayMs: 2 * HOUR_MS,
  refundWithinMs: 365 * DAY_MS,
  refundsPerOrder: 50,
} as const;

// --- Calls a day (§4.1), reset at 00:00 Beijing time ---

const mapQuotas = Object.fromEntries(
  MAP_QUOTAS.map((name) => [`map-${name}`, MAP_LIMITS.perDay] as const),
);

/** Calls a day by quota name; a name that is missing has no limit. */
export const DAILY_QUOTA: Readonly<Record<string, number>> = {
  token: 2000,
  "stable-token": 500_000,
  "menu-create": 1000,
  "menu-delete": 1000,
  "menu-get": 10_000,
  "group-create": 1000,
  "group-get": 1000,
  "group-rename": 1000,
  "group-move": 100_000,
  "media-upload": 100_000,
  "media-get": 200_000,
  "customer-send": 500_000,
  "mass-send": 100,
  "mass-preview": 100,
  "mass-delete": 10,
  "qr-create": 100_000,
  "user-list": 500,
  "user-info": 5_000_000,
  "user-remark": 10_000,
  "tag-create": 1000,
  "tag-members": 100_000,
  "template-send": 100_000,
  "draft-write": 1000,
  "draft-get": 500,
  publish: 100,
  "publish-delete": 10,
  ticket: 1_000_000,
  semantic: 1000,
  ocr: 100,
  "cv-qrcode": 100,
  "cv-aicrop": 100,
  "cv-superresolution": 100,
  "agent-records": 5000,
  ...mapQuotas,
};
/** Calls a minute by quota name; over it the platform answers 45011. */
export const MINUTE_QUOTA: Readonly<Record<string, number>> = {
  "stable-token": 10_000,
  "mass-send": 60,
};
/** The platform counts its days, hours and months in Beijing time. */
export const PLATFORM_OFFSET_MS = 8 * HOUR_MS;
