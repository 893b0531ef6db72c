import { Button, Popconfirm } from "antd";
import { Link } from "react-router";
import { useAccountPath, useMay } from "../shell/account.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { placeWords } from "../strings/places.ts";
import { useText } from "../strings/text.ts";
import type { Datum, PlaceEntry } from "./place-text.ts";
import { datumOf, pointOf } from "./position.ts";
import type { PlacesState } from "./use-places.ts";

/** A place and where it stands in the file. */
export interface Listed {
  readonly place: PlaceEntry;
  readonly at: number;
}
const ALL = "places";

const Uses = ({ place, uses }: { readonly place: PlaceEntry } & Pick<PlacesState, "uses">) => {
  const words = useText(placeWords);
  const path = useAccountPath();
  const pointing = uses.filter(
    ({ of }) =>
      of.includes(place.id) || of.includes(ALL) || (place.list !== "" && of.includes(place.list)),
  );
  if (pointing.length === 0) return <>{words.unused}</>;
  return (
    <ul className="plain-list">
      {pointing.map(({ rule, name, of }) => (
        <li key={rule}>
          <Link to={path(`/rules/edit/${encodeURIComponent(rule)}`)}>{name || rule}</Link>
          {of.includes(ALL) && <span className="soft"> {words.allRules}</span>}
        </li>
      ))}
    </ul>
  );
};

const Where = ({
  place,
  datum,
  hasKey,
}: {
  readonly place: PlaceEntry;
  readonly datum: Datum;
  readonly hasKey: boolean;
}) => {
  const words = useText(placeWords);
  if (pointOf(place, datum) === null)
    return <>{hasKey && place.lat === "" ? words.noPosition : words.noKey}</>;
  return (
    <>
      <span className="mono">
        {place.lat}, {place.lng}
      </span>
      <br />
      <span className="soft">{datumOf(place, datum).toUpperCase()}</span>
    </>
  );
};

const Row = ({
  listed: { place, at },
  state,
  datum,
  onEdit,
  onRemove,
}: {
  readonly listed: Listed;
  readonly state: PlacesState;
  readonly datum: Datum;
  readonly onEdit: (listed: Listed) => void;
  readonly onRemove: (listed: Listed) => void;
}) => {
  const words = useText(placeWords);
  const mayWrite = useMay("write-rules");
  return (
    <tr>
      <td>
        <b>{place.name}</b>
        <br />
        <span className="mono soft">{place.id}</span>
        {place.list !== "" && <span className="soft"> · {place.list}</span>}
      </td>
      <td>{place.address}</td>
      <td>
        <Where place={place} datum={datum} hasKey={state.hasKey} />
      </td>
      <td>
        {place.hours}
        {place.hours !== "" && <span className="soft"> {place.days || words.everyDay}</span>}
      </td>
      <td>{place.tel}</td>
      <td>
        <Uses place={place} uses={state.uses} />
      </td>
      <td>
        {mayWrite && (
          <div className="row">
            <Button
              size="small"
              aria-label={words.editOf(place.name)}
              onClick={() => onEdit({ place, at })}
            >
              {words.edit}
            </Button>
            <Popconfirm
              title={words.removeConfirm(place.name)}
              okText={words.yes}
              cancelText={words.no}
              onConfirm={() => onRemove({ place, at })}
            >
              <Button size="small" danger aria-label={words.removeOf(place.name)}>
                {words.remove}
              </Button>
            </Popconfirm>
          </div>
        )}
      </td>
    </tr>
  );
};

/** The places of the draft, a row each. */
export const PlaceTable = ({
  rows,
  ...given
}: {
  readonly rows: readonly Listed[];
  readonly state: PlacesState;
  readonly datum: Datum;
  readonly onEdit: (listed: Listed) => void;
  readonly onRemove: (listed: Listed) => void;
}) => {
  const words = useText(placeWords);
  return (
    <WideTable label={words.list} titles={Object.values(words.columns)}>
      {rows.map((listed) => (
        <Row key={`${listed.at} ${listed.place.id}`} listed={listed} {...given} />
      ))}
    </WideTable>
  );
};
