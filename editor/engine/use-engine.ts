import { useEffect, useState } from "react";
import type { Rule } from "../../engine/index.ts";
import { useApi } from "../api/use-api.ts";
import { useAccountParams } from "../shell/account.ts";
import type { EngineClient } from "./engine-client.ts";
import { startEngine } from "./engine-client.ts";
import type { Tried } from "./messages.ts";

/** The engine with the draft's rules; `ready` is `null` until they are compiled. */
export interface DraftEngine {
  readonly ready: EngineClient | null;
  readonly hasFailed: boolean;
}

/** Keeps a worker with the draft's rules, as long as the page is shown and it is wanted. */
export const useDraftEngine = (isWanted: boolean): DraftEngine => {
  const params = useAccountParams();
  const rules = useApi(
    "GET /accounts/:account/ruleset",
    { params, query: { of: "draft" } },
    { when: isWanted },
  );
  const [engine, setEngine] = useState<EngineClient | null>(null);
  const [ready, setReady] = useState<EngineClient | null>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    const started = startEngine();
    setEngine(started);
    return () => {
      started.close();
      setEngine(null);
      setReady(null);
    };
  }, [isWanted]);
  const { data } = rules;
  useEffect(() => {
    if (engine === null || data === undefined) return;
    engine.load(data).then(
      () => {
        setFailed(false);
        // A new object, so that what was asked is asked again of the new rules.
        setReady({ ...engine });
      },
      () => setFailed(true),
    );
  }, [engine, data]);
  return { ready, hasFailed: hasFailed || rules.isError };
};

/** What the draft says to a text; asked again at every key, the latest answer wins. */
export const useTried = (
  engine: EngineClient | null,
  text: string,
  edited: Rule | null = null,
): Tried | null => {
  const [tried, setTried] = useState<Tried | null>(null);
  useEffect(() => {
    if (engine === null || text === "") {
      setTried(null);
      return;
    }
    let isWanted = true;
    engine.tryText(text, edited).then(
      (answer) => isWanted && setTried(answer),
      () => isWanted && setTried(null),
    );
    return () => {
      isWanted = false;
    };
  }, [engine, text, edited]);
  return tried;
};
