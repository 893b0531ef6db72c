import { useEffect, useId, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import type { Picture } from "../transport.ts";
import { usePhone } from "../use-phone.ts";
import { mostPictureBytes, readFile, readPicture } from "./picture-data.ts";
import { Sheet } from "./sheet.tsx";

const Choices = ({
  chosen,
  onChoose,
}: {
  readonly chosen: string;
  readonly onChoose: (picture: Picture) => void;
}) => {
  const { phone: words } = useWords();
  const { pictures } = usePhone();
  const [all, setAll] = useState<readonly Picture[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    pictures().then((found) => {
      if (isWanted) setAll(found);
    });
    return () => {
      isWanted = false;
    };
  }, [pictures]);
  if (all === null) return null;
  if (all.length === 0) return <p className="ph-hint">{words.sheet.noPictures}</p>;
  return (
    <ul className="ph-pictures" aria-label={words.sheet.ofAccount}>
      {all.map((picture) => (
        <li key={picture.id}>
          <button
            type="button"
            aria-pressed={picture.id === chosen}
            onClick={() => onChoose(picture)}
          >
            <img src={picture.src} alt={picture.name} loading="lazy" />
          </button>
        </li>
      ))}
    </ul>
  );
};

/** Sends a picture from this computer, or one of the account's. */
export const PictureSheet = ({
  onPicture,
  onClose,
}: {
  /** Base64. */
  readonly onPicture: (data: string) => void;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const id = useId();
  const [data, setData] = useState("");
  const [chosen, setChosen] = useState("");
  const [problem, setProblem] = useState("");
  const take = (reading: Promise<string>, from: string): void => {
    setProblem("");
    setChosen(from);
    reading.then(setData, (error: unknown) => setProblem(String(error)));
  };
  const onFile = (file: File | undefined): void => {
    setData("");
    if (file === undefined) return;
    if (file.size > mostPictureBytes) setProblem(words.sheet.tooLarge);
    else take(readFile(file), "");
  };
  return (
    <Sheet
      title={words.sheet.pictureTitle}
      confirm={words.sheet.send}
      isReady={data !== ""}
      onConfirm={() => onPicture(data)}
      onClose={onClose}
    >
      <div className="ph-field">
        <label htmlFor={id}>{words.sheet.upload}</label>
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/gif,image/bmp"
          onChange={({ target }) => onFile(target.files?.[0])}
        />
      </div>
      {problem !== "" && (
        <p role="alert" className="ph-problem">
          {problem}
        </p>
      )}
      <h3>{words.sheet.ofAccount}</h3>
      <Choices chosen={chosen} onChoose={({ id: from, src }) => take(readPicture(src), from)} />
    </Sheet>
  );
};
