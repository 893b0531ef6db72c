import { createContext, useContext } from "react";
import type { Trace } from "../../engine/index.ts";
import type { Spot } from "./lines.ts";

/** Why a message was answered as it was. */
export interface Told {
  readonly trace: Trace;
  /** Names of rules by id. */
  readonly names: Readonly<Record<string, string>>;
}
/** Knows the rules behind the answers: our server, or the engine of a draft. */
export interface TraceSource {
  /** By the event's key; `null` when no record was kept. */
  readonly read: (key: string) => Promise<Told | null>;
}
/** Knows what the account has on the map. */
export interface PlaceSource {
  readonly read: () => Promise<readonly Spot[]>;
}
/** What may be known beside the platform; `null`: nobody knows. */
export interface PhoneSources {
  readonly traces: TraceSource | null;
  readonly places: PlaceSource | null;
}

/** A phone in front of a program whose rules nobody can read. */
export const noSources: PhoneSources = { traces: null, places: null };

const Context = createContext<PhoneSources>(noSources);

/** Gives the parts of a page their sources. */
export const SourcesProvider = Context;

/** The sources of this page. */
export const useSources = (): PhoneSources => useContext(Context);
