import type { Static, TSchema } from "typebox";
import { Type } from "typebox";
import { MENU_LIMITS, REPLY_TEXT_BYTES, TAG_LIMITS } from "../limits.ts";
import { DATUMS } from "../places/datum.ts";
import {
  CHANNEL_ID,
  DateRange,
  DateText,
  Days,
  MENU_KEY,
  TimeWindow,
} from "./file-schema-parts.ts";
import { Duration, LANGUAGE } from "./shapes.ts";

const closed = { additionalProperties: false } as const;
const ENV = "env:[A-Za-z_][A-Za-z0-9_]*";
/** A value, or `env:NAME`; never in logs, exports or diagnostics. */
const secret = (pattern: string) =>
  Type.String({ pattern: `^(${pattern}|${ENV})$`, "x-secret": true });
const choice = <T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: "string", enum: values });
const name = Type.String({ minLength: 1, maxLength: 100 });
const tag = Type.String({ minLength: 1, maxLength: TAG_LIMITS.nameCharacters });
const webAddress = (maxBytes: number) =>
  Type.String({ pattern: "^https?://[^ ]+$", "x-bytes": maxBytes });

const Merchant = Type.Object(
  {
    mchid: Type.String({ pattern: "^[0-9]{8,10}$" }),
    apiV3Key: secret("[!-~]{32}"),
    privateKey: secret("[A-Za-z0-9+/=\\s\\\\-]{200,8000}"),
    serial: Type.String({ pattern: `^([0-9A-Fa-f]{8,64}|${ENV})$` }),
    publicKeyId: Type.Optional(Type.String({ pattern: `^(PUB_KEY_ID_[0-9A-Za-z]{1,64}|${ENV})$` })),
    publicKey: Type.Optional(
      Type.String({ pattern: `^([A-Za-z0-9+/=\\s\\\\-]{200,8000}|${ENV})$` }),
    ),
    api: Type.Optional(
      Type.String({
        pattern: "^(https://[^ /]+|http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?)$",
      }),
    ),
  },
  closed,
);

const text = { type: "string", "x-bytes": REPLY_TEXT_BYTES };
/** What the account says by itself, as it stands, or one a language. */
const ownText = Type.Unsafe<string | Readonly<Record<string, string>>>({
  anyOf: [
    text,
    {
      type: "object",
      "x-said": true,
      minProperties: 1,
      propertyNames: { pattern: LANGUAGE },
      additionalProperties: text,
    },
  ],
});

