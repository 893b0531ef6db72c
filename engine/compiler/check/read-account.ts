import type { Static } from "typebox";
import type {
  AccountYaml,
  ChannelsYaml,
  MenuYaml,
  PagesYaml,
  PicturesYaml,
  PlacesYaml,
  ProductsYaml,
} from "../../definitions/file-schema-account.ts";
import { toGcj02 } from "../../places/datum.ts";
import type {
  Account,
  Channel,
  ConditionalMenu,
  MenuButton,
  Picture,
  Place,
  Product,
  SharedPage,
  UnlocatedPlace,
} from "../../schema/account.ts";
import type { AccountFile, MapKeys, MerchantFile } from "../../schema/account-file.ts";
import { durationMs } from "../../time/durations.ts";
import { daysIn } from "./shape-refusal.ts";

/** What is left of a file whose broken parts were taken out: any key may be missing. */
type Sound<T> = { readonly [K in keyof T]?: T[K] };
/** The sound parts of all data files. */
export interface DataFiles {
  readonly account: Sound<AccountYaml>;
  readonly channels: Sound<Static<typeof ChannelsYaml>>;
  readonly places: Sound<Static<typeof PlacesYaml>>;
  readonly menu: Sound<Static<typeof MenuYaml>>;
  readonly products: Sound<Static<typeof ProductsYaml>>;
  readonly pictures: Sound<Static<typeof PicturesYaml>>;
  readonly pages: Sound<Static<typeof PagesYaml>>;
}

/** What an account says when it does not say it itself. */
const TEXTS = {
  cancel: ["取消", "退出"],
  cancelled: "已取消。",
  failed: "系统繁忙，请稍后再试。",
} as const;

const channelOf = (one: Static<typeof ChannelsYaml>["channels"][number]): Channel => ({
  id: one.id,
  name: one.name ?? one.id,
  permanent: one.permanent ?? false,
  tags: one.tags ?? [],
});
type PlaceYaml = NonNullable<Static<typeof PlacesYaml>["places"]>[number];
const unlocatedOf = ({ id, name, address, tel, list, hours, days }: PlaceYaml): UnlocatedPlace => ({
  ...{ id, name, address: address ?? "", tel: tel ?? "", list: list ?? "" },
  ...(hours === undefined ? {} : { hours }),
  ...(days === undefined ? {} : { days }),
});
const placesOf = ({ places = [], datum = "gcj02" }: DataFiles["places"]): readonly Place[] =>
  places.flatMap((one) => {
    const { lat, lng } = one;
    if (lat === undefined || lng === undefined) return [];
    return [{ ...unlocatedOf(one), ...toGcj02({ lat, lng }, one.datum ?? datum) }];
  });
const unlocatedIn = ({ places = [] }: DataFiles["places"]): readonly UnlocatedPlace[] =>
  places.filter(({ lat }) => lat === undefined).map(unlocatedOf);
const productOf = (one: Static<typeof ProductsYaml>["products"][number]): Product => ({
  id: one.id,
  name: one.name,
  priceFen: Math.round(one.price * 100),
  valid: one.valid ?? "",
  stock: one.stock ?? null,
});
const pictureOf = (one: Static<typeof PicturesYaml>["pictures"][number]): Picture => ({
  id: one.id,
  name: one.name,
  file: one.file,
  text: one.text ?? "",
});
const pageOf = (one: Static<typeof PagesYaml>["pages"][number]): SharedPage => ({
  id: one.id,
  title: one.title,
  description: one.description ?? "",
  text: one.text ?? "",
  picture: one.picture ?? "",
  source: one.source ?? "",
});

type Settings = Omit<
  Account,
  | "channels"
  | "places"
  | "unlocated"
  | "menu"
  | "conditionalMenus"
  | "products"
  | "pictures"
  | "pages"
>;
const DEFAULTS = {
  kind: "subscription",
  verified: false,
  timezone: "Asia/Shanghai",
  language: "zh_CN",
  foldTraditional: false,
  vars: {},
  tags: [],
  workdays: [],
  quietHours: [],
  hosts: [],
  templates: {},
} as const;

