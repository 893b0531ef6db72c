import type { KeyboardEvent, MouseEvent } from "react";
import { useWords } from "../../strings/language.tsx";
import type { Spot } from "../lines.ts";
import type { MapView, Point } from "./map-view.ts";
import { mapHeight, mapWidth, pointOf, positionOf } from "./map-view.ts";

const moves: Readonly<Record<string, Point>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const short = 4;
const far = 40;

const grid = (): string => {
  const lines: string[] = [];
  for (let x = 20; x < mapWidth; x += 40) lines.push(`M${x} 0V${mapHeight}`);
  for (let y = 20; y < mapHeight; y += 40) lines.push(`M0 ${y}H${mapWidth}`);
  return lines.join("");
};
const streets = grid();

const Place = ({ view, place }: { readonly view: MapView; readonly place: Spot }) => {
  const { x, y } = pointOf(view, place);
  if (x < 0 || y < 0 || x > mapWidth || y > mapHeight) return null;
  const isRight = x > mapWidth - 90;
  return (
    <g className="ph-map-place">
      <circle cx={x} cy={y} r="4" />
      <text x={isRight ? x - 7 : x + 7} y={y + 4} textAnchor={isRight ? "end" : "start"}>
        {place.label}
      </text>
    </g>
  );
};

/** A drawn map with the account's places and a pin; a tap or the arrow keys move the pin. */
export const PinMap = ({
  view,
  places,
  pin,
  onMove,
}: {
  readonly view: MapView;
  readonly places: readonly Spot[];
  readonly pin: Pick<Spot, "lat" | "lng">;
  readonly onMove: (position: Pick<Spot, "lat" | "lng">) => void;
}) => {
  const { phone: words } = useWords();
  const at = pointOf(view, pin);
  const onKey = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const by = event.shiftKey ? far : short;
    onMove(positionOf(view, { x: at.x + move.x * by, y: at.y + move.y * by }));
  };
  const onClick = ({ currentTarget, clientX, clientY }: MouseEvent<Element>): void => {
    const box = currentTarget.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * mapWidth;
    const y = ((clientY - box.top) / box.height) * mapHeight;
    onMove(positionOf(view, { x, y }));
  };
  return (
    <button
      type="button"
      className="ph-map"
      aria-label={words.sheet.map}
      onKeyDown={onKey}
      onClick={onClick}
    >
      <svg viewBox={`0 0 ${mapWidth} ${mapHeight}`} aria-hidden="true" focusable="false">
        <rect className="ph-land" width={mapWidth} height={mapHeight} />
        <path className="ph-water" d={`M0 ${mapHeight * 0.78}q80-26 160 4t160-10v60H0z`} />
        <path className="ph-road" d={streets} />
        {places.map((place) => (
          <Place key={`${place.label}/${place.lat}/${place.lng}`} view={view} place={place} />
        ))}
        <g transform={`translate(${at.x} ${at.y})`}>
          <path className="ph-pin" d="M0 0s12-11 12-19a12 12 0 0 0-24 0c0 8 12 19 12 19" />
          <circle className="ph-pin-eye" cy="-19" r="4.500" />
        </g>
      </svg>
    </button>
  );
};
