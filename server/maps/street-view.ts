import { Type } from "typebox";
import type { AccountId, Position } from "../../engine/index.ts";
import { MAP_LIMITS } from "../../engine/limits.ts";
import type { MapClient } from "./map-client.ts";
import type { MapResult } from "./map-result.ts";
import { found } from "./map-result.ts";

const KEEP_MS = 7 * 86_400_000;
const Answer = Type.Object({
  detail: Type.Optional(Type.Object({ id: Type.Optional(Type.String()) })),
});
/** Statuses that say there is none, which is an answer too. */
const NONE: readonly string[] = ["map-320", "map-347"];

/** The panorama nearest to a position within 200 m; `null` where there is none ("街景", contract §7.5). */
export const findPanorama = (
  maps: MapClient,
  account: AccountId,
  { lat, lng, signal }: Position & { readonly signal?: AbortSignal },
): Promise<MapResult<string | null>> => {
  const location = `${lat.toFixed(5)},${lng.toFixed(5)}`;
  const keep = { kind: "panorama", asked: location, forMs: KEEP_MS };
  return maps.remember(account, keep, async () => {
    const params = { location, radius: String(MAP_LIMITS.panoramaRadiusM) };
    const request = { path: "/ws/streetview/v1/getpano", quota: "streetview", params } as const;
    const got = await maps.ask(account, { ...request, ...(signal && { signal }) }, Answer);
    if (got.ok) return found(got.data.detail?.id || null);
    return NONE.includes(got.code) ? found(null) : got;
  });
};
