import { Button } from "antd";
import type { KeyboardEvent, PointerEvent } from "react";
import { useRef, useState } from "react";
import { placeWords } from "../strings/places.ts";
import { useText } from "../strings/text.ts";
import type { MapView, Point } from "./map-view.ts";
import {
  holding,
  lengthText,
  metresPerUnit,
  moved,
  placeOn,
  pointAt,
  SIZE,
  scaleOf,
  viewOf,
  ZOOM,
} from "./map-view.ts";
import "../forms/forms.css";
import "./places.css";

export interface Mark extends Point {
  readonly id: string;
  readonly name: string;
}
interface PointMapProps {
  /** GCJ-02, as everything that is drawn here. `null`: nothing stands there yet. */
  readonly point: Point | null;
  readonly radiusM: number | null;
  /** The account's places. */
  readonly marks: readonly Mark[];
  /** Absent: it is only looked at. */
  readonly onMove?: ((point: Point) => void) | undefined;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
const STEP = 10;
const NAMED = 12;

const Grid = ({ view }: { readonly view: MapView }) => {
  const { units } = scaleOf(view);
  const [x0, y0] = [(SIZE.width / 2) % units, (SIZE.height / 2) % units];
  const upTo = (from: number, end: number): readonly number[] =>
    Array.from({ length: Math.floor((end - from) / units) + 1 }, (_, at) => from + at * units);
  return (
    <g className="map-grid">
      {upTo(x0, SIZE.width).map((x) => (
        <line key={`x${x}`} x1={x} x2={x} y1={0} y2={SIZE.height} />
      ))}
      {upTo(y0, SIZE.height).map((y) => (
        <line key={`y${y}`} x1={0} x2={SIZE.width} y1={y} y2={y} />
      ))}
    </g>
  );
};
const Scale = ({ view }: { readonly view: MapView }) => {
  const { metres, units } = scaleOf(view);
  const y = SIZE.height - 10;
  return (
    <g className="map-scale">
      <path d={`M10 ${y - 5}v5h${units}v-5`} />
      <text x={14} y={y - 5}>
        {lengthText(metres)}
      </text>
    </g>
  );
};
const Marks = ({ view, marks }: { readonly view: MapView; readonly marks: readonly Mark[] }) => {
  const seen = marks.flatMap((mark) => {
    const [x, y] = placeOn(view, mark);
    return x < 0 || y < 0 || x > SIZE.width || y > SIZE.height ? [] : [{ ...mark, x, y }];
  });
  return (
    <g className="map-marks">
      {seen.map(({ id, name, x, y }) => (
        <g key={id}>
          <circle cx={x} cy={y} r={4} />
          {seen.length <= NAMED && (
            <text
              x={x > SIZE.width * 0.7 ? x - 7 : x + 7}
              y={y + 4}
              textAnchor={x > SIZE.width * 0.7 ? "end" : "start"}
            >
              {name}
            </text>
          )}
        </g>
      ))}
    </g>
  );
};

/** The drawing itself; a click puts the point there. */
const Drawing = ({
  view,
  point,
  radiusM,
  marks,
  label,
  onMove,
}: PointMapProps & { readonly view: MapView; readonly label: string }) => {
  const [x, y] = point === null ? [0, 0] : placeOn(view, point);
  const put = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = SIZE.width / box.width;
    onMove?.(pointAt(view, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale));
  };
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      className={onMove === undefined ? "map-drawing" : "map-drawing can-put"}
      onPointerUp={put}
    >
      <Grid view={view} />
      {point !== null && radiusM !== null && (
        <circle className="map-ring" cx={x} cy={y} r={radiusM / metresPerUnit(view)} />
      )}
      <Marks view={view} marks={marks} />
      <Scale view={view} />
    </svg>
  );
};

/** The point: dragged, or moved by arrow keys (with Shift a unit at a time). */
const Pin = ({
  view,
  point,
  onMove,
}: {
  readonly view: MapView;
  readonly point: Point;
  readonly onMove: (point: Point) => void;
}) => {
  const words = useText(placeWords);
  const held = useRef<{ readonly x: number; readonly y: number; readonly from: Point } | null>(
    null,
  );
  const [x, y] = placeOn(view, point);
  const press = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    const by = event.shiftKey ? 1 : STEP;
    onMove(moved(view, point, arrow[0] * by, arrow[1] * by));
  };
  const take = (event: PointerEvent<HTMLButtonElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY, from: point };
  };
  const drag = (event: PointerEvent<HTMLButtonElement>): void => {
    const { current } = held;
    const width = event.currentTarget.parentElement?.clientWidth ?? 0;
    if (current === null || width === 0) return;
    const scale = SIZE.width / width;
    const [dx, dy] = [(event.clientX - current.x) * scale, (event.clientY - current.y) * scale];
    onMove(moved(view, current.from, dx, dy));
  };
  const drop = (): void => {
    held.current = null;
  };
  return (
    <button
      type="button"
      className="map-pin"
      style={{ left: `${(x / SIZE.width) * 100}%`, top: `${(y / SIZE.height) * 100}%` }}
      aria-label={words.pin(point.lat, point.lng)}
      onKeyDown={press}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={drop}
    />
  );
};

/** A point among the account's places on a plain grid, to scale; the fields beside it say the same. */
export const PointMap = (props: PointMapProps) => {
  const { point, radiusM, marks, onMove } = props;
  const words = useText(placeWords);
  const all = (): MapView => viewOf(point === null ? marks : [point, ...marks], radiusM ?? 0);
  const near = (): MapView => viewOf(point === null ? marks : [point], radiusM ?? 400);
  const [chosen, setChosen] = useState(near);
  const view = holding(chosen, point);
  const zoom = (by: number): void =>
    setChosen({ ...view, zoom: Math.min(ZOOM.max, Math.max(ZOOM.min, view.zoom + by)) });
  const move = (next: Point): void => {
    // What was shown stays where it is while the point moves.
    setChosen(holding(view, next));
    onMove?.(next);
  };
  return (
    <div className="point-map">
      <div className="map-frame">
        <Drawing
          {...props}
          view={view}
          label={words.drawing(marks.length, lengthText(metresPerUnit(view) * SIZE.width))}
          {...(onMove === undefined ? {} : { onMove: move })}
        />
        {point !== null && onMove !== undefined && <Pin view={view} point={point} onMove={move} />}
      </div>
      <div className="row">
        <Button size="small" onClick={() => zoom(1)}>
          {words.zoomIn}
        </Button>
        <Button size="small" onClick={() => zoom(-1)}>
          {words.zoomOut}
        </Button>
        <Button size="small" onClick={() => setChosen(all())}>
          {words.showAll}
        </Button>
        {point !== null && (
          <Button size="small" onClick={() => setChosen(near())}>
            {words.showPoint}
          </Button>
        )}
      </div>
      {onMove !== undefined && <p className="field-help">{words.mapHelp}</p>}
    </div>
  );
};
