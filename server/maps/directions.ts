import { Type } from "typebox";
import type { AccountId, Position } from "../../engine/index.ts";
import type { MapClient } from "./map-client.ts";
import type { MapResult } from "./map-result.ts";
import { found, mapRefusal } from "./map-result.ts";

/** Ways to go. */
export const TRAVEL_MODES = ["driving", "walking", "bicycling"] as const;
export type TravelMode = (typeof TRAVEL_MODES)[number];

const KEEP_MS = 600_000;
const MICRO = 1e6;
const Answer = Type.Object({
  result: Type.Object({
    routes: Type.Array(
      Type.Object({
        distance: Type.Number(),
        duration: Type.Number(),
        polyline: Type.Optional(Type.Array(Type.Number())),
        steps: Type.Optional(
          Type.Array(Type.Object({ instruction: Type.Optional(Type.String()) })),
        ),
      }),
    ),
  }),
});

/** A way from one position to another. */
export type Route = {
  readonly metres: number;
  readonly minutes: number;
  readonly steps: readonly string[];
  readonly line: readonly (readonly [lat: number, lng: number])[];
};

/** Numbers after the first pair are differences in millionths of a degree (contract §7.3). */
export const openLine = (packed: readonly number[]): Route["line"] => {
  const line: (readonly [number, number])[] = [];
  for (let at = 0; at + 1 < packed.length; at += 2) {
    const last = line.at(-1);
    const [lat = 0, lng = 0] = packed.slice(at, at + 2);
    line.push(last === undefined ? [lat, lng] : [last[0] + lat / MICRO, last[1] + lng / MICRO]);
  }
  return line;
};
const written = ({ lat, lng }: Position): string => `${lat.toFixed(5)},${lng.toFixed(5)}`;

/** The first way the services propose ("路线规划"); kept for ten minutes. */
export const directions = (
  maps: MapClient,
  account: AccountId,
  { from, to, mode }: { readonly from: Position; readonly to: Position; readonly mode: TravelMode },
): Promise<MapResult<Route>> => {
  const params = { from: written(from), to: written(to) };
  const keep = { kind: "route", asked: `${mode} ${params.from} ${params.to}`, forMs: KEEP_MS };
  return maps.remember(account, keep, async () => {
    const path = `/ws/direction/v1/${mode}/`;
    const got = await maps.ask(account, { path, quota: "direction", params }, Answer);
    if (!got.ok) return got;
    const [route] = got.data.result.routes;
    if (route === undefined) return mapRefusal("map-347");
    const steps = (route.steps ?? []).flatMap(({ instruction = "" }) =>
      instruction === "" ? [] : [instruction],
    );
    const line = openLine(route.polyline ?? []);
    return found({ metres: route.distance, minutes: route.duration, steps, line });
  });
};
