import gcoord from "gcoord";
import type { Position } from "../schema/inbound-event.ts";

/** How positions are counted: raw satellite positions, the offset of maps in China (ours inside), Baidu's further one. */
export const DATUMS = ["gcj02", "wgs84", "bd09"] as const;
export type Datum = (typeof DATUMS)[number];

type LngLat = [lng: number, lat: number];
/** As it is when it runs: its own types know the default export of the bundled form only. */
const { transform, WGS84, BD09, GCJ02 } = gcoord as unknown as {
  readonly transform: (at: LngLat, from: string, to: string) => LngLat;
} & Readonly<Record<"WGS84" | "BD09" | "GCJ02", string>>;
const systems = { wgs84: WGS84, bd09: BD09 } as const;
/** Ten centimetres, which is more than the conversion knows. */
const PRECISION = 1e6;
const rounded = (degrees: number): number => Math.round(degrees * PRECISION) / PRECISION;

/** The same spot in GCJ-02. Outside mainland China WGS-84 stays as it is. */
export const toGcj02 = ({ lat, lng }: Position, from: Datum): Position => {
  if (from === "gcj02") return { lat, lng };
  const [east, north] = transform([lng, lat], systems[from], GCJ02);
  return { lat: rounded(north), lng: rounded(east) };
};
