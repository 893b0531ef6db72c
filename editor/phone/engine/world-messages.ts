import type { Line } from "../lines.ts";
import type { Told } from "../sources.ts";
import type { Act, MenuButton, Person } from "../transport.ts";
import type { DraftRules, Surroundings } from "./draft-rules.ts";
import type { Brought } from "./draft-world.ts";

/** What the worker can be asked, and what it answers. */
export interface WorldRequests {
  load: { readonly ask: { readonly rules: DraftRules }; readonly answer: null };
  surroundings: { readonly ask: Record<never, never>; readonly answer: Surroundings };
  meet: {
    readonly ask: { readonly name: string; readonly nowMs: number };
    readonly answer: Person;
  };
  people: { readonly ask: Record<never, never>; readonly answer: readonly Person[] };
  menu: { readonly ask: { readonly openid: string }; readonly answer: readonly MenuButton[] };
  act: {
    readonly ask: {
      readonly openid: string;
      readonly act: Act;
      readonly nowMs: number;
      readonly isLost: boolean;
    };
    readonly answer: Brought;
  };
  pass: { readonly ask: { readonly nowMs: number }; readonly answer: readonly Line[] };
  told: { readonly ask: { readonly key: string }; readonly answer: Told | null };
}
export type WorldRequestName = keyof WorldRequests;

/** A question on its way to the worker. */
export type WorldQuestion = {
  [K in WorldRequestName]: { readonly id: number; readonly what: K } & WorldRequests[K]["ask"];
}[WorldRequestName];
/** Its answer. */
export type WorldAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };
