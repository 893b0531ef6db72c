import { Alert, Button, Input, Modal, Select } from "antd";
import type { ChangeEvent } from "react";
import { useState } from "react";
import type { AnswerOf, Problem } from "../../server/admin/contract.ts";
import { useAsk } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import { useNotice } from "../shell/use-notice.ts";
import { WideTable } from "../shell/wide-table.tsx";
import { placeWords } from "../strings/places.ts";
import { useSay, useText } from "../strings/text.ts";
import type { Datum, PlaceEntry, PlaceFile } from "./place-text.ts";
import { DATUMS, NO_PLACE } from "./place-text.ts";

type Sheet = AnswerOf<"POST /accounts/:account/places-sheet">;
type Row = Sheet["rows"][number];

const MOST_CHARACTERS = 262_144;
const LISTED = 100;

/** A row as an entry of the file; a datum is written only where it is not the file's. */
const entryOf = (row: Row, sheet: Datum, file: Datum): PlaceEntry => {
  const { id, name, address, tel, hours, days, at } = row;
  const texts = { id, name, address, tel, hours: hours.join(", "), days: days.join(", ") };
  if (at === null) return { ...NO_PLACE, ...texts };
  const datum = at.datum ?? sheet;
  const position = { lat: String(at.lat), lng: String(at.lng) };
  return { ...NO_PLACE, ...texts, ...position, datum: datum === file ? "" : datum };
};

const Refused = ({ problems }: Pick<Sheet, "problems">) => {
  const words = useText(placeWords);
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={words.refused(problems.length)}
      description={
        <ul className="plain-list place-sheet" aria-label={words.refusedList}>
          {problems.slice(0, LISTED).map(({ line, code, found, means, remedy }) => (
            <li key={`${line} ${code}`}>
              {words.line(line)}
              {found !== "" && <span className="mono"> {found}</span>}: {say(means)} ({code}){" "}
              {say(remedy)}
            </li>
          ))}
        </ul>
      }
    />
  );
};

const Preview = ({
  rows,
  known,
}: {
  readonly rows: readonly Row[];
  readonly known: ReadonlySet<string>;
}) => {
  const words = useText(placeWords);
  const titles = Object.values(words.previewColumns);
  return (
    <>
      <p role="status">{words.rows(rows.length)}</p>
      {rows.length > LISTED && <p className="help">{words.atMost(LISTED)}</p>}
      {rows.length > 0 && (
        <div className="place-sheet">
          <WideTable label={words.preview} titles={titles}>
            {rows.slice(0, LISTED).map(({ line, id, name, at }) => (
              <tr key={line}>
                <td>{line}</td>
                <td>
                  {name} <span className="mono soft">{id}</span>
                </td>
                <td className="mono">{at === null ? words.byAddress : `${at.lat}, ${at.lng}`}</td>
                <td>{known.has(id) ? words.isChange : words.isNew}</td>
              </tr>
            ))}
          </WideTable>
        </div>
      )}
    </>
  );
};

const Unlocated = ({
  count,
  hasKey,
  isPending,
  onLookUp,
}: {
  readonly count: number;
  readonly hasKey: boolean;
  readonly isPending: boolean;
  readonly onLookUp: () => void;
}) => {
  const words = useText(placeWords);
  if (count === 0) return null;
  return (
    <Alert
      type={hasKey ? "info" : "warning"}
      showIcon
      title={words.unlocated(count)}
      description={
        <div className="stack">
          {hasKey ? words.unlocatedKey : words.unlocatedNoKey}
          {hasKey && (
            <div>
              <Button onClick={onLookUp} loading={isPending}>
                {words.lookUp(count)}
              </Button>
            </div>
          )}
        </div>
      }
    />
  );
};

const useSheet = () => {
  const params = useAccountParams();
  const notice = useNotice();
  const { mutate, data, reset, isPending } = useAsk("POST /accounts/:account/places-sheet");
  const read = (text: string, lookUp: boolean): void =>
    mutate({ params, body: { text, lookUp } }, { onError: notice.failed });
  return { sheet: data ?? null, read, reset, isPending };
};

/** A file or a pasted text, and how positions in it are counted. */
const Source = ({
  text,
  onText,
  datum,
  onDatum,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly datum: Datum;
  readonly onDatum: (datum: Datum) => void;
}) => {
  const words = useText(placeWords);
  const pick = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    if (file !== undefined) onText(await file.text());
  };
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor="sheet-file">
          {words.pick}
        </label>
        <input
          id="sheet-file"
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => void pick(event)}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor="sheet-text">
          {words.paste}
        </label>
        <Input.TextArea
          id="sheet-text"
          className="code"
          autoSize={{ minRows: 4, maxRows: 10 }}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      </div>
      <div className="field">
        <label className="field-label" htmlFor="sheet-datum">
          {words.datumOfSheet}
        </label>
        <Select
          id="sheet-datum"
          value={datum}
          onChange={onDatum}
          options={DATUMS.map((value) => ({ value, label: words.datums[value] }))}
        />
        <p className="field-help">{words.hints.datum}</p>
      </div>
    </>
  );
};

/** Reads a sheet, shows what would come of it, and brings it into the draft. */
export const ImportDialog = ({
  file,
  hasKey,
  isSaving,
  onImport,
  onClose,
}: {
  readonly file: PlaceFile;
  readonly hasKey: boolean;
  readonly isSaving: boolean;
  readonly onImport: (places: readonly PlaceEntry[]) => Promise<readonly Problem[]>;
  readonly onClose: () => void;
}) => {
  const words = useText(placeWords);
  const say = useSay();
  const [text, setText] = useState("");
  const [datum, setDatum] = useState<Datum>(file.datum);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const { sheet, read, reset, isPending } = useSheet();
  const change = (to: string): void => {
    setText(to);
    setProblems([]);
    reset();
  };
  const isTooBig = text.length > MOST_CHARACTERS;
  const rows = (sheet?.rows ?? []).filter(({ at }) => at !== null || hasKey);
  const unlocated = (sheet?.rows ?? []).filter(({ at }) => at === null).length;
  const known = new Set(file.places.map(({ id }) => id));
  const bring = async (): Promise<void> =>
    setProblems(await onImport(rows.map((row) => entryOf(row, datum, file.datum))));
  return (
    <Modal
      open
      width={720}
      title={words.bringTitle}
      okText={words.import(rows.length)}
      cancelText={words.no}
      okButtonProps={{ disabled: rows.length === 0 }}
      confirmLoading={isSaving}
      onOk={() => void bring()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="help">{words.bringHelp}</p>
        <Source text={text} onText={change} datum={datum} onDatum={setDatum} />
        {isTooBig && <Alert type="error" showIcon title={words.tooBig} />}
        <div>
          <Button
            disabled={text.trim() === "" || isTooBig}
            loading={isPending}
            onClick={() => read(text, false)}
          >
            {words.read}
          </Button>
        </div>
        {problems.slice(0, LISTED).map(({ says, diagnostic }) => (
          <Alert key={`${diagnostic.path} ${says.en}`} type="error" showIcon title={say(says)} />
        ))}
        {sheet !== null && (
          <>
            <Refused problems={sheet.problems} />
            <Unlocated
              {...{ count: unlocated, hasKey, isPending }}
              onLookUp={() => read(text, true)}
            />
            <Preview rows={rows} known={known} />
          </>
        )}
      </div>
    </Modal>
  );
};
