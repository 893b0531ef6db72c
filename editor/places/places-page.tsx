import { Alert, Button, Empty, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Problem } from "../../server/admin/contract.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams, useMay } from "../shell/account.ts";
import { Loaded } from "../shell/loaded.tsx";
import { isTyping } from "../shell/use-frame-keys.ts";
import { useNotice } from "../shell/use-notice.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { placeWords } from "../strings/places.ts";
import { useSay, useText } from "../strings/text.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { PlaceDialog } from "./place-dialog.tsx";
import type { Listed } from "./place-table.tsx";
import { PlaceTable } from "./place-table.tsx";
import type { PlaceEntry, PlaceFile } from "./place-text.ts";
import {
  addPlace,
  changePlace,
  mergePlaces,
  NO_PLACE,
  readPlaceFile,
  removePlace,
} from "./place-text.ts";
import { PointMap } from "./point-map.tsx";
import { marksOf } from "./position.ts";
import type { PlacesState } from "./use-places.ts";
import { usePlaces } from "./use-places.ts";
import "../forms/forms.css";
import "./places.css";

const SHOWN = 100;

const Problems = ({ problems }: Pick<PlacesState, "problems">) => {
  const words = useText(placeWords);
  const say = useSay();
  if (problems.length === 0) return null;
  const isError = problems.some(({ diagnostic }) => diagnostic.severity === "error");
  return (
    <Alert
      type={isError ? "error" : "warning"}
      showIcon
      title={words.problems}
      description={
        <ul className="plain-list">
          {problems.slice(0, SHOWN).map(({ diagnostic: { path, code, line }, says }) => (
            <li key={`${path} ${code}`}>
              {words.line(line)}: {say(says)}
            </li>
          ))}
        </ul>
      }
    />
  );
};

const Lists = ({ lists }: Pick<PlacesState, "lists">) => {
  const words = useText(placeWords);
  if (lists.length === 0) return null;
  return (
    <section className="block" aria-label={words.lists}>
      <h2>{words.lists}</h2>
      <p className="help">{words.listsHelp}</p>
      <ul className="plain-list">
        {lists.map(({ list, count }) => (
          <li key={list}>{words.listLine(list, count)}</li>
        ))}
      </ul>
    </section>
  );
};

const matches = ({ name, id, address, list }: PlaceEntry, text: string): boolean => {
  const wanted = text.trim().toLowerCase();
  return [name, id, address, list].some((one) => one.toLowerCase().includes(wanted));
};
const freeId = ({ places }: PlaceFile): string => {
  const taken = new Set(places.map(({ id }) => id));
  let at = places.length + 1;
  while (taken.has(`place-${at}`)) at += 1;
  return `place-${at}`;
};
/** Mistakes of the file as a whole, and of places from `from` on. */
const concerning =
  (isMeant: (at: number) => boolean) =>
  ({ diagnostic: { path } }: Problem): boolean => {
    const place = /^places\/places\/(\d+)/.exec(path)?.[1];
    return place === undefined || isMeant(Number(place));
  };

