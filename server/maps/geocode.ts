import { Type } from "typebox";
import type { AccountId, Position } from "../../engine/index.ts";
import { MAP_LIMITS } from "../../engine/limits.ts";
import type { MapAnswers } from "../storage/map-answers.ts";
import type { MapClient } from "./map-client.ts";
import type { MapResult } from "./map-result.ts";
import { found, mapRefusal } from "./map-result.ts";

const PATH = "/ws/geocoder/v1";
const DAY_MS = 86_400_000;
/** An address stays where it is; the street beside a position may get another name. */
const KEEP_POSITION_MS = 3_650 * DAY_MS;
const KEEP_ADDRESS_MS = 30 * DAY_MS;

const LatLng = Type.Object({
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lng: Type.Number({ minimum: -180, maximum: 180 }),
});
const Located = Type.Object({
  result: Type.Object({
    location: LatLng,
    reliability: Type.Optional(Type.Number()),
    level: Type.Optional(Type.Number()),
  }),
});
const text = Type.Optional(Type.String());
const Described = Type.Object({
  result: Type.Object({
    address: text,
    formatted_addresses: Type.Optional(Type.Object({ recommend: text })),
    address_component: Type.Object({
      province: text,
      city: text,
      district: text,
      street: text,
    }),
    ad_info: Type.Optional(Type.Object({ adcode: text })),
  }),
});

/** Where an address is, GCJ-02, and the address that was asked. */
export type Located = Position & {
  readonly address: string;
  /** 1–10, trusted from `MAP_LIMITS.reliability` on. */
  readonly reliability: number;
  /** How exact: 2 a district, 7 a road, 9 a house, 11 a named place. */
  readonly level: number;
};
/** What stands at a position; `""` where nobody lives. */
export type Described = {
  readonly address: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly street: string;
  readonly adcode: string;
};

/** Whether a place may be put there without somebody looking. */
export const isTrusted = ({ reliability, level }: Pick<Located, "reliability" | "level">) =>
  reliability >= MAP_LIMITS.reliability && level >= MAP_LIMITS.level;

/** One spelling of an address. */
const spelled = (address: string): string => address.normalize("NFKC").replaceAll(/\s+/g, "");
const questionOf = (address: string) => ({ kind: "geocode", asked: spelled(address) });

/** Where an address was found to be earlier; nothing is asked. */
export const storedPosition = async (
  answers: Pick<MapAnswers, "find">,
  account: AccountId,
  address: string,
): Promise<Located | null> =>
  ((await answers.find(account, questionOf(address)))?.answer ?? null) as Located | null;

/** The position of an address with its city ("地址解析", contract §7.2); `map-imprecise` when it is a guess. */
export const locate = async (
  maps: MapClient,
  account: AccountId,
  { address, signal }: { readonly address: string; readonly signal?: AbortSignal },
): Promise<MapResult<Located>> => {
  const { kind, asked } = questionOf(address);
  if (asked === "" || asked.length > MAP_LIMITS.addressCharacters) return mapRefusal("map-310");
  const keep = { kind, asked, forMs: KEEP_POSITION_MS };
  return maps.remember(account, keep, async () => {
    const request = { path: PATH, quota: "geocoder", params: { address: asked } } as const;
    const got = await maps.ask(account, { ...request, ...(signal && { signal }) }, Located);
    if (!got.ok) return got;
    const { location, reliability = 0, level = 0 } = got.data.result;
    if (!isTrusted({ reliability, level })) return mapRefusal("map-imprecise", address);
    return found({ lat: location.lat, lng: location.lng, address, reliability, level });
  });
};

/** Positions of one house share an answer, and none is kept to the metre. */
const rounded = (degrees: number): string => degrees.toFixed(3);

/** What stands at a position ("逆地址解析"); positions some hundred metres apart share an answer for 30 days. */
export const describe = (
  maps: MapClient,
  account: AccountId,
  { lat, lng, signal }: Position & { readonly signal?: AbortSignal },
): Promise<MapResult<Described>> => {
  const location = `${rounded(lat)},${rounded(lng)}`;
  const keep = { kind: "address", asked: location, forMs: KEEP_ADDRESS_MS };
  return maps.remember(account, keep, async () => {
    const request = { path: PATH, quota: "geocoder", params: { location } } as const;
    const got = await maps.ask(account, { ...request, ...(signal && { signal }) }, Described);
    if (!got.ok) return got;
    const { address = "", formatted_addresses, address_component, ad_info } = got.data.result;
    const { province = "", city = "", district = "", street = "" } = address_component;
    return found({
      address: formatted_addresses?.recommend || address,
      ...{ province, city, district, street },
      adcode: ad_info?.adcode ?? "",
    });
  });
};