/** `account.yaml`: what the account is, what stands on the wire, what all rules share. */
export const AccountYaml = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }),
    name,
    kind: choice("service", "subscription"),
    verified: Type.Optional(Type.Boolean()),
    originalId: Type.Optional(Type.String({ pattern: "^gh_[A-Za-z0-9]{1,60}$" })),
    appId: Type.Optional(Type.String({ pattern: "^wx[0-9a-f]{16}$" })),
    appSecret: Type.Optional(secret(".{1,128}")),
    token: Type.Optional(secret("[A-Za-z0-9]{3,32}")),
    encodingAesKey: Type.Optional(secret("[A-Za-z0-9]{43}")),
    platform: Type.Optional(choice("sandbox", "wechat")),
    mode: Type.Optional(choice("plain", "compatible", "safe")),
    timezone: Type.Optional(Type.String({ minLength: 1, maxLength: 64, "x-shape": "timezone" })),
    language: Type.Optional(Type.String({ pattern: "^[a-z]{2,3}(_[A-Z]{2})?$" })),
    foldTraditional: Type.Optional(Type.Boolean()),
    speech: Type.Optional(Type.Boolean()),
    reportedDatum: Type.Optional(choice(...DATUMS)),
    semantic: Type.Optional(
      Type.Object({ city: Type.String({ minLength: 1, maxLength: 40 }) }, closed),
    ),
    vars: Type.Optional(
      Type.Object(
        {},
        { additionalProperties: Type.Unsafe({ "x-free": true }), maxProperties: 200 },
      ),
    ),
    tags: Type.Optional(Type.Array(tag, { maxItems: TAG_LIMITS.perAccount, uniqueItems: true })),
    holidays: Type.Optional(Type.Array(DateRange, { maxItems: 400 })),
    workdays: Type.Optional(Type.Array(DateText, { maxItems: 400 })),
    quietHours: Type.Optional(Type.Array(TimeWindow, { maxItems: 10 })),
    hosts: Type.Optional(
      Type.Array(Type.String({ pattern: "^[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?$" }), {
        maxItems: 100,
      }),
    ),
    hooks: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: Type.Object(
            { url: webAddress(MENU_LIMITS.urlBytes), secret: Type.Optional(secret(".{1,256}")) },
            closed,
          ),
          maxProperties: 100,
        },
      ),
    ),
    merchants: Type.Optional(Type.Array(Merchant, { minItems: 1, maxItems: 20 })),
    templates: Type.Optional(
      Type.Object(
        {},
        { additionalProperties: Type.String({ minLength: 1, maxLength: 128 }), maxProperties: 100 },
      ),
    ),
    map: Type.Optional(
      Type.Object(
        {
          key: secret("[A-Z0-9]{5}(-[A-Z0-9]{5}){5}"),
          secret: Type.Optional(secret("[A-Za-z0-9]{16,64}")),
          table: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" })),
        },
        closed,
      ),
    ),
    staff: Type.Optional(tag),
    privacy: Type.Optional(
      Type.Object(
        { unfollow: Type.Optional(choice("keep", "erase")), keep: Type.Optional(Duration) },
        closed,
      ),
    ),
    texts: Type.Optional(
      Type.Object(
        {
          cancel: Type.Optional(Type.Array(name, { maxItems: 20 })),
          cancelled: Type.Optional(ownText),
          failed: Type.Optional(ownText),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type AccountYaml = Static<typeof AccountYaml>;

const Channel = Type.Object(
  {
    id: Type.String({ pattern: CHANNEL_ID }),
    name: Type.Optional(name),
    permanent: Type.Optional(Type.Boolean()),
    tags: Type.Optional(Type.Array(tag, { maxItems: TAG_LIMITS.perFollower })),
  },
  closed,
);
/** `channels.yaml`. */
export const ChannelsYaml = Type.Object({ channels: Type.Array(Channel) }, closed);

const Place = Type.Object(
  {
    id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }),
    name,
    address: Type.Optional(Type.String({ maxLength: 200 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    datum: Type.Optional(choice(...DATUMS)),
    tel: Type.Optional(Type.String({ maxLength: 40 })),
    list: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    hours: Type.Optional(Type.Array(TimeWindow, { minItems: 1, maxItems: 6 })),
    days: Type.Optional(Type.Array(Days, { minItems: 1, maxItems: 7 })),
  },
  { ...closed, dependencies: { lat: ["lng"], lng: ["lat"], datum: ["lat", "lng"] } },
);
/** `places.yaml`; `datum` says how positions are counted, GCJ-02 where it does not; `lists` are brought in from a table. */
export const PlacesYaml = Type.Object(
  {
    datum: Type.Optional(choice(...DATUMS)),
    places: Type.Optional(Type.Array(Place)),
    lists: Type.Optional(
      Type.Array(Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }), {
        maxItems: 20,
        uniqueItems: true,
      }),
    ),
  },
  closed,
);

const MiniProgram = Type.Object(
  {
    appid: Type.String({ pattern: "^wx[0-9a-f]{16}$" }),
    page: Type.String({ minLength: 1, maxLength: 1_024 }),
    url: webAddress(MENU_LIMITS.urlBytes),
  },
  closed,
);
const opensOf = choice("scan", "scan-only", "camera", "photo", "album", "location");
const buttonShape = {
  key: Type.Optional(Type.String({ pattern: MENU_KEY })),
  opens: Type.Optional(opensOf),
  url: Type.Optional(webAddress(MENU_LIMITS.urlBytes)),
  "mini-program": Type.Optional(MiniProgram),
  media: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  article: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
};
const SubButton = Type.Object(
  { name: Type.String({ minLength: 1, "x-bytes": MENU_LIMITS.subNameBytes }), ...buttonShape },
  closed,
);
const Button = Type.Object(
  {
    name: Type.String({ minLength: 1, "x-bytes": MENU_LIMITS.nameBytes }),
    ...buttonShape,
    sub: Type.Optional(Type.Array(SubButton, { minItems: 1, maxItems: MENU_LIMITS.subButtons })),
  },
  closed,
);
const Menu = Type.Array(Button, { maxItems: MENU_LIMITS.buttons });
/** `menu.yaml`: at most three buttons with at most five under each. */
export const MenuYaml = Type.Object(
  {
    menu: Menu,
    conditional: Type.Optional(
      Type.Array(Type.Object({ for: Type.Object({ tag }, closed), menu: Menu }, closed), {
        maxItems: 100,
      }),
    ),
  },
  closed,
);

const Product = Type.Object(
  {
    id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }),
    name,
    price: Type.Number({ minimum: 0.01, maximum: 1_000_000, "x-shape": "money" }),
    valid: Type.Optional(Duration),
    stock: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  closed,
);
/** `products.yaml`; prices in yuan. */
export const ProductsYaml = Type.Object({ products: Type.Array(Product) }, closed);

const Picture = Type.Object(
  {
    id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }),
    name,
    file: Type.String({ pattern: "^[^/\\\\]{1,200}$" }),
    text: Type.Optional(Type.String({ maxLength: 2_000 })),
  },
  closed,
);
/** `pictures.yaml`; `file` lies in `pictures/`. */
export const PicturesYaml = Type.Object({ pictures: Type.Array(Picture) }, closed);

const Page = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }),
    title: name,
    description: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.Optional(Type.String({ maxLength: 5_000 })),
    picture: Type.Optional(Type.String({ pattern: "^(https://[^ ]+|[^/\\\\:]{1,200})$" })),
    source: Type.Optional(name),
  },
  closed,
);
/** `pages.yaml`: pages made to be passed on; `picture` lies in `media/` or is an address. */
export const PagesYaml = Type.Object({ pages: Type.Array(Page, { maxItems: 200 }) }, closed);

/** The files of an account folder that are not rule files, by name. */
export const DATA_FILES: Readonly<Record<string, TSchema>> = {
  "account.yaml": AccountYaml,
  "channels.yaml": ChannelsYaml,
  "places.yaml": PlacesYaml,
  "menu.yaml": MenuYaml,
  "products.yaml": ProductsYaml,
  "pictures.yaml": PicturesYaml,
  "pages.yaml": PagesYaml,
};