/** Ctrl+Z outside of fields. */
const useUndoKey = (undo: (() => void) | null): void => {
  const latest = useRef(undo);
  latest.current = undo;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
      if (!isUndo || event.shiftKey || isTyping(event.target) || latest.current === null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
};

/** What people do to the places, each in one save. */
const useDeeds = (state: PlacesState, file: PlaceFile) => {
  const words = useText(placeWords);
  const notice = useNotice();
  const { save, undo, isSaving } = usePlaces(state);
  const text = state.text ?? "";
  const attempt = async (
    made: () => string,
    concerns: (problem: Problem) => boolean,
    said: string,
  ): Promise<readonly Problem[] | null> => {
    try {
      const wrong = await save(state, made(), concerns);
      if (wrong.length === 0) notice.done(said);
      return wrong;
    } catch (error) {
      notice.failed(error);
      return null;
    }
  };
  const count = file.places.length;
  return {
    isSaving,
    undo:
      undo === null
        ? null
        : () => void undo(state).then(() => notice.done(words.undone), notice.failed),
    put: ({ at }: Listed, place: PlaceEntry) =>
      attempt(
        () => (at === count ? addPlace(text, place) : changePlace(text, at, place)),
        concerning((one) => one === at),
        words.saved,
      ),
    bring: (places: readonly PlaceEntry[]) => {
      const ids = new Set(places.map(({ id }) => id));
      const isMeant = (at: number) => at >= count || ids.has(file.places[at]?.id ?? "");
      return attempt(() => mergePlaces(text, places), concerning(isMeant), words.saved);
    },
    remove: ({ at }: Listed) =>
      attempt(
        () => removePlace(text, at),
        () => false,
        words.removed,
      ),
  };
};

const Found = ({
  state,
  file,
  onEdit,
  onRemove,
}: {
  readonly state: PlacesState;
  readonly file: PlaceFile;
  readonly onEdit: (listed: Listed) => void;
  readonly onRemove: (listed: Listed) => void;
}) => {
  const words = useText(placeWords);
  const [text, setText] = useState("");
  const [most, setMost] = useState(SHOWN);
  const all = file.places.map((place, at) => ({ place, at }));
  const found = all.filter(({ place }) => matches(place, text));
  const marks = marksOf({ ...file, places: found.map(({ place }) => place) });
  return (
    <>
      <div className="row">
        <Input
          className="place-search"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <span role="status">{words.found(found.length, all.length)}</span>
      </div>
      {found.length === 0 ? (
        <Empty description={words.noneFound} />
      ) : (
        <PlaceTable
          {...{ state, onEdit, onRemove, datum: file.datum }}
          rows={found.slice(0, most)}
        />
      )}
      {found.length > most && (
        <div>
          <Button onClick={() => setMost(most + SHOWN)}>{words.more}</Button>
        </div>
      )}
      {marks.length > 0 && (
        <section className="block" aria-label={words.map}>
          <h2>{words.map}</h2>
          <PointMap key={text} point={null} radiusM={null} marks={marks} />
        </section>
      )}
    </>
  );
};

const Shown = ({ state, file }: { readonly state: PlacesState; readonly file: PlaceFile }) => {
  const words = useText(placeWords);
  const mayWrite = useMay("write-rules");
  const [edited, setEdited] = useState<Listed | null>(null);
  const [isBringing, setBringing] = useState(false);
  const { put, bring, remove, undo, isSaving } = useDeeds(state, file);
  useUndoKey(undo);
  const closeAfter = (wrong: readonly Problem[] | null, close: () => void) => {
    if (wrong?.length === 0) close();
    return wrong ?? [];
  };
  const make = (): void =>
    setEdited({ place: { ...NO_PLACE, id: freeId(file) }, at: file.places.length });
  return (
    <>
      {mayWrite && (
        <div className="row">
          <Button type="primary" onClick={make}>
            {words.add}
          </Button>
          <Button onClick={() => setBringing(true)}>{words.bring}</Button>
          <Button disabled={undo === null} onClick={() => undo?.()}>
            {words.undo}
          </Button>
        </div>
      )}
      {file.places.length === 0 ? (
        <Empty description={words.none} />
      ) : (
        <Found {...{ state, file }} onEdit={setEdited} onRemove={(one) => void remove(one)} />
      )}
      {edited !== null && (
        <PlaceDialog
          {...{ file, isSaving, hasKey: state.hasKey, place: edited.place }}
          isNew={edited.at === file.places.length}
          onSave={async (place) => closeAfter(await put(edited, place), () => setEdited(null))}
          onClose={() => setEdited(null)}
        />
      )}
      {isBringing && (
        <ImportDialog
          {...{ file, isSaving, hasKey: state.hasKey }}
          onImport={async (places) => closeAfter(await bring(places), () => setBringing(false))}
          onClose={() => setBringing(false)}
        />
      )}
    </>
  );
};

/** 门店与地点: the places of the draft, lists from sheets, and who points to them. */
export const PlacesPage = () => {
  const words = useText(placeWords);
  const params = useAccountParams();
  const places = useApi("GET /accounts/:account/places", { params });
  usePageTitle(words.title);
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="help">{words.help}</p>
      <Loaded query={places}>
        {(state) => {
          const file = readPlaceFile(state.text ?? "");
          return (
            <>
              {file === null && <Alert type="error" showIcon title={words.cannotEdit} />}
              <Problems problems={state.problems} />
              {file !== null && <Shown state={state} file={file} />}
              <Lists lists={state.lists} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
};
