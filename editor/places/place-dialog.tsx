import { Alert, Button, Input, Modal, Select } from "antd";
import type { ReactNode } from "react";
import { useState } from "react";
import type { Problem } from "../../server/admin/contract.ts";
import { useAsk } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { placeWords } from "../strings/places.ts";
import { useSay, useText } from "../strings/text.ts";
import type { Point } from "./map-view.ts";
import type { PlaceEntry, PlaceFile } from "./place-text.ts";
import { DATUMS } from "./place-text.ts";
import { PointMap } from "./point-map.tsx";
import { marksOf, movedTo, pointOf } from "./position.ts";

type Key = keyof PlaceEntry;
type Hinted = keyof (typeof placeWords)["zh-CN"]["hints"];

interface EditorProps {
  readonly place: PlaceEntry;
  readonly file: PlaceFile;
  readonly hasKey: boolean;
  readonly problems: readonly Problem[];
  readonly onChange: (change: Partial<PlaceEntry>) => void;
}

/** The key of a place that a mistake is about; `null`: the place as a whole. */
const keyOf = ({ diagnostic: { path } }: Problem): string | null => path.split("/")[3] ?? null;

const FieldFrame = ({
  name,
  problems,
  children,
}: {
  readonly name: Key;
  readonly problems: readonly Problem[];
  readonly children: (described: string) => ReactNode;
}) => {
  const words = useText(placeWords);
  const say = useSay();
  const wrong = problems.filter((one) => keyOf(one) === name);
  const hint = words.hints[name as Hinted] as string | undefined;
  const aboutId = `place-${name}-about`;
  return (
    <div className="field">
      <label className="field-label" htmlFor={`place-${name}`}>
        {words.fields[name]}
      </label>
      {children(aboutId)}
      <div id={aboutId} className="field-help">
        {wrong.map(({ says }) => (
          <p key={says.en} className="place-problem">
            {say(says)}
          </p>
        ))}
        {hint}
      </div>
    </div>
  );
};
const TextField = ({
  name,
  of: { place, problems, onChange },
  isFocused = false,
}: {
  readonly name: Key;
  readonly of: EditorProps;
  readonly isFocused?: boolean;
}) => (
  <FieldFrame name={name} problems={problems}>
    {(described) => (
      <Input
        id={`place-${name}`}
        value={place[name]}
        maxLength={200}
        autoFocus={isFocused}
        aria-describedby={described}
        aria-invalid={problems.some((one) => keyOf(one) === name)}
        onChange={({ target }) => onChange({ [name]: target.value })}
      />
    )}
  </FieldFrame>
);
const DatumField = ({ of: { place, file, problems, onChange } }: { readonly of: EditorProps }) => {
  const words = useText(placeWords);
  return (
    <FieldFrame name="datum" problems={problems}>
      {(described) => (
        <Select
          id="place-datum"
          value={place.datum}
          aria-describedby={described}
          onChange={(datum) => onChange({ datum })}
          options={[
            { value: "", label: words.asFile(words.datums[file.datum]) },
            ...DATUMS.map((value) => ({ value, label: words.datums[value] })),
          ]}
        />
      )}
    </FieldFrame>
  );
};

/** Asks for the position of the address; without a key the reason stands in its place. */
const Locate = ({ place, file, hasKey, onChange }: EditorProps) => {
  const words = useText(placeWords);
  const params = useAccountParams();
  const notice = useNotice();
  const { mutate, isPending } = useAsk("POST /accounts/:account/places-locate");
  if (!hasKey) return <p className="field-help">{words.locateNoKey}</p>;
  const locate = (): void =>
    mutate(
      { params, body: { address: place.address.trim() } },
      {
        onSuccess: ({ lat, lng }) => {
          const datum = file.datum === "gcj02" ? "" : "gcj02";
          onChange({ lat: String(lat), lng: String(lng), datum });
          notice.done(words.located);
        },
        onError: notice.failed,
      },
    );
  return (
    <Button onClick={locate} loading={isPending} disabled={place.address.trim() === ""}>
      {words.locate}
    </Button>
  );
};

const Position = (of: EditorProps) => {
  const { place, file, onChange } = of;
  const others = marksOf({ ...file, places: file.places.filter(({ id }) => id !== place.id) });
  const point = pointOf(place, file.datum);
  const move = (to: Point): void =>
    // A point that is new on the map is counted as the map is.
    onChange({
      ...movedTo(place, to, file.datum),
      ...(point === null && file.datum !== "gcj02" ? { datum: "gcj02" } : {}),
    });
  return (
    <div>
      <PointMap
        key={point === null ? "without" : "with"}
        point={point}
        radiusM={null}
        marks={others}
        onMove={move}
      />
    </div>
  );
};

const Fields = (of: EditorProps) => {
  const say = useSay();
  const whole = of.problems.filter((one) => keyOf(one) === null);
  return (
    <>
      {whole.map(({ says }) => (
        <Alert key={says.en} type="error" showIcon title={say(says)} />
      ))}
      <div className="place-fields">
        <TextField name="name" of={of} isFocused />
        <TextField name="id" of={of} />
        <div className="whole">
          <TextField name="address" of={of} />
          <Locate {...of} />
        </div>
        <TextField name="lat" of={of} />
        <TextField name="lng" of={of} />
        <div className="whole">
          <DatumField of={of} />
          <Position {...of} />
        </div>
        <TextField name="hours" of={of} />
        <TextField name="days" of={of} />
        <TextField name="tel" of={of} />
        <TextField name="list" of={of} />
      </div>
    </>
  );
};

/** A place to be added or changed. `onSave` gives the mistakes that kept it from being saved. */
export const PlaceDialog = ({
  place: first,
  file,
  hasKey,
  isNew,
  isSaving,
  onSave,
  onClose,
}: {
  readonly place: PlaceEntry;
  readonly file: PlaceFile;
  readonly hasKey: boolean;
  readonly isNew: boolean;
  readonly isSaving: boolean;
  readonly onSave: (place: PlaceEntry) => Promise<readonly Problem[]>;
  readonly onClose: () => void;
}) => {
  const words = useText(placeWords);
  const [place, setPlace] = useState(first);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const change = (to: Partial<PlaceEntry>): void => setPlace((before) => ({ ...before, ...to }));
  const save = async (): Promise<void> => setProblems(await onSave(place));
  const isReady = place.name.trim() !== "" && place.id.trim() !== "";
  return (
    <Modal
      open
      width={640}
      title={isNew ? words.newPlace : words.editPlace}
      okText={words.save}
      cancelText={words.no}
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={isSaving}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Fields place={place} file={file} hasKey={hasKey} problems={problems} onChange={change} />
    </Modal>
  );
};
