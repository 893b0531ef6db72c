import { useEffect, useRef, useState } from "react";
import type { Told, TraceSource } from "../sources.ts";

/** `reading` until it is known, `gone` when no record was kept. */
export type Read = Told | "reading" | "gone";

/** A record never changes, so it is asked for once. */
const known = new WeakMap<TraceSource, Map<string, Promise<Told | null>>>();

const readOnce = (source: TraceSource, key: string): Promise<Told | null> => {
  const records = known.get(source) ?? new Map<string, Promise<Told | null>>();
  known.set(source, records);
  const asked = records.get(key) ?? source.read(key);
  records.set(key, asked);
  // What failed may succeed later.
  asked.catch(() => records.delete(key));
  return asked;
};

/** Reads why a message was answered as it was, once the element `ref` has come into view. */
export const useTold = (source: TraceSource | null, key: string | null) => {
  const ref = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState<Read>("reading");
  useEffect(() => {
    const element = ref.current;
    if (source === null || key === null || element === null) return;
    let isWanted = true;
    const show = (read: Read): void => {
      if (isWanted) setTold(read);
    };
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      readOnce(source, key).then(
        (read) => show(read ?? "gone"),
        () => show("gone"),
      );
    });
    observer.observe(element);
    return () => {
      isWanted = false;
      observer.disconnect();
    };
  }, [source, key]);
  return { ref, told };
};
