import { useEffect, useState } from "react";
import { useWords } from "../../strings/language.tsx";
import type { Told, TraceSource } from "../sources.ts";
import { Effects } from "./effects.tsx";
import { Ladder } from "./ladder.tsx";

type Read = Told | "reading" | "gone";

/** Reads once, when it is first opened; a record never changes. */
const useTold = (source: TraceSource, key: string): Read => {
  const [told, setTold] = useState<Read>("reading");
  useEffect(() => {
    let isWanted = true;
    const show = (read: Read): void => {
      if (isWanted) setTold(read);
    };
    source.read(key).then(
      (read) => show(read ?? "gone"),
      () => show("gone"),
    );
    return () => {
      isWanted = false;
    };
  }, [source, key]);
  return told;
};

const Opened = ({
  source,
  traceKey,
}: {
  readonly source: TraceSource;
  readonly traceKey: string;
}) => {
  const { phone: words } = useWords();
  const told = useTold(source, traceKey);
  if (told === "reading") return <p>{words.answer.loading}</p>;
  if (told === "gone") return <p>{words.answer.gone}</p>;
  return (
    <>
      <Ladder told={told} />
      <Effects told={told} />
    </>
  );
};

/** Why a message was answered as it was: the ladder, and what else was done. */
export const Why = ({
  id,
  source,
  traceKey,
  isOpen,
}: {
  readonly id: string;
  readonly source: TraceSource;
  readonly traceKey: string;
  readonly isOpen: boolean;
}) => (
  <div id={id} className="ph-why" hidden={!isOpen}>
    {isOpen && <Opened source={source} traceKey={traceKey} />}
  </div>
);
