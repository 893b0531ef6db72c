import { useEffect, useState } from "react";
import type { AnswerOf } from "../../server/admin/contract.ts";
import type { PhoneSources } from "./sources.ts";
import { noSources } from "./sources.ts";

type Detail = AnswerOf<"GET /accounts/:account/log/:key">;
type Rules = AnswerOf<"GET /accounts/:account/ruleset">;

/** Reads from the editor's API; throws for anything but JSON. */
const read = async <T>(path: string): Promise<T> => {
  const response = await fetch(`/api${path}`, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as T;
};

/** What our own server tells of an account to whoever is signed in to its editor. */
export const httpSources = (account: string): PhoneSources => {
  const base = `/accounts/${encodeURIComponent(account)}`;
  return {
    traces: {
      read: async (key) => {
        const { trace, rules } = await read<Detail>(`${base}/log/${encodeURIComponent(key)}`);
        const names = Object.fromEntries(rules.map(({ id, name }) => [id, name]));
        return trace === null ? null : { trace, names };
      },
    },
    places: {
      read: async () => {
        const { ruleSet } = await read<Rules>(`${base}/ruleset?of=published`);
        return ruleSet.account.places.map(({ name, lat, lng }) => ({ label: name, lat, lng }));
      },
    },
  };
};

/** Whether somebody is signed in. The sandbox alone has no editor behind it, and answers something else. */
const isSignedIn = async (): Promise<boolean> => {
  const state = await read<unknown>("/session");
  return typeof state === "object" && state !== null && "state" in state
    ? state.state === "signed-in"
    : false;
};

/** The server's sources where it has any for this reader, else none. */
export const useHttpSources = (account: string): PhoneSources => {
  const [sources, setSources] = useState(noSources);
  useEffect(() => {
    let isWanted = true;
    isSignedIn().then(
      (isIn) => {
        if (isWanted && isIn) setSources(httpSources(account));
      },
      // Nobody to ask: the phone works without.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [account]);
  return sources;
};