const privacyOf = ({
  unfollow = "keep",
  keep,
}: NonNullable<AccountYaml["privacy"]>): NonNullable<Account["privacy"]> => ({
  unfollow,
  keepMs: keep === undefined ? null : durationMs(keep),
});
type OwnTexts = NonNullable<AccountYaml["texts"]>;
/** The account's own texts in its language, and in the others where they are written in several. */
const textsOf = (
  { cancel = [...TEXTS.cancel], ...said }: OwnTexts,
  language: string,
): Pick<Account, "texts" | "saidTexts"> => {
  const texts = { ...TEXTS, cancel };
  const saidTexts: Record<string, Record<string, string>> = {};
  for (const [name, written] of Object.entries(said)) {
    if (typeof written === "string") Object.assign(texts, { [name]: written });
    else {
      const base = language.split("_")[0] ?? language;
      const own = written[language] ?? written[base] ?? Object.values(written)[0];
      Object.assign(texts, { [name]: own });
      for (const [key, text] of Object.entries(written))
        saidTexts[key] = { ...saidTexts[key], [name]: text };
    }
  }
  return Object.keys(saidTexts).length === 0 ? { texts } : { texts, saidTexts };
};
const settingsOf = (account: DataFiles["account"], id: string): Settings => {
  const { kind, verified, timezone, language, foldTraditional } = { ...DEFAULTS, ...account };
  const { vars, tags, workdays, quietHours, hosts, templates } = { ...DEFAULTS, ...account };
  return {
    id: account.id ?? id,
    name: account.name ?? account.id ?? id,
    ...{ kind, verified, timezone, language, foldTraditional, tags, workdays, quietHours, hosts },
    vars: vars as Account["vars"],
    templates: templates as Account["templates"],
    holidays: (account.holidays ?? []).flatMap(daysIn),
    hooks: Object.keys(account.hooks ?? {}),
    ...textsOf(account.texts ?? {}, language),
    ...(account.semantic === undefined ? {} : { semantic: account.semantic }),
    ...(account.staff === undefined ? {} : { staff: account.staff }),
    ...(account.speech === undefined ? {} : { speech: account.speech }),
    ...(account.map === undefined ? {} : { map: true }),
    ...(account.reportedDatum === undefined ? {} : { reportedDatum: account.reportedDatum }),
    ...(account.privacy === undefined ? {} : { privacy: privacyOf(account.privacy) }),
  };
};

/** What rules may know of their account, defaults filled in; `id` stands in where the file has none. */
export const accountOf = (files: DataFiles, id: string): Account => {
  const { channels = [] } = files.channels;
  const unlocated = unlocatedIn(files.places);
  const { menu = [], conditional = [] } = files.menu;
  const { products = [] } = files.products;
  const { pictures = [] } = files.pictures;
  const { pages = [] } = files.pages;
  return {
    ...settingsOf(files.account, id),
    channels: channels.map(channelOf),
    places: placesOf(files.places),
    ...(files.places.lists === undefined ? {} : { placeLists: files.places.lists }),
    ...(unlocated.length === 0 ? {} : { unlocated }),
    menu: menu as readonly MenuButton[],
    conditionalMenus: conditional as readonly ConditionalMenu[],
    products: products.map(productOf),
    pictures: pictures.map(pictureOf),
    pages: pages.map(pageOf),
  };
};

const merchantOf = (one: NonNullable<AccountYaml["merchants"]>[number]): MerchantFile => ({
  mchid: one.mchid,
  apiV3Key: one.apiV3Key,
  privateKey: one.privateKey,
  serial: one.serial,
  publicKeyId: one.publicKeyId ?? null,
  publicKey: one.publicKey ?? null,
  api: one.api ?? null,
});

const mapOf = ({ key, secret, table }: NonNullable<AccountYaml["map"]>): MapKeys => ({
  key,
  secret: secret ?? null,
  table: table ?? null,
});
type HookYaml = { readonly url: string; readonly secret?: string };
/** What stands on the wire, and the secrets; kept apart from everything rules may see. */
export const accountFileOf = ({ account }: DataFiles, id: string): AccountFile => {
  const hooks = Object.entries((account.hooks ?? {}) as Readonly<Record<string, HookYaml>>);
  return {
    id: account.id ?? id,
    originalId: account.originalId ?? null,
    appId: account.appId ?? null,
    appSecret: account.appSecret ?? null,
    token: account.token ?? null,
    encodingAesKey: account.encodingAesKey ?? null,
    platform: account.platform ?? "sandbox",
    mode: account.mode ?? "safe",
    hooks: Object.fromEntries(
      hooks.map(([name, { url, secret }]) => [name, { url, secret: secret ?? null }]),
    ),
    merchants: (account.merchants ?? []).map(merchantOf),
    ...(account.map === undefined ? {} : { map: mapOf(account.map) }),
  };
};
