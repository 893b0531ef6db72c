import { useEffect, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { IconButton } from "../composer/icon-button.tsx";
import type { Spot } from "../lines.ts";
import type { PlaceSource } from "../sources.ts";
import { useSources } from "../sources.ts";
import { Field } from "./field.tsx";
import { PinMap } from "./map.tsx";
import type { MapView } from "./map-view.ts";
import { nearestPlace, viewOf, zoom } from "./map-view.ts";
import { Sheet } from "./sheet.tsx";

const noPlaces: readonly Spot[] = [];

/** The account's places; `null` until they are known. */
const usePlaces = (source: PlaceSource | null): readonly Spot[] | null => {
  const [places, setPlaces] = useState<readonly Spot[] | null>(source === null ? noPlaces : null);
  useEffect(() => {
    let isWanted = true;
    const show = (found: readonly Spot[]): void => {
      if (isWanted) setPlaces(found);
    };
    source?.read().then(show, () => show(noPlaces));
    return () => {
      isWanted = false;
    };
  }, [source]);
  return places;
};

const Numbers = ({
  spot,
  onChange,
}: {
  readonly spot: Spot;
  readonly onChange: (spot: Spot) => void;
}) => {
  const { phone: words } = useWords();
  const [lat, setLat] = useState(String(spot.lat));
  const [lng, setLng] = useState(String(spot.lng));
  useEffect(() => {
    setLat(String(spot.lat));
    setLng(String(spot.lng));
  }, [spot.lat, spot.lng]);
  const take = (newLat: string, newLng: string): void => {
    setLat(newLat);
    setLng(newLng);
    const position = { lat: Number(newLat), lng: Number(newLng) };
    const isPosition = Math.abs(position.lat) <= 85 && Math.abs(position.lng) <= 180;
    if (newLat !== "" && newLng !== "" && isPosition) onChange({ ...spot, ...position });
  };
  return (
    <div className="ph-pair">
      <Field
        label={words.sheet.latitude}
        type="number"
        value={lat}
        onChange={(value) => take(value, lng)}
      />
      <Field
        label={words.sheet.longitude}
        type="number"
        value={lng}
        onChange={(value) => take(lat, value)}
      />
    </div>
  );
};

const Picker = ({
  places,
  onSpot,
  onClose,
}: {
  readonly places: readonly Spot[];
  readonly onSpot: (spot: Spot) => void;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const [view, setView] = useState<MapView>(() => viewOf(places));
  const [spot, setSpot] = useState<Spot>(() => places[0] ?? { ...viewOf([]), label: "" });
  const move = (position: Pick<Spot, "lat" | "lng">): void => {
    const known = nearestPlace(view, places, position);
    setSpot({ ...position, label: known?.label ?? "" });
  };
  return (
    <Sheet
      title={words.sheet.locationTitle}
      confirm={words.sheet.send}
      onConfirm={() => onSpot({ lat: spot.lat, lng: spot.lng, label: spot.label })}
      onClose={onClose}
    >
      <div className="ph-map-frame">
        <PinMap view={view} places={places} pin={spot} onMove={move} />
        <div className="ph-map-zoom">
          <IconButton
            icon="add"
            label={words.sheet.zoomIn}
            onClick={() => setView(zoom({ ...view, lat: spot.lat, lng: spot.lng }, 0.5))}
          />
          <IconButton
            icon="minus"
            label={words.sheet.zoomOut}
            onClick={() => setView(zoom(view, 2))}
          />
        </div>
      </div>
      <p role="status" className="ph-visually-hidden">
        {words.sheet.pin(spot.lat.toFixed(5), spot.lng.toFixed(5))}
      </p>
      {places.length > 0 && (
        <ul className="ph-choices" aria-label={words.sheet.places}>
          {places.map((place) => (
            <li key={`${place.label}/${place.lat}/${place.lng}`}>
              <button type="button" onClick={() => setSpot(place)}>
                {place.label}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Numbers spot={spot} onChange={setSpot} />
      <Field
        label={words.sheet.label}
        value={spot.label}
        onChange={(label) => setSpot({ ...spot, label })}
      />
    </Sheet>
  );
};

/** Chooses a place on a drawn map. */
export const LocationSheet = (props: {
  readonly onSpot: (spot: Spot) => void;
  readonly onClose: () => void;
}) => {
  const { places: source } = useSources();
  const places = usePlaces(source);
  return places === null ? null : <Picker places={places} {...props} />;
};
