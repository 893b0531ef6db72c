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
            {picture.src === "" ? (
              picture.name
            ) : (
              <img src={picture.src} alt={picture.name} loading="lazy" />
            )}
          </button>
        </li>
      ))}
    </ul>
  );
};

interface Taken {
  /** Base64; `""` for a picture that is known by name alone. */
  readonly data: string;
  readonly picture: string | undefined;
}

/** Sends a picture from this computer, or one of the account's. */
export const PictureSheet = ({
  onPicture,
  onClose,
}: {
  /** Base64, and which one of the account's it is. */
  readonly onPicture: (data: string, picture: string | undefined) => void;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const id = useId();
  const [taken, setTaken] = useState<Taken | null>(null);
  const [problem, setProblem] = useState("");
  const take = (reading: Promise<string>, picture: string | undefined): void => {
    setProblem("");
    setTaken(null);
    reading.then(
      (data) => setTaken({ data, picture }),
      (error: unknown) => setProblem(String(error)),
    );
  };
  const onFile = (file: File | undefined): void => {
    setTaken(null);
    if (file === undefined) return;
    if (file.size > mostPictureBytes) setProblem(words.sheet.tooLarge);
    else take(readFile(file), undefined);
  };
  const onChoose = ({ id: picture, src }: Picture): void =>
    // A draft knows its pictures by name alone.
    take(src === "" ? Promise.resolve("") : readPicture(src), picture);
  return (
    <Sheet
      title={words.sheet.pictureTitle}
      confirm={words.sheet.send}
      isReady={taken !== null}
      onConfirm={() => taken !== null && onPicture(taken.data, taken.picture)}
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
      <Choices chosen={taken?.picture ?? ""} onChoose={onChoose} />
    </Sheet>
  );
};
