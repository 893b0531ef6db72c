import { useState } from "react";
import { useWords } from "../../strings/language.tsx";
import { Field } from "./field.tsx";
import { Sheet } from "./sheet.tsx";

/** Sends a file; the platform tells an account only its name and size. */
export const FileSheet = ({
  onFile,
  onClose,
}: {
  readonly onFile: (file: { readonly name: string; readonly bytes: number }) => void;
  readonly onClose: () => void;
}) => {
  const { phone: words } = useWords();
  const [name, setName] = useState("");
  const [bytes, setBytes] = useState("2048");
  const size = Number(bytes);
  const isReady = name.trim() !== "" && Number.isInteger(size) && size > 0;
  return (
    <Sheet
      title={words.sheet.fileTitle}
      confirm={words.sheet.send}
      isReady={isReady}
      onConfirm={() => onFile({ name, bytes: size })}
      onClose={onClose}
    >
      <Field label={words.sheet.fileName} value={name} onChange={setName} />
      <Field label={words.sheet.fileBytes} type="number" value={bytes} onChange={setBytes} />
    </Sheet>
  );
};
