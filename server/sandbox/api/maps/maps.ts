import type { ApiGroup } from "../route.ts";
import { geocoderRoutes } from "./geocoder.ts";
import { pictureRoutes } from "./pictures.ts";
import { placeCloudRoutes, placeCloudTables } from "./place-cloud.ts";
import { searchRoutes } from "./search.ts";
import { wayRoutes } from "./ways.ts";

/** Tencent's maps (contract §7) over a small gazetteer drawn by hand: six cities, their districts, some roads and places. */
export const mapsGroup: ApiGroup = {
  name: "maps",
  tables: placeCloudTables,
  routes: [...geocoderRoutes, ...searchRoutes, ...wayRoutes, ...pictureRoutes, ...placeCloudRoutes],
  reads: {
    places: (core, { id }) =>
      core.database.all(
        "SELECT tableId, id, udId, row FROM place_cloud WHERE account = ? ORDER BY tableId, id",
        id,
      ),
  },
};
